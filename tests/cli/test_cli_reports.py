"""``stationctl report`` and ``stationctl rating``: shown, as JSON, as PDF and as a workbook."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from random import Random

import pypdf
import pytest
import python_calamine
from counted_cases import put, some_case
from stationctl_runs import PASSWORD, Run

from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening

MONTH = "2026-05"


@pytest.fixture
def filled(folder: Path) -> Path:
    """A station with cases in the spring of 2026."""
    entered = opening.unlock(folder, "wangmin", PASSWORD)
    store = Store(folder, entered.key)
    random = Random(7)
    put(store, [some_case(n, date(2026, 3, 1), 90, random) for n in range(120)])
    store.close()
    return folder


def test_the_figures_of_a_month_for_scripts_and_for_people(ctl: Run, filled: Path) -> None:
    value = ctl("report", "monthly", "--month", MONTH, "--json").json
    assert (value["first"], value["last"]) == ("2026-05-01", "2026-05-31")
    received = value["headlines"]["received"]["value"]
    assert received > 10
    assert sum(line["received"] for line in value["sections"]["category"]) == received
    assert sum(point["received"] for point in value["points"]) == received
    shown = ctl("report", "monthly", "--month", MONTH, "--lang", "zh_CN").out
    assert "服务站月报" in shown
    assert "满意率" in shown
    assert "未评价" in shown


def test_a_week_and_a_year_are_those_of_the_day(ctl: Run, filled: Path) -> None:
    week = ctl("report", "weekly", "--day", "2026-05-06", "--json").json
    assert (week["first"], week["last"]) == ("2026-05-04", "2026-05-10")
    year = ctl("report", "yearly", "--year", "2026", "--json").json
    assert len(year["points"]) == 12


def test_a_report_is_saved_as_pdf(ctl: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "月报.pdf"
    ran = ctl("report", "monthly", "--month", MONTH, "--out", str(out))
    assert ran.code == 0
    text = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert "服务站月报" in text.replace(" ", "")
    assert "统计口径" in text


def test_a_report_is_saved_as_a_workbook_of_numbers(ctl: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "may.xlsx"
    value = ctl("report", "monthly", "--month", MONTH, "--out", str(out), "--json").json
    book = python_calamine.CalamineWorkbook.from_path(out)
    front = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    shown = {row[0]: row[1] for row in front[5:]}
    assert shown["受理"] == value["headlines"]["received"]["value"]
    assert shown["按时办结率"] == pytest.approx(value["headlines"]["in_time"]["value"])
    names, *lines = book.get_sheet_by_name("按服务类别").to_python()
    column = names.index("办结")
    total = sum(line[column] for line in lines if line[column])
    assert total == value["headlines"]["ended"]["value"]
    assert any(part.startswith("xl/charts/chart") for part in zipfile.ZipFile(out).namelist())
    _, *partners = book.get_sheet_by_name("派单").to_python()
    assert {line[0] for line in partners} >= {"水务所"}


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("monthly", "--month", "2026-13"), "report.month"),
        (("monthly", "--month", "may"), "report.month"),
        (("monthly", "--month", "1999-01"), "report.period"),
        (("weekly", "--day", "30.2.2026"), "calendar.day_unreadable"),
        (("weekly", "--out", "report.txt"), "report.suffix"),
    ],
)
def test_what_is_no_report_is_refused(ctl: Run, args: tuple[str, ...], code: str) -> None:
    ran = ctl("report", *args, "--json")
    assert ran.code != 0
    assert ran.error == code


def test_ratings_are_asked_for_and_called_back(ctl: Run, filled: Path) -> None:
    listed = ctl("rating", "list", "--limit", "3", "--json").json["cases"]
    assert len(listed) == 3
    number = listed[0]["number"]
    assert ctl("rating", "show", number, "--json").json["rated"] is False
    ran = ctl("rating", "followup", number, "--contact", "reached", "--json")
    assert (ran.code, ran.json["number"]) == (0, number)
    calls = ctl("rating", "calls", "--json").json["calls"]
    assert calls == sorted(calls, key=lambda call: (call["due"], call["number"]))
    assert ctl("rating", "callback", number, "--outcome", "好", "--json").error == (
        "rating.no_call_back"
    )

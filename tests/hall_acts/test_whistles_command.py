"""``station-hall whistles`` as people and scripts run it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hall_office import STATION, Window
from stations import Desk

from station_desktop.domain.whistle.whistles import Blown, DepartmentCalled
from station_desktop.hall.cli.session import open_hall
from station_desktop.hall.main import main
from station_desktop.hall.whistles import department

Ran = tuple[int, str, str]
Run = Callable[..., Ran]
DRAINS, POLICE = "排水集团", "派出所"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in ("KEYS", "USER", "PASSWORD"):
        monkeypatch.delenv(f"STATION_HALL_{name}", raising=False)
    monkeypatch.setenv("STATION_HALL_DATABASE", f"sqlite:///{tmp_path}/hall.db")
    monkeypatch.setenv("STATION_LANG", "en")

    def ran(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return ran


def value(ran: Ran) -> Any:
    code, out, err = ran
    assert (code, err) == (0, ""), (out, err)
    return json.loads(out)


@pytest.fixture
def blown(run: Run, tmp_path: Path) -> str:
    """The number of a whistle for which the station called the police already."""
    run("station", "add", "--code", STATION, "--name", "老墙根社区服务站")
    hall = open_hall(f"sqlite:///{tmp_path}/hall.db", "")
    window, now = Window(hall, STATION, Desk("000000000001")), hall.now_ms()
    fact = Blown("CS-017014-0001", "emergency", "", "大树倒伏", "校场头条11号", now)
    window.says(("whistle:w1", fact), ("whistle:w1", DepartmentCalled(POLICE, now, 30)))
    hall.database.close()
    return fact.number


def test_whistles_are_listed_for_people_and_scripts(run: Run, blown: str) -> None:
    [one] = value(run("whistles", "list", "--json"))["whistles"]
    assert (one["number"], one["station"], one["kind"]) == (blown, STATION, "emergency")
    assert one["departments"][0]["department"] == POLICE
    assert one["departments"][0]["how"] == "waiting"
    code, out, _ = run("whistles", "list")
    assert code == 0
    assert blown in out
    assert "Emergency" in out
    assert "min left" in out
    assert value(run("whistles", "list", "--show", "over", "--json"))["whistles"] == []


def test_a_department_is_called_and_its_link_opens_its_page(
    run: Run, blown: str, tmp_path: Path
) -> None:
    told = value(
        run(
            "whistles", "call", blown.lower(), "--department", DRAINS, "--contact", "老周",
            "--address", "https://hall.example/", "--json",
        )
    )  # fmt: skip
    assert told["department"] == DRAINS
    before, _, secret = told["link"].partition("/w/")
    assert before == "https://hall.example"
    hall = open_hall(f"sqlite:///{tmp_path}/hall.db", "")
    assert department.look(hall, secret).called.contact == "老周"
    hall.database.close()


def test_links_are_made_once_for_whoever_has_none(run: Run, blown: str) -> None:
    run("whistles", "call", blown, "--department", DRAINS)
    first = value(run("whistles", "links", blown, "--json"))["links"]
    assert {one["department"] for one in first} == {DRAINS, POLICE}
    assert value(run("whistles", "links", blown, "--json"))["links"] == first
    code, out, _ = run("whistles", "links", "w1", "--address", "https://hall.example")
    assert code == 0
    assert f"https://hall.example{first[0]['link']}" in out


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("call", "nothing", "--department", DRAINS), 1, "whistle.unknown"),
        (("call", "w1", "--department", " "), 1, "whistle.department_missing"),
        (("call", "w1", "--department", POLICE), 1, "whistle.called_already"),
        (("call", "w1"), 2, "usage"),
        (("links", "nothing"), 1, "whistle.unknown"),
        (("list", "--show", "some"), 2, "usage"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, blown: str, arguments: tuple[str, ...], code: int, problem: str
) -> None:
    ended, out, _ = run("whistles", *arguments, "--json")
    assert ended == code
    assert json.loads(out)["error"]["code"] == problem


def test_help_is_there_in_both_languages(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for language, word in (("en", "Whistles"), ("zh_CN", "吹哨")):
        monkeypatch.setenv("STATION_LANG", language)
        code, out, _ = run("whistles", "--help")
        assert code == 0
        assert word in out
        for part in ("list", "call", "links"):
            assert "hall.help" not in run("whistles", part, "--help")[1]

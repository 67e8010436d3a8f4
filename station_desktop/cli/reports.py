"""``stationctl report``: the weekly report, monthly and yearly figures, shown or saved."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Group, OneOf, option, say, wishes
from station_desktop.console.files import must_have_folder
from station_desktop.domain.problem import refuse
from station_desktop.domain.report.reports import Figure, Headline, Report, Section
from station_desktop.domain.text import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_desktop.domain.report.told_reports import Language, Told
    from station_desktop.usecases.work import Work

report = Group("report", help="report")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_OUT = click.Path(path_type=Path)
_FORMATS = ("a4", "large")


@report.command("weekly", help="report.weekly")
@option("--day", "day", default="", metavar="YYYY-MM-DD", help="report_day")
@option("--out", "out", type=_OUT, help="report_out")
@option("--format", "format", type=OneOf(_FORMATS), default="a4", help="format")
def weekly(day: str, out: Path | None, format: str) -> None:
    """Monday to Sunday of the week of a day; this week for none."""
    from station_desktop.usecases.report import reporting

    _show(lambda work: reporting.week(work, _day(work, day)), out, format)


@report.command("monthly", help="report.monthly")
@option("--month", "month", default="", metavar="YYYY-MM", help="report_month")
@option("--out", "out", type=_OUT, help="report_out")
@option("--format", "format", type=OneOf(_FORMATS), default="a4", help="format")
def monthly(month: str, out: Path | None, format: str) -> None:
    """One calendar month; this month for none."""
    from station_desktop.usecases.report import reporting

    _show(lambda work: reporting.month(work, *_month(work, month)), out, format)


@report.command("yearly", help="report.yearly")
@option("--year", "year", type=Between(2000, 2200), help="report_year")
@option("--out", "out", type=_OUT, help="report_out")
@option("--format", "format", type=OneOf(_FORMATS), default="a4", help="format")
def yearly(year: int | None, out: Path | None, format: str) -> None:
    """One calendar year; this year for none."""
    from station_desktop.usecases.report import reporting

    _show(lambda work: reporting.year(work, year or work.store.today().year), out, format)


def _day(work: Work, text: str) -> date:
    if not text.strip():
        return work.store.today()
    written = dates.parse_day(text)
    day = dates.real_day(*written) if written else None
    if day is None:
        raise refuse("calendar.day_unreadable", field="day")
    return day


def _month(work: Work, text: str) -> tuple[int, int]:
    if not text.strip():
        return work.store.today().year, work.store.today().month
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        raise refuse("report.month", field="month")
    return int(found[1]), int(found[2])


def _show(made: Callable[[Work], Report], out: Path | None, format: str) -> None:
    from station_desktop.usecases.report import report_files, report_words

    if out is not None:
        must_have_folder(out)
        if out.suffix.lower() not in report_files.SUFFIXES:
            raise refuse("report.suffix", field="out", name=out.name)
    with at_work() as work:
        found = made(work)
        settings = work.store.settings()
        language = cast("Language", wishes().lang or settings.paper_language)
        if out is None:
            language = wishes().language
        told = report_words.told(found, language, demo=settings.demo)
    value = _value(found)
    if out is None:
        output.answer(value, *_lines(told))
        return
    report_files.save(told, out, found.decimals, cast(Any, format))
    output.answer(value | {"out": str(out)}, say("cli.report.written", file=out.name))


def _lines(told: Told) -> list[str]:
    """The report as plain text."""
    lines = [f"{told.title}  {told.period}", told.made, ""]
    numbers = [*told.headlines, *told.rates]
    width = max(output.width(one.name) for one in numbers)
    for one in numbers:
        space = " " * (width - output.width(one.name))
        change = f"  ({told.before} {one.before}, {one.change})" if one.change else ""
        lines.append(f"{one.name}{space}  {one.shown}{change}")
    lines.append(f"{told.sections['score']}  {told.score}")
    for table in told.tables:
        lines += ["", table.title]
        rows = [(table.first, *table.heads), *((row.name, *row.shown) for row in table.rows)]
        lines += _aligned(rows)
    return [*lines, "", *told.rules]


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(output.width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (wide - output.width(cell)) for cell, wide in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _value(found: Report) -> dict[str, Any]:
    """The report for scripts: every figure as its number, rates with what they are out of."""
    return {
        "span": found.period.span,
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "headlines": {one.key: _beside(one) for one in found.headlines},
        "rates": {one.key: _beside(one) for one in found.rates},
        "score": found.score.number and found.score.number * 100,
        "weights": {
            "response": found.weights.response,
            "solution": found.weights.solution,
            "satisfaction": found.weights.satisfaction,
        },
        "held_back": found.held_back,
        "points": [
            {
                "first": point.part.first.isoformat(),
                "received": point.received.value,
                "ended": point.ended.value,
            }
            for point in found.points
        ],
        "sections": {section.key: _section(section) for section in found.sections},
    }


def _beside(one: Headline) -> dict[str, Any]:
    return _figure(one.figure) | {"before": one.before.number}


def _figure(figure: Figure) -> dict[str, Any]:
    if figure.kind == "count":
        return {"value": figure.value}
    return {"value": figure.number, "sum": figure.value, "of": figure.of}


def _section(section: Section) -> list[dict[str, Any]]:
    return [
        {"key": line.key, "name": line.words.zh if line.words else say(line.code)}
        | {
            column: figure.number if figure.kind != "count" else figure.value
            for column, figure in zip(section.columns, line.figures, strict=True)
        }
        for line in section.lines
    ]

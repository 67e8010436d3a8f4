"""``stationctl due``: when a case is due and why, with the shipped calendar or the station's."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time
from typing import Any, NamedTuple, cast

import click

from station_desktop import phrases
from station_desktop.cli import lines
from station_desktop.cli.session import at_work_if_known
from station_desktop.console import output
from station_desktop.console.command import Command, OneOf, option, say, wishes
from station_desktop.domain.catalogue import Limit, LimitUnit
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import dates
from station_desktop.domain.time import workdays

_DAYS_HEADS = ("days", "limit", "天数", "时限", "工作日")
_SEPARATORS = ",\t;，；"


class _Rules(NamedTuple):
    calendar: workdays.Calendar
    hours: workdays.DeskHours


@click.command("due", cls=Command, help="due")
@option("--from", "accepted_at", metavar="2026-02-13T10:00", help="from")
@option("--days", metavar="N", help="days")
@option("--unit", type=OneOf(["working_day", "calendar_day"]), default="working_day", help="unit")
@option("--stdin", "stdin", is_flag=True, help="stdin")
def due(accepted_at: str | None, days: str | None, unit: str, stdin: bool) -> None:
    """Each answer shows how it was reached."""
    if stdin == (accepted_at is not None) or (days is None and not stdin):
        raise click.UsageError(say("cli.usage.due"), click.get_current_context())
    rules = _rules()
    if stdin:
        lines.answer_each(_rows(), lambda cells: _of_cells(cells, unit, rules))
        return
    value = _value(str(accepted_at), str(days), unit, rules)
    steps = [f"  {step}" for step in value["steps"]]
    caution = [value["caution"]] if "caution" in value else []
    output.answer(value, str(value["due"]), *steps, *caution)


def _rules() -> _Rules:
    with at_work_if_known() as work:
        if work is not None:
            closing = time.fromisoformat(work.store.settings().closing_time)
            return _Rules(work.store.calendar(), workdays.DeskHours(closing))
    from station_desktop import shipped

    return _Rules(shipped.calendar(), workdays.DeskHours())


def _rows() -> Iterator[list[str]]:
    """The first two cells of each line, the day first. A first line without any digit is heads;
    heads that begin with the number of days turn the columns about."""
    turned = False
    for number, line in enumerate(lines.typed()):
        cells = _cells(line)
        if number == 0 and not any(ch.isdigit() for ch in line):
            turned = cells[0].casefold().startswith(_DAYS_HEADS) if cells else False
            continue
        yield [cells[1], cells[0]] if turned and len(cells) > 1 else cells[:2]


def _cells(line: str) -> list[str]:
    """Cells parted as spreadsheets part them: by commas, tabs or semicolons."""
    separator = next((ch for ch in line if ch in _SEPARATORS), ",")
    rows = csv.reader([line], delimiter=separator, skipinitialspace=True)
    try:
        return [cell.strip() for cell in next(rows)]
    except csv.Error:
        return []


def _of_cells(cells: list[str], unit: str, rules: _Rules) -> dict[str, Any]:
    if len(cells) < 2:
        raise refuse("input.due_line")
    return _value(cells[0], cells[1], unit, rules)


def _value(accepted_at: str, days: str, unit: str, rules: _Rules) -> dict[str, Any]:
    limit = Limit(_count(days), cast(LimitUnit, unit))
    found = workdays.due(_moment(accepted_at), limit, rules.calendar, rules.hours)
    language = wishes().language
    said = [phrases.say(step.code, language, **step.said(language)) for step in found.steps]
    value: dict[str, Any] = {"due": found.due, "steps": said}
    if found.caution is not None:
        value["caution"] = output.message(found.caution)
    return value


def _moment(text: str) -> datetime:
    """An ISO time, or a day as people write it, with or without an hour behind."""
    with suppress(ValueError):
        return datetime.fromisoformat(text.strip())
    day, _, hour = text.strip().replace("T", " ").partition(" ")
    written = dates.parse_day(day)
    real = dates.real_day(*written) if written else None
    if real is not None:
        with suppress(ValueError):
            return datetime.combine(
                real, time.fromisoformat(hour.strip().zfill(5) if hour else "00:00")
            )
    raise refuse("input.moment", field="accepted_at", value=text[:40])


def _count(text: str) -> int:
    digits = text.strip()
    if not digits.removeprefix("-").isdecimal() or len(digits) > 9:
        raise refuse("input.days", field="days", value=text[:40])
    return int(digits)

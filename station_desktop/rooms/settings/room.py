"""The settings room's values: which settings stand together, and how a deadline is counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import cast

import msgspec

from station_desktop import phrases
from station_desktop.domain.catalogue import Choice, Field, FieldType, Limit, LimitUnit, Words
from station_desktop.domain.problem import Problem, Refused, raise_if_any, refuse
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.text import dates
from station_desktop.domain.text.folding import plain
from station_desktop.domain.time import workdays
from station_desktop.domain.time.deadlines import DueDate
from station_desktop.usecases import policies
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.station.station_settings import NUMBERS, Outlook
from station_desktop.usecases.work import Work

LONGEST_FILE = 1_000_000

GROUPS: dict[str, tuple[str, ...]] = {
    "station": (
        "station_name",
        "station_code",
        "subdistrict",
        "station_address",
        "station_phone",
        "complaint_phone",
        "station_hours",
    ),
    "desk": (
        "desk",
        "closing_time",
        "later_days",
        "attachment_megabytes",
        "paper_language",
        "paper_format",
        "watched_folder",
    ),
    "protection": (
        "idle_minutes",
        "lock_after_failures",
        "lock_minutes",
        "password_length",
        "password_classes",
        "password_days",
    ),
    "loop": (
        "whistle_minutes",
        "call_back_days",
        "urge_deputy_days",
        "urge_stationmaster_days",
        "urge_hall_days",
        "sample_percent",
        "slot_minutes",
        "desk_slots",
        "home_slots",
        "round_days",
        "round_attention_days",
    ),
    "rates": ("rate_response", "rate_solution", "rate_satisfaction", "rate_decimals"),
}
"""Settings that belong together, in the order they are asked."""

WIDE = frozenset({"station_address", "station_hours", "watched_folder"})

_CHOICES = {
    "paper_language": station_settings.LANGUAGES,
    "paper_format": station_settings.FORMATS,
}


class Shown(msgspec.Struct, frozen=True):
    """All that the page shows of the station; ``fixed`` are the settings that this PC's policy
    fixes."""

    settings: Settings
    outlook: Outlook
    fixed: frozenset[str] = frozenset()


class Asked(msgspec.Struct, frozen=True):
    """What was typed into the deadline calculator."""

    accepted_at: str
    time: str
    days: str
    unit: str = "working_day"


def shown(work: Work) -> Shown:
    """The settings and how far the calendar reaches; needs ``settings.edit``."""
    fixed = frozenset(policies.in_force().fixed)
    return Shown(station_settings.now(work), station_settings.outlook(work), fixed)


def question(key: str) -> Field:
    """A setting as a question, with its words in both languages."""
    choices = tuple(Choice(v, words(f"setting.value.{v}")) for v in _CHOICES.get(key, ()))
    kind: FieldType = "choice" if choices else "integer" if key in NUMBERS else "text"
    return Field(
        key=key,
        type=kind,
        label=words(f"setting.name.{key}"),
        choices=choices,
        help=words(f"setting.help.{key}"),
    )


def remark(group: str, settings: Settings) -> Problem | None:
    """What is wrong with the settings of a group taken together."""
    total = settings.rate_response + settings.rate_solution + settings.rate_satisfaction
    if group == "rates" and total != 100:
        return Problem("setting.weights", params={"total": total})
    return None


def calculator_questions() -> tuple[Field, ...]:
    """Date, time, days and unit."""
    units = tuple(Choice(u, words(f"due.unit.{u}")) for u in ("working_day", "calendar_day"))
    return (
        Field("accepted_at", "date", words("due.accepted_at")),
        Field("time", "text", words("due.time")),
        Field("days", "integer", words("due.days")),
        Field("unit", "choice", words("due.unit"), choices=units),
    )


def day_questions() -> tuple[Field, ...]:
    """A day of the station's own: which, and what it is."""
    kinds = tuple(Choice(k, words(f"day.kind.{k}")) for k in ("off", "work"))
    return (
        Field("day", "date", words("day.date")),
        Field("kind", "choice", words("day.kind"), choices=kinds),
    )


def count(work: Work, asked: Asked) -> DueDate:
    """When what was accepted then is due, with the steps; refuses by question."""
    problems: list[Problem] = []
    day = _read_day(asked.accepted_at, "accepted_at", problems)
    hour = _read_time(asked.time, problems)
    digits = plain(asked.days)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 7):
        problems.append(Problem("due.days_unreadable", "days"))
    raise_if_any(problems)
    assert day is not None, "problems were raised"
    limit = Limit(int(digits), cast(LimitUnit, asked.unit))
    closing = time.fromisoformat(work.store.settings().closing_time)
    try:
        return workdays.due(
            datetime.combine(day, hour), limit, work.store.calendar(), workdays.DeskHours(closing)
        )
    except Refused as refused:
        field = "days" if refused.first.code != "deadline.out_of_range" else "accepted_at"
        raise Refused(msgspec.structs.replace(refused.first, field=field)) from refused


def read_exception(answers: Mapping[str, str]) -> date:
    """The day that was typed for an exception, or a refusal beneath it."""
    problems: list[Problem] = []
    day = _read_day(answers.get("day", ""), "day", problems)
    raise_if_any(problems)
    assert day is not None, "problems were raised"
    return day


def read_file(path: Path) -> bytes:
    """The bytes of a year file; refuses one that cannot be opened or is none by its size."""
    try:
        if path.stat().st_size > LONGEST_FILE:
            raise refuse("calendar.unreadable")
        return path.read_bytes()
    except OSError as error:
        raise refuse("calendar.cannot_read", name=path.name) from error


def steps_said(found: DueDate, language: str) -> tuple[str, ...]:
    """How the day was reached, one sentence a step."""
    return tuple(phrases.say(step.code, language, **step.said(language)) for step in found.steps)


def years_said(years: tuple[int, ...]) -> str:
    """Years as stretches: 2004-2026, 2028."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)


def words(code: str) -> Words:
    """A phrase in both languages; empty where there is none."""
    if code not in phrases.table("en"):
        return Words("", "")
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))


def _read_day(text: str, field: str, problems: list[Problem]) -> date | None:
    written = dates.parse_day(text)
    day = dates.real_day(*written) if written else None
    if day is None:
        problems.append(Problem("calendar.day_unreadable", field))
    return day


def _read_time(text: str, problems: list[Problem]) -> time:
    try:
        return time.fromisoformat(plain(text).zfill(5))
    except ValueError:
        problems.append(Problem("due.time_unreadable", "time"))
        return time()

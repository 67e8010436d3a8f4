"""The station's own settings and its working-day calendar: looked at, changed one at a time.

Each change is one entry of the journal. A value that cannot be worked with is refused before
anything is written, so that no screen ever meets a closing time such as ``25:00``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any, Literal

import msgspec

from station_desktop.domain.person import contacts
from station_desktop.domain.problem import Problem, Refused, raise_if_any, refuse
from station_desktop.domain.station import settings
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.station.station import SettingChanged
from station_desktop.domain.text.folding import half_width, plain
from station_desktop.domain.time import calendar_file, workdays
from station_desktop.domain.time.year_calendar import Calendar
from station_desktop.storage.store import WATCHED_FOLDER, Store
from station_desktop.usecases import policies
from station_desktop.usecases.work import Work

NUMBERS = settings.NUMBERS

LANGUAGES = ("zh_CN", "en")
FORMATS = ("a4", "large", "roll")

DayKind = Literal["off", "work", ""]
"""What a station says of one day of its own: closed, open, or what the notice says."""

_LONGEST = {"station_name": 60, "station_address": 120, "subdistrict": 60, "station_hours": 100}
_KEPT_APART = frozenset({"calendar", "hall_calendar", "demo"})
_NOTICE_OUT = 11
"""The notice for a year is published in the November before it."""
_LONGEST_FILE = 1_000_000
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)


class YearImport(msgspec.Struct, frozen=True):
    """What an imported notice says: its years, and how many days it changed from plain weeks."""

    years: tuple[int, ...]
    off: int
    work: int


class Outlook(msgspec.Struct, frozen=True):
    """How far the calendar reaches. ``missing`` is the first year that deadlines can touch and
    whose notice is not loaded; ``pressing`` when it should have been by ``today``."""

    years: tuple[int, ...]
    last: int
    missing: int
    pressing: bool
    local_off: tuple[date, ...]
    local_work: tuple[date, ...]


def now(work: Work) -> Settings:
    """All settings as they stand, for whoever may change them."""
    work.require("settings.edit")
    return work.store.settings()


def change(work: Work, key: str, value: Any) -> Any:
    """Give one setting a value and return it as stored. A text typed for a number is read as
    one; a value that is there already makes no entry. The watched folder is this PC's alone.

    Refuses with ``setting.*`` (or ``station.*``, ``phone.*``) naming ``key`` as the field; what
    this PC's policy fixes with ``setting.fixed_by_policy``.
    """
    work.require("settings.edit")
    value = checked(key, value)
    if key == WATCHED_FOLDER:
        work.store.ledger.set_meta(key, value)
    elif key == "desk" and work.store.desk_given and value != work.store.desk():
        raise refuse("setting.desk_given", field=key, desk=work.store.desk())
    else:
        _put(work, key, value)
    return value


def checked(key: str, value: Any) -> Any:
    """The value as it would be stored; refuses as :func:`change` does."""
    if key in _KEPT_APART:
        raise refuse("setting.kept_apart", field=key, key=key)
    policies.must_leave(key)
    return settings.check(key, _clean(key, value))


def import_year(work: Work, data: bytes) -> YearImport:
    """Take in a year's holiday notice (``domain.time.calendar_file``); a year that is there already
    is replaced, local exceptions stay. Refuses with every faulty line."""
    work.require("settings.edit")
    if len(data) > _LONGEST_FILE:
        raise refuse("calendar.unreadable")
    found, problems = calendar_file.parse_year_file(data)
    raise_if_any(problems)
    assert found is not None, "a file without problems has a calendar"
    years = tuple(sorted(found.years))
    latest = work.store.today().year + 1
    raise_if_any(
        Problem("calendar.year_far", "year", {"year": year, "last": latest})
        for year in years
        if year > latest
    )
    _put_calendar(work, workdays.merge(_own(work.store), found))
    return YearImport(years, len(found.off), len(found.work))


def set_exception(work: Work, day: date, kind: DayKind) -> None:
    """Say that the station itself is closed (``off``) or open (``work``) on ``day``, whatever the
    notice says; an empty ``kind`` takes that back."""
    work.require("settings.edit")
    own, this_year = _own(work.store), work.store.today().year
    if not kind and day not in own.local_off | own.local_work:
        return
    if kind and not this_year - 1 <= day.year <= this_year + 2:
        raise refuse("calendar.exception_far", field="day", first=this_year - 1, last=this_year + 2)
    off, on = own.local_off - {day}, own.local_work - {day}
    if kind == "off":
        off |= {day}
    elif kind == "work":
        on |= {day}
    _put_calendar(work, msgspec.structs.replace(own, local_off=off, local_work=on))


def outlook(work: Work) -> Outlook:
    """How far the working-day calendar reaches, and what is missing from it today."""
    calendar, today = work.store.calendar(), work.store.today()
    missing = next(
        year for year in range(today.year, today.year + 200) if year not in calendar.years
    )
    due = missing <= today.year or (missing == today.year + 1 and today.month >= _NOTICE_OUT)
    return Outlook(
        years=tuple(sorted(calendar.years)),
        last=max(calendar.years),
        missing=missing,
        pressing=due,
        local_off=tuple(sorted(calendar.local_off)),
        local_work=tuple(sorted(calendar.local_work)),
    )


# reading what was typed


def _clean(key: str, value: Any) -> Any:
    """The value in the form it is stored in; one check for each kind of setting."""
    if key in NUMBERS:
        return _number(key, value)
    if not isinstance(value, str):
        return value
    text = value.strip()
    return _TEXTS.get(key, _plain_text)(key, text)


def _number(key: str, value: Any) -> Any:
    least, most = NUMBERS[key]
    if isinstance(value, str):
        digits = plain(value)
        if not (digits.isascii() and digits.isdigit() and len(digits) < 9):
            raise refuse("setting.number", field=key, least=least, most=most)
        value = int(digits)
    if isinstance(value, int) and not isinstance(value, bool) and not least <= value <= most:
        raise refuse("setting.range", field=key, least=least, most=most)
    return value


def _plain_text(key: str, text: str) -> str:
    most = _LONGEST.get(key, 200)
    if len(text) > most or not text.isprintable():
        raise refuse("setting.text", field=key, most=most)
    return text


def _name(key: str, text: str) -> str:
    if not text:
        raise refuse("station.name_missing", field=key)
    return _plain_text(key, text)


def _code(key: str, text: str) -> str:
    digits = half_width(text)
    if not (digits.isascii() and digits.isdigit() and 6 <= len(digits) <= 15):
        raise refuse("station.code_form", field=key)
    return digits


def _phone(key: str, text: str) -> str:
    if not text:
        return ""
    checked = contacts.check(text)
    if checked.problem is not None:
        raise Refused(Problem(checked.problem.code, key, checked.problem.params))
    return checked.number


def _desk(key: str, text: str) -> str:
    digits = half_width(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 2 and int(digits)):
        raise refuse("setting.desk", field=key)
    return digits.zfill(2)


def _time(key: str, text: str) -> str:
    found = _CLOCK.fullmatch(half_width(text))
    if found is None or int(found[1]) > 23:
        raise refuse("setting.time", field=key)
    return time(int(found[1]), int(found[2])).isoformat("minutes")


def _folder(key: str, text: str) -> str:
    if text and not (Path(text).is_absolute() and Path(text).is_dir()):
        raise refuse("setting.folder", field=key)
    return text


def _one_of(*choices: str) -> Callable[[str, str], str]:
    def check(key: str, text: str) -> str:
        if text not in choices:
            raise refuse("setting.choice", field=key, choices=", ".join(choices))
        return text

    return check


_TEXTS: dict[str, Callable[[str, str], str]] = {
    "station_name": _name,
    "station_code": _code,
    "station_phone": _phone,
    "complaint_phone": _phone,
    "desk": _desk,
    "closing_time": _time,
    "watched_folder": _folder,
    "paper_language": _one_of(*LANGUAGES),
    "paper_format": _one_of(*FORMATS),
}


# writing


def _put(work: Work, key: str, value: Any) -> None:
    if getattr(work.store.settings(), key) != value:
        work.store.ledger.append(work.author, [(f"setting:{key}", SettingChanged(value))])


def _own(store: Store) -> Calendar:
    """The station's own part of the calendar: imported years and local exceptions, no more, so
    that a later correction of a shipped year still counts."""
    own = store.settings().calendar
    return (
        workdays.load(msgspec.json.encode(own)) if own else Calendar(frozenset(), (), frozenset())
    )


def _put_calendar(work: Work, calendar: Calendar) -> None:
    empty = not (calendar.years or calendar.local_off or calendar.local_work)
    _put(work, "calendar", {} if empty else msgspec.json.decode(workdays.dump(calendar)))

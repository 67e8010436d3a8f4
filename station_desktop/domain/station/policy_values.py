"""The values of a policy's lines: what each may be, and why one does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from station_desktop.domain.problem import Problem
from station_desktop.domain.station import settings

FIXED: tuple[str, ...] = (
    "idle_minutes",
    "lock_after_failures",
    "lock_minutes",
    "password_length",
    "password_classes",
    "password_days",
)
"""The station's settings that a policy can fix; the same names, the same bounds."""
ROOMS: tuple[str, ...] = (
    *("desk", "queue", "follow_up", "demands", "whistles", "individuals", "partners"),
    *("households", "residents", "catalogue", "reports", "staff", "journal", "sync"),
    *("settings", "upkeep", "privacy"),
)
"""The rooms that can be hidden."""
LEVELS: tuple[str, ...] = ("debug", "info", "warning")
"""How much is written to the log."""
LONGEST_KEPT = 36_500
"""Days: a hundred years."""


class Wrong(Exception):
    """A value does not hold; ``rest`` is what of it does."""

    def __init__(self, *problems: Problem, rest: Any = None) -> None:
        super().__init__()
        self.problems, self.rest = problems, rest


def _problem(code: str, **params: Any) -> Problem:
    """Without its place, which whoever reads the table adds."""
    return Problem(code, params=params)


def _wrong(code: str, **params: Any) -> Wrong:
    return Wrong(_problem(code, **params))


def _number(least: int, most: int) -> Callable[[str, Any], int]:
    def read_one(key: str, value: Any) -> int:
        if not _whole(value) or not least <= value <= most:
            raise _wrong("policy.number", least=least, most=most)
        return int(value)

    return read_one


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _truth(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong("policy.truth")
    return value


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str) or len(value) > 300 or not value.isprintable():
        raise _wrong("policy.text")
    return value.strip()


def _matching(pattern: str, code: str) -> Callable[[str, Any], str]:
    known = re.compile(pattern, re.ASCII)

    def read_one(key: str, value: Any) -> str:
        text = _text(key, value)
        if text and not known.fullmatch(text):
            raise _wrong(code)
        return text

    return read_one


def _pin(key: str, value: Any) -> str:
    """As certificate viewers show it: with colons, in capitals."""
    plain = re.sub(r"[\s:]", "", _text(key, value)).lower()
    if plain and not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise _wrong("policy.pin")
    return plain


def _address(key: str, value: Any) -> str:
    from urllib.parse import urlsplit

    text = _text(key, value).rstrip("/")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _wrong("policy.address") from None
    if text and (parts.scheme not in ("https", "http") or not parts.hostname or " " in text):
        raise _wrong("policy.address")
    return text


def _texts(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _wrong("policy.texts")
    return tuple(dict.fromkeys(_text(key, each) for each in value if each.strip()))


def _rooms(key: str, value: Any) -> tuple[str, ...]:
    named = _texts(key, value)
    strange = [room for room in named if room not in ROOMS]
    if strange:
        known = tuple(room for room in named if room in ROOMS)
        params = {"value": ", ".join(strange), "choices": ", ".join(ROOMS)}
        raise Wrong(_problem("policy.room", **params), rest=known)
    return named


def _folders(key: str, value: Any) -> tuple[str, ...]:
    named = _texts(key, value)
    loose = [each for each in named if not _whole_path(each)]
    if loose:
        rest = tuple(each for each in named if each not in loose)
        raise Wrong(_problem("policy.folder", value=loose[0]), rest=rest)
    return named


def _whole_path(text: str) -> bool:
    return PurePosixPath(text).is_absolute() or PureWindowsPath(text).is_absolute()


def _days(key: str, value: Any) -> dict[str, int]:
    if not isinstance(value, dict):
        raise _wrong("policy.table")
    wrong = [found for name, days in value.items() if (found := _kept_wrongly(name, days))]
    if wrong:
        named = {problem.params["inner"] for problem in wrong}
        raise Wrong(*wrong, rest={name: n for name, n in value.items() if name not in named})
    return dict(value)


def _kept_wrongly(name: str, days: Any) -> Problem | None:
    """A line that was meant to stand above the heading would be lost without a word."""
    if name in READERS:
        return _problem("policy.beneath", inner=name)
    if not _whole(days) or not 1 <= days <= LONGEST_KEPT:
        return _problem("policy.days", inner=name, most=LONGEST_KEPT)
    return None


READERS: dict[str, Callable[[str, Any], Any]] = {
    **{key: _number(*settings.NUMBERS[key]) for key in FIXED},
    "rooms_hidden": _rooms,
    "hall_address": _address,
    "hall_pin": _pin,
    "printer": _text,
    "update_ring": _matching(r"[a-z0-9][a-z0-9_-]{0,31}", "policy.ring"),
    "update_address": _address,
    "backup_folders": _folders,
    "backup_time": _matching(r"([01]\d|2[0-3]):[0-5]\d", "policy.time"),
    "backup_keep": _number(1, 1000),
    "device_adapters": _texts,
    "allow_demo": _truth,
    "log_level": _matching("|".join(LEVELS), "policy.level"),
    "retention": _days,
}

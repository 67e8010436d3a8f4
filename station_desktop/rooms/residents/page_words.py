"""What the room says in a few words."""

from __future__ import annotations

from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.ui.words import tr


def joined(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return " · ".join(part for part in parts if part)


def sex_and_age(sex: str, age: int | None) -> str:
    return sex if age is None else joined(sex, tr("residents", "{n} {n:year|years}", n=age))


def moment(milliseconds: int, language: str) -> str:
    at = clock.from_milliseconds(milliseconds)
    return f"{dates.show_day(at.date(), language)} {at:%H:%M}"


STATE_TONES = {
    "incomplete": "warn",
    "accepted": "info",
    "arranged": "info",
    "returned": "warn",
    "approved": "ok",
    "completed": "ok",
    "refused": "bad",
}


def channel(key: str) -> str:
    words = {
        "window": tr("residents", "at the desk"),
        "home": tr("residents", "at home"),
        "phone": tr("residents", "by telephone"),
        "online": tr("residents", "online"),
        "extended": tr("residents", "extended hours"),
    }
    return words.get(key, key)

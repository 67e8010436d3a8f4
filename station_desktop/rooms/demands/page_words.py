"""What the room says in a few words: states, the time left, moments."""

from __future__ import annotations

from datetime import date, datetime

from station_desktop import phrases
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.rooms.demands.room import Segment, Standing
from station_desktop.ui.words import tr

STATE_TONES = {
    "new": "warn",
    "taken": "info",
    "answered": "ok",
    "sent": "ok",
    "returned": "bad",
}
CASE_TONES = {
    "incomplete": "warn",
    "accepted": "info",
    "arranged": "info",
    "returned": "warn",
    "approved": "ok",
    "completed": "ok",
    "refused": "bad",
}


def state(key: str, language: str) -> str:
    return phrases.say(f"demand.state.{key}", language)


def segment(key: Segment) -> str:
    words = {
        "open": tr("demands", "Open"),
        "overdue": tr("demands", "Overdue"),
        "mine": tr("demands", "Mine"),
        "all": tr("demands", "All"),
    }
    return words[key]


def left(standing: Standing) -> tuple[str, str]:
    """How the time stands, as tone and words."""
    if standing.kind == "none":
        return "", ""
    if standing.kind == "overdue":
        return "bad", _late(standing)
    return "warn" if standing.soon else "ok", _left(standing)


def _left(standing: Standing) -> str:
    if standing.unit == "day":
        return tr("demands", "{n} {n:day|days} left", n=standing.amount)
    if standing.unit == "hour":
        return tr("demands", "{n} {n:hour|hours} left", n=standing.amount)
    return tr("demands", "{n} {n:minute|minutes} left", n=standing.amount)


def _late(standing: Standing) -> str:
    if standing.unit == "day":
        return tr("demands", "{n} {n:day|days} late", n=standing.amount)
    if standing.unit == "hour":
        return tr("demands", "{n} {n:hour|hours} late", n=standing.amount)
    return tr("demands", "{n} {n:minute|minutes} late", n=standing.amount)


def due(text: str, today: date, language: str) -> str:
    """By when, as a list has it; without a time the day lasts."""
    if not text:
        return ""
    day, _, time = text.partition("T")
    return f"{short_day(date.fromisoformat(day), today, language)} {time}".strip()


def full_due(text: str, language: str) -> str:
    day, _, time = text.partition("T")
    return f"{dates.show_day(date.fromisoformat(day), language)} {time}".strip() if day else ""


def short_day(day: date, today: date, language: str) -> str:
    if day.year != today.year:
        return day.isoformat()
    return f"{day.month}月{day.day}日" if language == "zh_CN" else f"{day:%d %b}"


def moment(milliseconds: int, language: str) -> str:
    at: datetime = clock.from_milliseconds(milliseconds)
    return f"{dates.show_day(at.date(), language)} {at:%H:%M}"


def joined(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return " · ".join(part for part in parts if part)

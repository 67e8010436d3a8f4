"""What the queue says in a few words: states, the time left, days and moments."""

from __future__ import annotations

from datetime import date, datetime

from station_desktop import phrases
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.rooms.queue.room import QueueRow, Segment, Standing, time_left
from station_desktop.ui.words import tr

STATE_TONES = {
    "incomplete": "warn",
    "accepted": "info",
    "arranged": "info",
    "returned": "warn",
    "approved": "ok",
    "completed": "ok",
    "refused": "bad",
}


def state(key: str, language: str) -> str:
    return phrases.say(f"case.state.{key}", language)


def segment(key: Segment, language: str) -> str:
    """One of the ways to see the queue: a state, everything open, everything."""
    if key == "open":
        return tr("queue", "Open")
    return tr("queue", "All") if key == "all" else state(key, language)


def category(key: str) -> str:
    words = {
        "party_masses": tr("queue", "Party-masses services"),
        "government": tr("queue", "Government services"),
        "life": tr("queue", "Life services"),
        "public": tr("queue", "Public services"),
    }
    return words.get(key, key)


def left(standing: Standing) -> tuple[str, str]:
    """How the time stands, as tone and words."""
    if standing.kind == "none":
        return "", ""
    if standing.kind == "paused":
        return "info", tr("queue", "clock stopped")
    if standing.kind == "today":
        return "warn", tr("queue", "due today")
    if standing.kind == "overdue":
        return "bad", _overdue(standing)
    tone = "warn" if standing.soon else "ok"
    if standing.unit == "calendar_day":
        return tone, tr("queue", "{n} calendar {n:day|days} left", n=standing.days)
    return tone, tr("queue", "{n} working {n:day|days} left", n=standing.days)


def _overdue(standing: Standing) -> str:
    if not standing.days:
        return tr("queue", "overdue")
    if standing.unit == "calendar_day":
        return tr("queue", "{n} calendar {n:day|days} late", n=standing.days)
    return tr("queue", "{n} working {n:day|days} late", n=standing.days)


def row_left(row: QueueRow, today: date) -> tuple[str, str]:
    return left(time_left(row.progress, row.due, today, paused=row.paused))


def day(iso: str, today: date, language: str) -> str:
    """A day as a list has it: the year only where it is not this one."""
    if not iso:
        return ""
    found = date.fromisoformat(iso[:10])
    if found.year != today.year:
        return found.isoformat()
    return f"{found.month}月{found.day}日" if language == "zh_CN" else f"{found:%d %b}"


def moment(milliseconds: int, today: date, language: str) -> str:
    at = clock.from_milliseconds(milliseconds)
    return f"{day(at.date().isoformat(), today, language)} {at:%H:%M}"


def full_moment(milliseconds: int, language: str) -> str:
    at: datetime = clock.from_milliseconds(milliseconds)
    return f"{dates.show_day(at.date(), language)} {at:%H:%M}"


def joined(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return " · ".join(part for part in parts if part)

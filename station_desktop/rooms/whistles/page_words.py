"""What the room says in a few words: kinds, states, how a department stands, moments."""

from __future__ import annotations

from datetime import date

from station_desktop import phrases
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.domain.whistle.whistles import Standing, Whistle
from station_desktop.rooms.whistles.room import SOON_MINUTES, Lane, Segment
from station_desktop.ui.words import tr

STATE_TONES = {"blown": "info", "closed": "ok", "turned_down": "info"}
KIND_TONES = {"everyday": "info", "hard": "info", "emergency": "warn"}


def state(key: str, language: str) -> str:
    return phrases.say(f"whistle.state.{key}", language)


def kind(key: str, language: str) -> str:
    return phrases.say(f"whistle.kind.{key}", language)


def segment(key: Segment) -> str:
    words = {
        "open": tr("whistles", "Going on"),
        "over": tr("whistles", "Over"),
        "all": tr("whistles", "All"),
    }
    return words[key]


def stands(standing: Standing) -> tuple[str, str]:
    """How one department stands, as tone and a few words; the sign of the tone goes before."""
    match standing.how:
        case "waiting":
            tone = "warn" if standing.minutes <= SOON_MINUTES else "info"
            return tone, tr("whistles", "{n} min left", n=standing.minutes)
        case "late":
            return "bad", tr("whistles", "late by {n} min", n=standing.over)
        case "never":
            return "bad", tr("whistles", "never came")
        case _:
            return _came(standing)


def _came(standing: Standing) -> tuple[str, str]:
    if not standing.seen:
        return "warn", tr("whistles", "not seen there")
    if standing.over:
        return "bad", tr("whistles", "came {n} min late", n=standing.over)
    return "ok", tr("whistles", "there after {n} min", n=standing.minutes)


def beneath(lane: Lane) -> str:
    """The times that belong to the words, in small type."""
    one = lane.called
    parts = []
    if one.checked_in_at:
        parts.append(tr("whistles", "checked in {at}", at=time(one.checked_in_at)))
    if one.reported_at:
        parts.append(tr("whistles", "reported {at}", at=time(one.reported_at)))
    elif one.checked_in_at:
        parts.append(tr("whistles", "at work"))
    return joined(*parts)


def limit(due_at: int) -> str:
    """By when a department must be there, at the limit of its bar."""
    return tr("whistles", "limit {at}", at=time(due_at))


def waits(lanes: tuple[Lane, ...], whistle: Whistle) -> tuple[str, str]:
    """Of a whole whistle: what is to be judged, who is late or awaited, as tone and words."""
    if whistle.unfit:
        return "warn", tr("whistles", "to judge")
    state = whistle.state
    late = sum(lane.standing.how == "late" for lane in lanes)
    if late:
        return "bad", tr("whistles", "{n} late", n=late)
    waiting = [lane.standing for lane in lanes if lane.standing.how == "waiting"]
    if waiting:
        return stands(min(waiting, key=lambda one: one.minutes))
    if state == "blown" and not lanes:
        return "warn", tr("whistles", "nobody called yet")
    if state == "blown":
        working = any(not lane.called.reported_at for lane in lanes)
        if working:
            return "info", tr("whistles", "all there")
        return "ok", tr("whistles", "all reported")
    return "", ""


def time(at: int) -> str:
    return f"{clock.from_milliseconds(at):%H:%M}"


def moment(at: int, language: str) -> str:
    found = clock.from_milliseconds(at)
    return f"{dates.show_day(found.date(), language)} {found:%H:%M}"


def short_moment(at: int, today: date, language: str) -> str:
    """As a list has it: the time alone today, day and time in this year, else the day."""
    found = clock.from_milliseconds(at)
    if found.date() == today:
        return f"{found:%H:%M}"
    if found.year != today.year:
        return found.date().isoformat()
    if language == "zh_CN":
        return f"{found.month}月{found.day}日 {found:%H:%M}"
    return f"{found:%d %b %H:%M}"


def joined(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return " · ".join(part for part in parts if part)

"""What the room says in a few words: kinds, doors, contracts, tasks, moments."""

from __future__ import annotations

from datetime import date, datetime

from station_desktop import phrases
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.rooms.partners.room import Opening, Segment
from station_desktop.ui.words import tr

TASK_TONES = {
    "sent": "info",
    "accepted": "info",
    "refused": "bad",
    "done": "ok",
    "recalled": "",
}


def kind(key: str, language: str) -> str:
    return phrases.say(f"partner.kinds.{key}", language)


def short_kind(key: str) -> str:
    """The kind as a list has it."""
    words = {
        "agency": tr("partners", "Agency"),
        "outlet": tr("partners", "Outlet"),
        "unit": tr("partners", "Unit"),
        "volunteer": tr("partners", "Volunteers"),
    }
    return words[key]


def segment(key: Segment) -> str:
    words = {
        "all": tr("partners", "All"),
        "agency": tr("partners", "Agencies"),
        "outlet": tr("partners", "Outlets"),
        "unit": tr("partners", "Units"),
        "volunteer": tr("partners", "Volunteers"),
    }
    return words[key]


def opening(doors: Opening, now: datetime, language: str) -> tuple[str, str]:
    """How its doors stand, as tone and words."""
    if doors.open is None:
        return "", ""
    if not doors.open:
        opens = doors.opens
        said = _when(opens, now, language) if opens is not None else ""
        return "", tr("partners", "closed, opens {at}", at=said)
    if doors.until is None:
        return "ok", tr("partners", "open day and night")
    return "ok", tr("partners", "open until {at}", at=_when(doors.until, now, language))


def _when(moment: datetime, now: datetime, language: str) -> str:
    """``14:00`` today, with the day otherwise."""
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    return f"{weekday(moment.date(), language)} {moment:%H:%M}"


def weekday(day: date, language: str) -> str:
    if language == "en":
        return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    return f"周{'一二三四五六日'[day.weekday()]}"


def contract(left: int | None) -> str:
    """How long the contract lasts."""
    if left is None:
        return ""
    if left < 0:
        return tr("partners", "contract over for {n} {n:day|days}", n=-left)
    if left == 0:
        return tr("partners", "contract ends today")
    return tr("partners", "contract: {n} {n:day|days} left", n=left)


def task(state: str, language: str) -> str:
    return phrases.say(f"task.state.{state}", language)


def due(text: str, today: date, language: str) -> str:
    """By when, as a list has it; without a time the day lasts."""
    if not text:
        return ""
    day, _, time = text.partition("T")
    return f"{short_day(date.fromisoformat(day), today, language)} {time}".strip()


def short_day(day: date, today: date, language: str) -> str:
    if day.year != today.year:
        return day.isoformat()
    return f"{day.month}月{day.day}日" if language == "zh_CN" else f"{day:%d %b}"


def full_day(text: str, language: str) -> str:
    return dates.show_day(date.fromisoformat(text), language) if text else ""


def moment(milliseconds: int, language: str) -> str:
    at = clock.from_milliseconds(milliseconds)
    return f"{dates.show_day(at.date(), language)} {at:%H:%M}"


def joined(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return " · ".join(part for part in parts if part)

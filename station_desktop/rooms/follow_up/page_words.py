"""What the room says in a few words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from station_desktop import phrases
from station_desktop.rooms.follow_up.room import CaseLine, Due, Part, due_in
from station_desktop.storage.reads.reads_board import Facet
from station_desktop.ui.words import tr
from station_desktop.usecases.casework.board import Kind

KIND_TONES: dict[Kind, str] = {
    "whistle": "info",
    "late_check_in": "bad",
    "verify": "warn",
    "dispatch": "warn",
    "again": "bad",
    "answer": "info",
    "report": "info",
    "close": "ok",
    "call_back": "bad",
    "promise": "warn",
    "orphan": "bad",
}
PRESSURE_TONES = {
    "overdue": "bad",
    "today": "warn",
    "warn": "warn",
    "in_time": "ok",
    "stopped": "info",
    "undated": "info",
}


def kind(key: Kind | Literal["late"]) -> str:
    """What has to be done; ``late`` where a promise did not only run low but is past."""
    words = {
        "whistle": tr("follow_up", "Whistle: chase"),
        "late_check_in": tr("follow_up", "Whistle: not there yet"),
        "verify": tr("follow_up", "Go and look"),
        "dispatch": tr("follow_up", "Dispatch"),
        "again": tr("follow_up", "Dispatch again"),
        "answer": tr("follow_up", "Awaits a yes"),
        "report": tr("follow_up", "Awaits a report"),
        "close": tr("follow_up", "Close"),
        "call_back": tr("follow_up", "Call back"),
        "promise": tr("follow_up", "Promise runs out"),
        "late": tr("follow_up", "Past its promise"),
        "orphan": tr("follow_up", "Owner has left"),
    }
    return words[key]


def part(key: Part) -> str:
    """One of the back office's buttons."""
    words = {
        "all": tr("follow_up", "All"),
        "transfer": tr("follow_up", "To transfer"),
        "chase": tr("follow_up", "To chase"),
        "promise": tr("follow_up", "Promises"),
        "call_back": tr("follow_up", "Call-backs"),
        "orphan": tr("follow_up", "Without an owner"),
    }
    return words[key]


def facet(key: Facet) -> str:
    """The title of one of the board's lists."""
    words = {
        "state": tr("follow_up", "State"),
        "owner": tr("follow_up", "Owner"),
        "area": tr("follow_up", "Area"),
        "process": tr("follow_up", "Process"),
        "category": tr("follow_up", "Category"),
        "pressure": tr("follow_up", "Time"),
    }
    return words[key]


def pressure(key: str) -> str:
    """How pressing a case is."""
    words = {
        "overdue": tr("follow_up", "Overdue"),
        "today": tr("follow_up", "Due today"),
        "warn": tr("follow_up", "80 % used"),
        "in_time": tr("follow_up", "In time"),
        "stopped": tr("follow_up", "Clock stopped"),
        "undated": tr("follow_up", "No promise yet"),
    }
    return words.get(key, key)


def category(key: str) -> str:
    words = {
        "party_masses": tr("follow_up", "Party-masses"),
        "government": tr("follow_up", "Government"),
        "life": tr("follow_up", "Life"),
        "public": tr("follow_up", "Public"),
    }
    return words.get(key, key)


def value(of: Facet, key: str, names: dict[str, str], language: str) -> str:
    """One value of a facet in words."""
    if of == "pressure":
        return pressure(key)
    if of == "category":
        return category(key)
    if of == "state":
        return phrases.say(f"case.state.{key}", language)
    if of == "process":
        return phrases.say(f"process.{key}", language) if key else tr("follow_up", "Not said")
    return names.get(key, "") or tr("follow_up", "None")


def step(line: CaseLine, language: str) -> str:
    """Where the case stands in its process."""
    case = line.case
    if case.state in ("accepted", "arranged"):
        return phrases.say(f"step.{case.at}", language)
    return phrases.say(f"case.state.{case.state}", language)


def due(text: str, now: datetime) -> tuple[str, str]:
    """How far off, as tone and words."""
    found = due_in(text, now)
    if found.kind == "none":
        return "", ""
    if found.kind == "today":
        return "warn", tr("follow_up", "today")
    tone = "bad" if found.kind == "late" else "ok"
    if found.kind == "left" and found.unit != "day":
        tone = "warn"
    return tone, _amount(found)


def _amount(found: Due) -> str:
    if found.kind == "late":
        words = {
            "minute": tr("follow_up", "{n} min late", n=found.amount),
            "hour": tr("follow_up", "{n} h late", n=found.amount),
            "day": tr("follow_up", "{n} {n:day|days} late", n=found.amount),
        }
    else:
        words = {
            "minute": tr("follow_up", "in {n} min", n=found.amount),
            "hour": tr("follow_up", "in {n} h", n=found.amount),
            "day": tr("follow_up", "in {n} {n:day|days}", n=found.amount),
        }
    return words[found.unit]


def day(iso: str, today: date, language: str) -> str:
    """A day as a list has it, with its time where there is one; the year only where it is not
    this one."""
    if not iso or iso.startswith("9999"):
        return ""
    found, time = date.fromisoformat(iso[:10]), iso[11:16]
    if found.year != today.year:
        return f"{found.isoformat()} {time}".strip()
    short = f"{found.month}月{found.day}日" if language == "zh_CN" else f"{found:%d %b}"
    return f"{short} {time}".strip()

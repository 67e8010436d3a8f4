"""What the desk says in a few words: sex and age, ways of handling, states, days."""

from __future__ import annotations

from datetime import date
from typing import Any

from station_desktop import phrases
from station_desktop.domain.case.cases import Deadline
from station_desktop.domain.case.requirements import Requirement
from station_desktop.domain.catalogue import Item, Limit
from station_desktop.domain.person import identity
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text import dates
from station_desktop.rooms.desk.line import Line, LineState, Row
from station_desktop.ui.words import tr


def joined(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return " · ".join(part for part in parts if part)


def age_of(what: Any, today: date) -> int | None:
    """A resident's age where the birth date is known."""
    if not isinstance(what, Resident) or not what.birth_date:
        return None
    return identity.age_on(date.fromisoformat(what.birth_date), today)


def sex_and_age(sex: str, age: int | None) -> str:
    words = {"male": tr("desk", "male"), "female": tr("desk", "female")}
    said = words.get(sex, "")
    return said if age is None else joined(said, tr("desk", "{n} {n:year|years}", n=age))


def items(count: int) -> str:
    return tr("desk", "1 item") if count == 1 else tr("desk", "{n} {n:item|items}", n=count)


def mode(key: str) -> str:
    """即办, 收件, 派单, 预约."""
    words = {
        "direct": tr("desk", "at the desk"),
        "collect": tr("desk", "collected"),
        "dispatch": tr("desk", "dispatched"),
        "booking": tr("desk", "booked"),
    }
    return words.get(key, key)


def lane(line: Line, language: str) -> str:
    """即时办, 转办."""
    return phrases.say(f"lane.{line.lane_now}", language)


def channel(key: str) -> str:
    """How a resident comes to the station."""
    words = {
        "window": tr("desk", "at the window"),
        "home": tr("desk", "at the resident's home"),
        "phone": tr("desk", "by telephone"),
        "online": tr("desk", "online"),
        "extended": tr("desk", "extended hours"),
    }
    return words.get(key, key)


def category(key: str) -> str:
    words = {
        "party_masses": tr("desk", "Party-masses services"),
        "government": tr("desk", "Government services"),
        "life": tr("desk", "Life services"),
        "public": tr("desk", "Public services"),
    }
    return words.get(key, key)


def state(key: str) -> str:
    """A case's state."""
    words = {
        "incomplete": tr("desk", "to be completed"),
        "accepted": tr("desk", "accepted"),
        "arranged": tr("desk", "arranged"),
        "returned": tr("desk", "returned for correction"),
        "approved": tr("desk", "approved by the hall"),
        "completed": tr("desk", "done"),
        "refused": tr("desk", "refused"),
        "withdrawn": tr("desk", "taken back"),
        "void": tr("desk", "void"),
    }
    return words.get(key, key)


STATE_TONES = {
    "incomplete": "warn",
    "accepted": "info",
    "arranged": "info",
    "returned": "warn",
    "approved": "ok",
    "completed": "ok",
    "refused": "bad",
    "withdrawn": "info",
    "void": "bad",
}


def limit(value: Limit) -> str:
    if value.days == 0:
        return tr("desk", "at once")
    if value.unit == "calendar_day":
        one = value.days == 1
        return (
            tr("desk", "1 calendar day") if one else tr("desk", "{n} calendar days", n=value.days)
        )
    if value.days == 1:
        return tr("desk", "1 working day")
    return tr("desk", "{n} working days", n=value.days)


def promise(item: Item) -> str:
    return limit(item.promised)


def day(iso: str, language: str) -> str:
    """An ISO day in words, as it stands where it cannot be read."""
    try:
        return dates.show_day(date.fromisoformat(iso[:10]), language)
    except ValueError:
        return iso


def due(deadline: Deadline, language: str) -> str:
    return dates.show_day_and_weekday(date.fromisoformat(deadline.due), language)


def need(requirement: Requirement) -> str:
    """What is asked of one document: the original looked at or kept, and how many copies."""
    original = {
        "check": tr("desk", "original looked at"),
        "keep": tr("desk", "original kept"),
    }.get(requirement.use.original, "")
    copies = requirement.use.copies
    if requirement.material.is_photo:
        return tr("desk", "{n} {n:print|prints}", n=copies)
    counted = tr("desk", "{n} {n:copy|copies}", n=copies) if copies > 1 else tr("desk", "1 copy")
    return joined(original, counted if copies else "")


def standing(row: Row, language: str) -> tuple[str, str]:
    """How a document stands, as tone and words."""
    if row.standing is None:
        return "info", tr("desk", "not looked at")
    if row.standing == "original" and row.chosen.material.is_form and not row.draft.standing:
        return "ok", tr("desk", "printed here")
    if row.standing == "reused":
        return "ok", tr("desk", "on file, {day}", day=day(row.on_file, language))
    if row.standing == "later":
        return "warn", tr("desk", "by {day}", day=day(row.draft.promised, language))
    handed_in = tr("desk", "handed in") if row.chosen.material.is_photo else ""
    words = {
        "original": ("ok", handed_in or tr("desk", "original seen")),
        "copy": ("ok", handed_in or tr("desk", "copy handed in")),
        "missing": ("bad", tr("desk", "missing")),
        "wrong": ("bad", tr("desk", "wrong")),
        "not_needed": ("", tr("desk", "not needed")),
    }
    return words[row.standing]


def line_state(found: LineState, line: Line, due_day: str) -> tuple[str, str]:
    """The chip of one item of the visit, as tone and words."""
    if found.kind == "fill":
        return "info", tr("desk", "{n} to fill in", n=found.count)
    if found.kind == "check":
        return "info", tr("desk", "{n} to look at", n=found.count)
    if found.kind == "lacking":
        return "warn", tr("desk", "{n} missing: one-time notice", n=found.count)
    if found.kind == "follow":
        return "warn", tr("desk", "{n} to follow", n=found.count)
    if line.done_now:
        return "ok", tr("desk", "ready: done at once")
    if line.item.mode == "collect" or line.own:
        return "ok", tr("desk", "ready: by {day}", day=due_day)
    return "ok", tr("desk", "ready")

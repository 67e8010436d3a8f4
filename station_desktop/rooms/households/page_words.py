"""What the room says in a few words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from station_desktop import phrases
from station_desktop.domain.neighbourhood.households import Attention
from station_desktop.domain.neighbourhood.rounds import Band
from station_desktop.domain.person import masks
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.rooms.households.room import HomeRow, Segment, View
from station_desktop.ui.words import tr
from station_desktop.usecases.visits.day_lists import Person, Stop, why_words

BAND_SIGNS: dict[Band, str] = {"fresh": "✓", "soon": "", "due": "!", "late": "✕", "never": "?"}
"""Colour is never the only sign."""
MET_TONES = {"met": "ok", "nobody": "warn", "moved_away": "bad"}


def view(key: View) -> str:
    words = {
        "homes": tr("households", "Households"),
        "day": tr("households", "List of the day"),
        "slots": tr("households", "Appointments"),
        "areas": tr("households", "Areas"),
    }
    return words[key]


def segment(key: Segment) -> str:
    words = {
        "due": tr("households", "Due  F5"),
        "attention": tr("households", "Need attention  F6"),
        "all": tr("households", "All by address  F7"),
    }
    return words[key]


def band(key: Band, language: str) -> str:
    return phrases.say(f"household.band.{key}", language)


def seen(days: int | None) -> str:
    """How long ago, in a chip."""
    if days is None:
        return tr("households", "never")
    if days == 0:
        return tr("households", "today")
    return tr("households", "{n} {n:day|days}", n=days)


def tried(row: HomeRow) -> str:
    if row.tried is None:
        return ""
    if row.tried == 0:
        return tr("households", "today")
    return tr("households", "{n} {n:day|days} ago", n=row.tried)


def attention(kinds: Iterable[Attention], language: str) -> str:
    joint = phrases.say("round.joint", language)
    return joint.join(phrases.say(f"household.attention.{kind}", language) for kind in kinds)


def person(one: Person, language: str) -> str:
    if one.age is None:
        return one.name
    return phrases.say("round.person", language, name=one.name, age=one.age)


def people(found: Iterable[Person], language: str) -> str:
    """Everybody in one line."""
    joint = "；" if language == "zh_CN" else "; "
    return joint.join(person(one, language) for one in found)


def phone(one: Person) -> str:
    number = masks.mask_phone(one.phone)
    return f"{number}（{one.phone_note}）" if number and one.phone_note else number


def why(stop: Stop, language: str) -> str:
    """Why one goes: the purpose, unless the reasons say it all."""
    told = stop.why or why_words(stop.reasons, language)
    if stop.visit.purpose == "round" and told:
        return told
    purpose = phrases.say(f"homevisit.purpose.{stop.visit.purpose}", language)
    return joined(purpose, told or stop.matter, stop.case)


def day(text: str, language: str) -> str:
    """An ISO day with its weekday."""
    return dates.show_day_and_weekday(date.fromisoformat(text), language) if text else ""


def short_day(text: str, today: date, language: str) -> str:
    found = date.fromisoformat(text)
    if found.year != today.year:
        return text
    return f"{found.month}月{found.day}日" if language == "zh_CN" else f"{found:%d %b}"


def moment(milliseconds: int, language: str) -> str:
    at = clock.from_milliseconds(milliseconds)
    return f"{dates.show_day(at.date(), language)} {at:%H:%M}"


def joined(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return " · ".join(part for part in parts if part)

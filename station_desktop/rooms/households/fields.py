"""What the room's acts ask, as questions that any form shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from station_desktop import phrases
from station_desktop.domain.case.handling import NEEDS
from station_desktop.domain.catalogue import CATEGORIES, Choice, Field, FieldType, Words
from station_desktop.domain.neighbourhood.homevisits import PURPOSES
from station_desktop.domain.neighbourhood.households import ATTENTIONS, Area
from station_desktop.domain.station.accounts import Account

_PLANNED = tuple(p for p in PURPOSES if p not in ("round", "appointment", "individual"))


def plan(goers: Sequence[Account]) -> tuple[Field, ...]:
    """A single home visit."""
    return (
        field("purpose", "choice", choices("homevisit.purpose", _PLANNED)),
        field("day", "date"),
        field("worker", "choice", staff(goers)),
        field("time", "text", required=False),
        field("why", "text", required=False),
    )


def household() -> tuple[Field, ...]:
    """Why it is looked after, and what to know at the door."""
    kinds = choices("household.attention", ATTENTIONS)
    return (
        field("attention", "multi_choice", kinds, required=False),
        field("note", "text", required=False),
    )


def moved() -> tuple[Field, ...]:
    return (field("note", "text", required=False, called="remark"),)


def area() -> tuple[Field, ...]:
    """An area: its buildings as one text, divided by commas."""
    return (
        field("name", "text"),
        field("code", "text", required=False),
        field("buildings", "long_text", required=False),
    )


def assign(goers: Sequence[Account]) -> tuple[Field, ...]:
    return (
        field("worker", "choice", staff(goers), called="answers"),
        field("others", "multi_choice", staff(goers), required=False),
    )


def round_(areas: Sequence[Area], goers: Sequence[Account]) -> tuple[Field, ...]:
    named = tuple(Choice(one.id, Words(one.name, one.name)) for one in areas)
    return (
        field("area", "choice", named),
        field("day", "date"),
        field("count", "integer"),
        field("worker", "choice", staff(goers)),
    )


def booking(goers: Sequence[Account], *, at_home: bool) -> tuple[Field, ...]:
    """For somebody who is not chosen from the register their name and phone are asked."""
    asked = (
        field("name", "text", required=False, called="person"),
        field("phone", "phone", required=False),
        field("words", "text", required=False),
    )
    if not at_home:
        return asked
    return (
        *asked,
        field("address", "address", required=False),
        field("worker", "choice", staff(goers), required=False),
    )


def moment() -> tuple[Field, ...]:
    return (field("day", "date"), field("start", "text"))


def reason() -> tuple[Field, ...]:
    return (field("reason", "text"),)


def finding() -> tuple[Field, ...]:
    return (
        field("text", "text"),
        field("category", "choice", choices("desk.category", CATEGORIES)),
        field("need", "choice", choices("need", NEEDS), required=False),
    )


def staff(goers: Iterable[Account]) -> tuple[Choice, ...]:
    return tuple(Choice(one.id, Words(one.name, one.name)) for one in goers)


def choices(area: str, keys: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(key, words(f"{area}.{key}")) for key in keys)


def field(
    key: str,
    type: FieldType,
    picks: tuple[Choice, ...] = (),
    *,
    required: bool = True,
    called: str = "",
) -> Field:
    """One question; ``called`` names its words where they are not those of its key."""
    name = called or key
    help = phrases.table("zh_CN").get(f"rounds.help.{name}")
    return Field(
        key=key,
        type=type,
        label=words(f"rounds.field.{name}"),
        required=required,
        choices=picks,
        help=words(f"rounds.help.{name}") if help else Words("", ""),
    )


def words(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))

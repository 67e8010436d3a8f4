"""The desk's own small forms, in the same terms as an item's: a person, an agent, an appointment.

Their keys begin with ``@`` where they stand beneath an item's own questions.
"""

from __future__ import annotations

from station_desktop import phrases
from station_desktop.domain.case.handling import LANES, NEEDS, Lane
from station_desktop.domain.catalogue import CATEGORIES, Choice, Field, FieldType, Item, Words
from station_desktop.domain.person.cards import Card

OWN = "@"


def _words(code: str) -> Words:
    return _said(f"desk.{code}")


def _said(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))


def _field(
    key: str, type: FieldType = "text", *, required: bool = False, when: str = "", help: str = ""
) -> Field:
    return Field(
        key=key,
        type=type,
        label=_words(f"field.{key.removeprefix(OWN)}"),
        required=required,
        applies_when=when,
        help=_words(help) if help else Words("", ""),
    )


def registration() -> tuple[Field, ...]:
    """What is asked of a person who is new here. ``same_address`` and ``more`` only steer."""
    sex = Field(
        key="sex",
        type="choice",
        label=_words("field.sex"),
        choices=(Choice("male", _words("male")), Choice("female", _words("female"))),
        applies_when="more=true",
    )
    return (
        _field("name", required=True),
        _field("id_number", required=True),
        _field("phone", "phone"),
        _field("phone_note", help="help.phone_note"),
        _field("residence_address", "address"),
        _field("same_address", "boolean"),
        _field("registered_address", "address", when="same_address=false"),
        _field("more", "boolean", help="help.more"),
        _field("birth_date", "date", when="more=true"),
        sex,
    )


def of_card(card: Card) -> dict[str, str]:
    """What an identity card answers of these questions. Its address is where the person is
    registered, which for most is where they live."""
    said = {
        "name": card.name,
        "id_number": card.id_number,
        "residence_address": card.address,
    }
    return {key: text for key, text in said.items() if text}


STEERING = frozenset({"same_address", "more"})


def agent() -> tuple[Field, ...]:
    """Who acts for the resident."""
    return (
        _field("name", required=True),
        _field("id_number", "id_number", required=True),
        _field("relation"),
        _field("phone", "phone"),
        _field("mandate"),
    )


def own_words(item: Item, *, known: bool) -> tuple[Field, ...]:
    """What is asked of a demand in the resident's own words; whom to tell only where the resident
    is not ``known``, and the result only of what is done now."""
    what, where = item.fields
    told = () if known else (_field("contact", help="help.contact"), _field("phone", "phone"))
    return (
        what,
        _choice("category", "desk.category", CATEGORIES, required=True),
        _choice("lane", "lane", LANES, required=True),
        where,
        _choice("need", "need", NEEDS),
        *told,
        _field("result", when="lane=ready", help="help.result"),
    )


def _choice(key: str, area: str, values: tuple[str, ...], *, required: bool = False) -> Field:
    return Field(
        key=key,
        type="choice",
        label=_words(f"field.{key}"),
        required=required,
        choices=tuple(Choice(value, _said(f"{area}.{value}")) for value in values),
    )


def beside(item: Item, lane: Lane) -> tuple[Field, ...]:
    """What the desk notes besides the item's own questions: the appointment, or the result."""
    if lane == "ready":
        return (_field(f"{OWN}result"),)
    if item.mode in ("dispatch", "booking"):
        return (
            _field(f"{OWN}organisation"),
            _field(f"{OWN}at", help="help.at"),
            _field(f"{OWN}place"),
            _field(f"{OWN}contact"),
        )
    return ()

"""The desk's own small forms, in the same terms as an item's: a person, an agent, an appointment.

Their keys begin with ``@`` where they stand beneath an item's own questions.
"""

from __future__ import annotations

from station_desktop import phrases
from station_desktop.domain.catalogue import Choice, Field, FieldType, Item, Words

OWN = "@"


def _words(code: str) -> Words:
    return Words(phrases.say(f"desk.{code}", "zh_CN"), phrases.say(f"desk.{code}", "en"))


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


def beside(item: Item) -> tuple[Field, ...]:
    """What the desk notes besides the item's own questions: the appointment, or the result."""
    if item.mode in ("dispatch", "booking"):
        return (
            _field(f"{OWN}organisation"),
            _field(f"{OWN}at", help="help.at"),
            _field(f"{OWN}place"),
            _field(f"{OWN}contact"),
        )
    return (_field(f"{OWN}result"),) if item.mode == "direct" else ()

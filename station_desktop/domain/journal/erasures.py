"""Erasing what is personal about somebody: asked for by one person, reviewed by another, and then
said of each subject, so that every holder of the journal destroys the same keys.

``seal.destroyed`` may be said of any subject. Whoever holds the entry destroys the subject's key,
and any that comes later: a subject once erased stays erased. Words in which somebody may be named
are sealed under the key that goes.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal, TypeVar

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact

Reason = Literal["wish", "retention", "consent", "purpose", "unlawful"]
REASONS: tuple[Reason, ...] = ("wish", "retention", "consent", "purpose", "unlawful")
"""Why (PIPL art. 47): the person wishes it, the time for keeping is over, consent was taken back,
the purpose is fulfilled or cannot be, it was never lawful to keep."""


class Asking(msgspec.Struct, frozen=True, omit_defaults=True):
    """An erasure that is asked for and waits for its review; ``entry`` is the asking entry's id,
    ``at`` in milliseconds, ``by`` an account."""

    entry: str
    at: int
    by: str
    reason: Reason
    words: str = ""


class Asked(Fact, frozen=True):
    """Somebody entitled asks that everything personal about this person be erased."""

    kind: ClassVar[str] = "resident.erasure_asked"
    personal: ClassVar[tuple[str, ...]] = ("words",)
    reason: Reason
    words: str = ""


class Declined(Fact, frozen=True):
    """The review found that it may not, or not yet, be erased."""

    kind: ClassVar[str] = "resident.erasure_declined"
    personal: ClassVar[tuple[str, ...]] = ("words",)
    asked: str
    words: str = ""


class Destroyed(Fact, frozen=True):
    """What is personal about this subject is erased. ``seals`` are the ids of the keys that were
    known then, as evidence; the subject's other keys go as well."""

    kind: ClassVar[str] = "seal.destroyed"
    reason: Reason
    asked_by: str = ""
    reviewed_by: str = ""
    seals: tuple[str, ...] = ()


class CaseAsked(Fact, frozen=True):
    """Somebody entitled asks that what is personal about this case be erased: its time is over."""

    kind: ClassVar[str] = "case.erasure_asked"
    personal: ClassVar[tuple[str, ...]] = ("words",)
    reason: Reason
    words: str = ""


class CaseDeclined(Fact, frozen=True):
    """The review found that the case must stay."""

    kind: ClassVar[str] = "case.erasure_declined"
    personal: ClassVar[tuple[str, ...]] = ("words",)
    asked: str
    words: str = ""


class HeldBack(Fact, frozen=True):
    """What is kept about this person must stay, whoever asks: a court, an audit, a complaint."""

    kind: ClassVar[str] = "resident.held_back"
    personal: ClassVar[tuple[str, ...]] = ("words",)
    words: str


class Released(Fact, frozen=True):
    """It need not stay any longer."""

    kind: ClassVar[str] = "resident.released"
    personal: ClassVar[tuple[str, ...]] = ("words",)
    words: str = ""


RESIDENT_FACTS: tuple[type[Fact], ...] = (Asked, Declined, HeldBack, Released)
CASE_FACTS: tuple[type[Fact], ...] = (CaseAsked, CaseDeclined)
FACTS: tuple[type[Fact], ...] = (Destroyed,)

R = TypeVar("R", bound=msgspec.Struct)
_NO_WORDS = "-"
"""Stands for a reason that is erased."""


def changes(asked: Asking | None, entry: Entry, fact: Fact) -> dict[str, Any]:
    """What these facts change in the record of a resident or case, of whom ``asked`` was asked so
    far. The first asking stands until it is answered."""
    match fact:
        case Asked() | CaseAsked() if asked is None:
            return {"asked": Asking(entry.id, entry.at, entry.author, fact.reason, fact.words)}
        case Declined() | CaseDeclined() if asked is not None and asked.entry == fact.asked:
            return {"asked": None}
        case HeldBack():
            return {"held_back": fact.words or _NO_WORDS}
        case Released():
            return {"held_back": ""}
        case _:
            return {}


def erased(record: R, entry: Entry) -> R:
    """The record after what is personal in it was erased by ``entry``. Facts that had not fitted
    are nobody's to judge any more: what they said is gone."""
    changes = {"erased_at": entry.at, "asked": None, "held_back": "", "unfit": ()}
    fields = record.__struct_fields__
    kept = {name: value for name, value in changes.items() if name in fields}
    return msgspec.structs.replace(record, **kept)


def still(record: R) -> R:
    """An erased record after a fact that came late: nothing of it is left for a person to judge."""
    if getattr(record, "erased_at", 0) and getattr(record, "unfit", ()):
        return msgspec.structs.replace(record, unfit=())
    return record

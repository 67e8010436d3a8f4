"""What the subdistrict hall says of a case that a station submitted.

These facts are the hall's own; the fold of the case (``domain.case.casework``) takes them in.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal.journal import Fact


class Wrong(msgspec.Struct, frozen=True):
    """One thing that is wrong with a submission: ``key`` is a document of the item or a question
    of its form, empty for the whole; ``what`` says what is wrong and what would be right."""

    key: str
    what: str


class Word(msgspec.Struct, frozen=True, omit_defaults=True):
    """The hall's last word on a case, as screens and papers show it; ``at`` in milliseconds. What
    does not belong to its ``kind`` is empty."""

    kind: Literal["approved", "returned", "refused"]
    officer: str
    at: int
    result: str = ""
    reference: str = ""
    wrong: tuple[Wrong, ...] = ()
    until: str = ""
    reason: str = ""
    remedy: str = ""


class Approved(Fact, frozen=True):
    """The hall approved; ``result`` says what the resident gets, ``reference`` the number under
    which the hall issued it. ``officer`` is who signs at the hall."""

    kind: ClassVar[str] = "hall.approved"
    personal: ClassVar[tuple[str, ...]] = ("result", "reference")
    by_hall: ClassVar[bool] = True
    officer: str
    result: str = ""
    reference: str = ""


class Returned(Fact, frozen=True):
    """The hall sent the case back for correction, with everything that is wrong at once (行政许可法
    art. 32); ``until`` is the ISO day by which it expects it again, if it named one."""

    kind: ClassVar[str] = "hall.returned"
    personal: ClassVar[tuple[str, ...]] = ("wrong",)
    by_hall: ClassVar[bool] = True
    officer: str
    wrong: tuple[Wrong, ...]
    until: str = ""


class Rejected(Fact, frozen=True):
    """The hall refused, with the reason and what the resident can do about it."""

    kind: ClassVar[str] = "hall.refused"
    personal: ClassVar[tuple[str, ...]] = ("reason", "remedy")
    by_hall: ClassVar[bool] = True
    officer: str
    reason: str
    remedy: str = ""


FACTS: tuple[type[Fact], ...] = (Approved, Returned, Rejected)


def word(fact: Approved | Returned | Rejected, at: int) -> Word:
    """What ``fact`` said at ``at``, for the case's record."""
    match fact:
        case Approved():
            return Word("approved", fact.officer, at, result=fact.result, reference=fact.reference)
        case Returned():
            return Word("returned", fact.officer, at, wrong=fact.wrong, until=fact.until)
        case Rejected():
            return Word("refused", fact.officer, at, reason=fact.reason, remedy=fact.remedy)

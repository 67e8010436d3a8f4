"""Documents on file: what a resident showed once, so that nobody asks for it twice.

Grades after 国办函〔2016〕108号: A the issuer's own record, B verified at a window, C brought and
checked against the original, D the applicant's own statement. How long one serves again is the
material's ``reusable_days``; a shorter validity on the paper itself wins.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.catalogue import Material
from station_desktop.domain.journal.journal import Entry, Fact


class Scan(msgspec.Struct, frozen=True):
    """One scanned page or photo: content hash of the bytes in the store, media type, size."""

    hash: str
    media: str
    size: int


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """One document of one person as shown at the desk; dates are ISO text."""

    id: str
    material: str
    holder: str
    seen: Literal["original", "copy"]
    seen_on: str
    case: str
    valid_until: str = ""
    scans: tuple[Scan, ...] = ()
    erased_at: int = 0


class Filed(Fact, frozen=True):
    """A document was seen at the desk, with or without a scan."""

    kind: ClassVar[str] = "document.filed"
    personal: ClassVar[tuple[str, ...]] = ("valid_until", "scans")
    material: str
    holder: str
    seen: Literal["original", "copy"]
    seen_on: str
    case: str
    valid_until: str = ""
    scans: tuple[Scan, ...] = ()


FACTS: tuple[type[Fact], ...] = (Filed,)


def fold(document: Document | None, entry: Entry, fact: Fact) -> Document | None:
    """The document after ``fact``."""
    if document is None and isinstance(fact, Filed):
        return Document(
            id=entry.subject_id,
            material=fact.material,
            holder=fact.holder,
            seen=fact.seen,
            seen_on=fact.seen_on,
            case=fact.case,
            valid_until=fact.valid_until,
            scans=fact.scans,
        )
    return document


def serves_until(document: Document, material: Material) -> date | None:
    """The last day on which ``document`` may serve again; ``None`` when it served its visit only.

    Grade D statements are made for one request and never serve again by themselves.
    """
    if material.reusable_days is None or material.grade == "D":
        return None
    until = date.fromisoformat(document.seen_on) + timedelta(days=material.reusable_days)
    if document.valid_until:
        until = min(until, date.fromisoformat(document.valid_until))
    return until

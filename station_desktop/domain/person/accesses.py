"""Who looked at a person: facts of reading, which change nothing in the record.

PIPL art. 51 asks for rights and records of what is done with personal information, GB/T 22239 for
an audit of every user. Taking in a case, changing a record and uncovering a masked field say so
themselves; opening somebody's record or casework to read it is said by :class:`Looked`, once for
each reader, person and day, so that the journal tells who read without being mostly that.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from station_desktop.domain.journal.journal import Fact

Where = Literal["record", "casework"]
Form = Literal["pdf", "json"]


class Looked(Fact, frozen=True):
    """Somebody opened this person's record, or casework about them, for the first time that day."""

    kind: ClassVar[str] = "resident.looked"
    where: Where = "record"


class CopyGiven(Fact, frozen=True):
    """Everything kept of this person was handed over as a copy (PIPL art. 45): ``to`` whom, and
    ``words`` of what they asked for."""

    kind: ClassVar[str] = "resident.copy_given"
    personal: ClassVar[tuple[str, ...]] = ("to", "words")
    form: Form = "pdf"
    to: str = ""
    words: str = ""


FACTS: tuple[type[Fact], ...] = (Looked, CopyGiven)

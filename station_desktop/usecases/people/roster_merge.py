"""Setting the people of a roster beside those already here, one chunk a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

import msgspec

from station_desktop.domain import fold
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.person.residents import (
    CORE_FIELDS,
    Changed,
    FieldChange,
    Registered,
    Resident,
)
from station_desktop.domain.problem import Problem
from station_desktop.roster.people import CONVERTED
from station_desktop.roster.rows import Rejection, Row
from station_desktop.storage import projection
from station_desktop.storage.reads import reads
from station_desktop.usecases.people.residents import registration
from station_desktop.usecases.work import Work

_COMPARED = (
    "birth_date",
    "sex",
    "phone",
    "phone_note",
    "residence_address",
    "registered_address",
)
_NONE: frozenset[str] = frozenset()


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A row that is somebody, and what was doubtful in reading it."""

    row: Row
    person: Resident
    doubts: tuple[Problem, ...]


class Doubt(msgspec.Struct, frozen=True, gc=False):
    """A row that was taken with something to look at (``row`` from 1)."""

    sheet: str
    row: int
    reason: Problem


class Merge:
    """Takes chunks of candidates in the file's order and counts what became of them.

    In a dry run nothing is written; who would be here by now is remembered instead, so that its
    counts are those of the real run.
    """

    def __init__(self, work: Work, source: str, *, dry_run: bool) -> None:
        self._work = work
        self._source = source
        self._dry_run = dry_run
        self._seen: set[str] = set()
        self._would_be: dict[str, bytes] = {}
        self.imported = self.updated = self.duplicates = 0
        self.doubts: list[Doubt] = []

    def take(self, candidates: Sequence[Candidate]) -> list[Rejection]:
        """Store one chunk, all or none; the rows that the records speak against come back."""
        ledger = self._work.store.ledger
        with nullcontext() if self._dry_run else ledger.transaction():
            known = self._known(candidates)
            ours = self._written_by_rosters(candidates, known)
            acts: list[tuple[str, Fact]] = []
            rejected = []
            for candidate in candidates:
                reason = self._set_beside(candidate, known, ours, acts)
                if reason is not None:
                    rejected.append(candidate.row.rejected(reason))
            if acts and not self._dry_run:
                ledger.append(self._work.author, acts)
        if self._dry_run:
            self._would_be |= {number: journal.encode(known[number]) for number in known}
        return rejected

    def _known(self, candidates: Sequence[Candidate]) -> dict[str, Resident]:
        numbers = {candidate.person.id_number for candidate in candidates}
        known = reads.residents_by_number(self._work.store.connection, numbers)
        for number in numbers & self._would_be.keys():
            resident = projection.decode("resident", self._would_be[number])
            if isinstance(resident, Resident):
                known[number] = resident
        return known

    def _written_by_rosters(
        self, candidates: Sequence[Candidate], known: dict[str, Resident]
    ) -> dict[str, frozenset[str]]:
        """For people of whom the roster says something else: the fields a roster wrote last."""
        disputed = [
            known[number].id
            for candidate in candidates
            if (number := candidate.person.id_number) in known
            and number not in self._seen
            and _disputed(known[number], candidate.person)
        ]
        entries = self._work.store.ledger.histories([f"resident:{id}" for id in disputed])
        return {subject.partition(":")[2]: _by_roster(told) for subject, told in entries.items()}

    def _set_beside(
        self,
        candidate: Candidate,
        known: dict[str, Resident],
        ours: dict[str, frozenset[str]],
        acts: list[tuple[str, Fact]],
    ) -> Problem | None:
        """Add what the row does to ``acts`` and ``known``; the reason if it may do nothing."""
        new = candidate.person
        old = known.get(new.id_number)
        doubts = list(candidate.doubts)
        if old is None:
            known[new.id_number] = self._enter(new, acts)
        elif old.name != new.name:
            return Problem("roster.name_differs", "name")
        else:
            first = new.id_number not in self._seen
            theirs = ours.get(old.id, _NONE) if first else _NONE
            wanted = _wanted(old, new, theirs, doubts)
            known[new.id_number] = self._change(old, wanted, acts)
        self._seen.add(new.id_number)
        row = candidate.row
        self.doubts.extend(Doubt(row.sheet, row.row, reason) for reason in doubts)
        return None

    def _enter(self, new: Resident, acts: list[tuple[str, Fact]]) -> Resident:
        id = self._work.store.ledger.new_id()
        acts.append((f"resident:{id}", registration(new, self._source)))
        self.imported += 1
        return msgspec.structs.replace(new, id=id)

    def _change(
        self, old: Resident, wanted: dict[str, str], acts: list[tuple[str, Fact]]
    ) -> Resident:
        if not wanted:
            self.duplicates += 1
            return old
        changes = {
            key: FieldChange(before=old.attribute(key), after=value)
            for key, value in wanted.items()
        }
        acts.append((f"resident:{old.id}", Changed(changes, self._source)))
        self.updated += 1
        core = {key: value for key, value in wanted.items() if key in CORE_FIELDS}
        details = old.details | {k: v for k, v in wanted.items() if k not in CORE_FIELDS}
        return msgspec.structs.replace(old, details=details, **core)


def _said(new: Resident) -> dict[str, str]:
    """What a roster's row says of a person, by attribute; blanks say nothing."""
    core = {key: value for key in _COMPARED if (value := new.attribute(key))}
    return core | {key: value for key, value in new.details.items() if key != CONVERTED}


def _disputed(old: Resident, new: Resident) -> bool:
    return any((have := old.attribute(key)) and have != value for key, value in _said(new).items())


def _wanted(
    old: Resident, new: Resident, by_roster: frozenset[str], doubts: list[Problem]
) -> dict[str, str]:
    """What the row changes: blanks filled, and what only a roster had said so far."""
    wanted: dict[str, str] = {}
    for key, value in _said(new).items():
        have = old.attribute(key)
        if have == value:
            continue
        if key == "phone_note" and wanted.get("phone", old.phone) != new.phone:
            continue
        if not have or key in by_roster:
            wanted[key] = value
        else:
            doubts.append(Problem("roster.kept", key))
    if CONVERTED in old.details and CONVERTED not in new.details:
        wanted[CONVERTED] = ""
    return wanted


def _by_roster(entries: Sequence[Entry]) -> frozenset[str]:
    """The attributes whose last word was a roster's."""
    source: dict[str, str] = {}
    for entry in entries:
        match fold.fact_of(entry):
            case Registered(source=told, details=details):
                source |= dict.fromkeys((*CORE_FIELDS, *details), told)
            case Changed(source=told, changes=changes):
                source |= dict.fromkeys(changes, told)
    return frozenset(key for key, told in source.items() if told.startswith("roster"))

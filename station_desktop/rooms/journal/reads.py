"""The journal's own questions to the store: newest first, paged by stamp, however many there are.

The stamps of a period are one stretch of an index. Author and kind are looked at on the way; the
page asks for 30 days unless told otherwise. Over longer times, what concerns few things (accounts,
settings) is found by the things instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from station_desktop.domain import fold
from station_desktop.domain.case.cases import Case
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.person import masks
from station_desktop.domain.person.documents import Filed
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.station.station import ProofRefused, Visited
from station_desktop.rooms.journal import room
from station_desktop.rooms.journal.room import GROUPS, JournalRow, Looker, Wanted
from station_desktop.storage import projection
from station_desktop.storage.database import translated
from station_desktop.storage.keys import seals
from station_desktop.storage.reads import reads
from station_desktop.usecases.work import Work

_COLUMNS = "id, device, number, stamp, at, author, kind, subject, version, payload, previous, hash"

_OF_NOUN = (
    "SELECT position FROM entries INDEXED BY entries_by_subject WHERE subject >= ? AND subject < ?"
)
_FEW: dict[str, tuple[str, ...]] = {
    "signins": ("account",),
    "accounts": ("account",),
    "settings": ("setting", "pack", "device"),
}
"""Groups that are a small part of the journal, with all of what they are about."""


class Author(msgspec.Struct, frozen=True):
    """Somebody whose entries can be asked for."""

    id: str
    name: str


def page(
    work: Work, wanted: Wanted, after: str | None = None, skip: int = 0, limit: int = 100
) -> tuple[JournalRow, ...]:
    """``limit`` entries, newest first, ``skip`` beyond the one stamped ``after``; needs
    ``audit.read``."""
    work.require("audit.read")
    clause, values = _where(work, wanted)
    if after is not None:
        clause, values = f"{clause} AND stamp < ?", [*values, after]
    index = "" if _by_noun(wanted) else "INDEXED BY entries_by_stamp"
    with translated():
        rows = work.store.connection.execute(
            f"SELECT {_COLUMNS} FROM entries {index} WHERE {clause} "
            "ORDER BY stamp DESC LIMIT ? OFFSET ?",
            (*values, limit, skip),
        )
        entries = list(seals.opened(work.store.connection, (Entry(*row) for row in rows)))
        return _told(work, entries)


def count(work: Work, wanted: Wanted) -> int | None:
    """How many entries; ``None`` where only looking at each would tell."""
    work.require("audit.read")
    if wanted.author or GROUPS[wanted.group]:
        return None
    first, last = wanted.stamps(work.store.today())
    with translated():
        (number,) = work.store.connection.execute(
            "SELECT count(*) FROM entries WHERE stamp >= ? AND stamp < ?", (first, last)
        ).fetchone()
    return int(number)


def authors(work: Work) -> tuple[Author, ...]:
    """Everybody with an account, by name."""
    work.require("audit.read")
    found = [Author(a.id, a.name) for a in reads.accounts(work.store.connection)]
    return tuple(sorted(found, key=lambda author: author.name))


def lookers(work: Work, wanted: Wanted) -> tuple[Looker, ...]:
    """Who looked at details in full in the period, the most frequent first."""
    work.require("audit.read")
    names = _names(work)
    clause, values = _where(work, msgspec.structs.replace(wanted, group="reveals"))
    with translated():
        rows = work.store.connection.execute(
            "SELECT author, count(*), count(DISTINCT subject) FROM entries "
            f"INDEXED BY entries_by_stamp WHERE {clause} GROUP BY author ORDER BY 2 DESC, 1",
            values,
        ).fetchall()
    return tuple(Looker(id, names.get(id, id[:8]), times, people) for id, times, people in rows)


def _by_noun(wanted: Wanted) -> tuple[str, ...]:
    """The nouns to go by instead of the stamps: few things, over a long time."""
    return _FEW.get(wanted.group, ()) if wanted.period in ("year", "ever") else ()


def _where(work: Work, wanted: Wanted) -> tuple[str, list[Any]]:
    first, last = wanted.stamps(work.store.today())
    clauses, values = ["stamp >= ?", "stamp < ?"], [first, last]
    if wanted.author:
        clauses.append("author = ?")
        values.append(wanted.author)
    kinds = GROUPS[wanted.group]
    if kinds:
        clauses.append(f"kind IN ({', '.join('?' * len(kinds))})")
        values.extend(kinds)
    nouns = _by_noun(wanted)
    if nouns:
        clauses.append(f"position IN ({' UNION ALL '.join([_OF_NOUN] * len(nouns))})")
        values.extend(bound for noun in nouns for bound in (f"{noun}:", f"{noun};"))
    return " AND ".join(clauses), values


# whom entries are about


def _told(work: Work, entries: list[Entry]) -> tuple[JournalRow, ...]:
    facts = {entry.id: fold.fact_of(entry) for entry in entries}
    about = _About(work, entries, facts)
    rows = []
    for entry in entries:
        fact = facts[entry.id]
        code, params = room.words_of(entry.kind, fact)
        rows.append(
            JournalRow(
                stamp=entry.stamp,
                at=entry.at,
                by=about.names.get(entry.author, entry.author[:8]),
                kind=entry.kind,
                about=about.of(entry, fact),
                code=code,
                params={**params, **about.params(entry, fact)},
                device=entry.device,
                number=entry.number,
                hash=entry.hash,
            )
        )
    return tuple(rows)


class _About:
    """The records a page of entries is about, fetched kind by kind and masked."""

    def __init__(self, work: Work, entries: list[Entry], facts: dict[str, Fact | None]) -> None:
        self._work = work
        self.names = _names(work)
        ids = {
            noun: {entry.subject_id for entry in entries if entry.noun == noun}
            for noun in ("case", "resident", "individual")
        }
        self._cases = {k: r for k, r in self._load("case", ids["case"]) if isinstance(r, Case)}
        found = self._load("individual", ids["individual"])
        self._individuals = {k: r for k, r in found if isinstance(r, Individual)}
        people = ids["resident"] | {case.resident for case in self._cases.values()}
        people |= {case.resident for case in self._individuals.values()}
        people |= {whom for fact in facts.values() if (whom := _whom(fact))}
        self._residents = {
            k: r for k, r in self._load("resident", people) if isinstance(r, Resident)
        }

    def _load(self, noun: str, ids: Iterable[str]) -> Iterable[tuple[str, Any]]:
        return projection.load_many(self._work.store.connection, noun, ids).items()

    def of(self, entry: Entry, fact: Fact | None) -> str:
        """Whom or what the entry is about, as it may be shown."""
        if entry.noun == "case":
            case = self._cases.get(entry.subject_id)
            return "" if case is None else self._of_case(case)
        if entry.noun == "individual":
            one = self._individuals.get(entry.subject_id)
            return "" if one is None else f"{one.number} · {self._surname(one.resident)}"
        if entry.noun == "resident":
            return self._masked(entry.subject_id)
        if entry.noun == "account":
            return self.names.get(entry.subject_id, "")
        whom = _whom(fact)
        return self._masked(whom) if whom else ""

    def params(self, entry: Entry, fact: Fact | None) -> dict[str, Any]:
        """What an entry's sentence needs from elsewhere: a setting's key, a proof's name."""
        if entry.noun == "setting":
            return {"setting": entry.subject_id}
        if isinstance(fact, ProofRefused):
            proofs = {proof.key: proof for proof in self._work.store.pack().refused_proofs}
            known = proofs.get(fact.proof)
            if known is None:
                return {"proof": fact.proof}
            return {"proof_zh": known.name.zh, "proof_en": known.name.en}
        return {}

    def _of_case(self, case: Case) -> str:
        contact = masks.mask_known_as(case.contact, case.erased_at)
        who = self._surname(case.resident) or contact
        return f"{case.number} · {who}" if who else case.number

    def _surname(self, resident: str) -> str:
        found = self._residents.get(resident)
        return "" if found is None else masks.mask_known_as(found.name, found.erased_at)

    def _masked(self, resident: str) -> str:
        found = self._residents.get(resident)
        if found is None:
            return ""
        number = masks.mask_id(found.id_number)
        return f"{masks.mask_known_as(found.name, found.erased_at)} {number}".strip()


def _whom(fact: Fact | None) -> str:
    if isinstance(fact, Visited | ProofRefused):
        return fact.resident
    return fact.holder if isinstance(fact, Filed) else ""


def _names(work: Work) -> dict[str, str]:
    """Names of staff by account id."""
    return {account.id: account.name for account in reads.accounts(work.store.connection)}

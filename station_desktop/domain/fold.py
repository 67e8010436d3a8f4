"""From entries to state: one pure function, the same for live use, rebuild, sync and tests.

Each noun has its record type, its facts and its own small fold in the noun's module; this module
only joins them. A record depends on nothing but its own subject's entries, taken in order of
(stamp, id), so devices that hold the same entries hold the same records.

Not every entry counts: a kind that only a hall may write does not count from a window, one that
breaks a rule (:func:`breaks`) does not count at all, one act counts once however many chains carry
it, and what the hall set aside (``domain.journal.asides``) does not count until it is lifted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from station_desktop.domain.case import cases, casework, decisions, demands
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.demands import Demand
from station_desktop.domain.individual import individuals
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.journal import asides, erasures, journal, sealing
from station_desktop.domain.journal.asides import Lifted, SetAside
from station_desktop.domain.journal.erasures import Destroyed
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.neighbourhood import bookings, homevisits, households
from station_desktop.domain.neighbourhood.bookings import Booking
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.neighbourhood.households import Area, Household
from station_desktop.domain.partner import partners
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.person import documents, residents
from station_desktop.domain.person.documents import Document
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.station import accounts, devices, station
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.station.devices import Device
from station_desktop.domain.station.station import AdoptedPack, Refusal, Setting, Visit
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Whistle

Record = (
    Resident
    | Case
    | Document
    | Account
    | Setting
    | AdoptedPack
    | Visit
    | Refusal
    | Device
    | Demand
    | Whistle
    | Partner
    | Area
    | Household
    | HomeVisit
    | Booking
    | Individual
)

RECORDS: dict[str, type[Record]] = {
    "resident": Resident,
    "case": Case,
    "document": Document,
    "account": Account,
    "setting": Setting,
    "pack": AdoptedPack,
    "visit": Visit,
    "refusal": Refusal,
    "device": Device,
    "demand": Demand,
    "whistle": Whistle,
    "partner": Partner,
    "area": Area,
    "household": Household,
    "homevisit": HomeVisit,
    "booking": Booking,
    "individual": Individual,
}

_FOLDS: dict[str, Callable[[Any, Entry, Fact], Any]] = {
    "resident": residents.fold,
    "case": casework.fold,
    "document": documents.fold,
    "account": accounts.fold,
    "setting": station.fold_setting,
    "pack": station.fold_pack,
    "visit": station.fold_visit,
    "refusal": station.fold_refusal,
    "device": devices.fold,
    "demand": demands.fold,
    "whistle": whistles.fold,
    "partner": partners.fold,
    "area": households.fold_area,
    "household": households.fold,
    "homevisit": homevisits.fold,
    "booking": bookings.fold,
    "individual": individuals.fold,
}

_KINDS: dict[str, type[Fact]] = {
    fact.kind: fact
    for facts in (
        residents.FACTS,
        cases.FACTS,
        decisions.FACTS,
        documents.FACTS,
        accounts.FACTS,
        station.FACTS,
        devices.FACTS,
        demands.FACTS,
        whistles.FACTS,
        partners.FACTS,
        households.FACTS,
        homevisits.FACTS,
        bookings.FACTS,
        individuals.FACTS,
        asides.FACTS,
        erasures.FACTS,
    )
    for fact in facts
}
KINDS: tuple[str, ...] = tuple(_KINDS)
"""Every kind of fact that this version of the program knows."""
_DECODERS: dict[str, msgspec.json.Decoder[Fact]] = {
    kind: msgspec.json.Decoder(fact) for kind, fact in _KINDS.items()
}
_ANY_SUBJECT = frozenset(fact.kind for fact in (*asides.FACTS, *erasures.FACTS))
_BEYOND_ITSELF = frozenset({SetAside.kind, Lifted.kind, Destroyed.kind})

LARGEST_PAYLOAD = 1_000_000
"""Bytes of one entry's payload: many times what any form holds; bytes of scans travel apart."""


def noun_of(kind: str) -> str:
    """The noun whose records facts of this kind are about; ``""`` for one that fits any."""
    if kind in _ANY_SUBJECT:
        return ""
    noun = kind.partition(".")[0]
    return "case" if noun == "hall" else noun


_NOUNS = {kind: noun_of(kind) for kind in _KINDS}


def known(entry: Entry) -> bool:
    """Whether this version of the program knows the entry's kind, in the entry's version."""
    fact = _KINDS.get(entry.kind)
    return fact is not None and entry.version <= fact.version


def fact_of(entry: Entry) -> Fact | None:
    """What ``entry`` says.

    ``None`` for a kind or version that this program does not know yet (a newer colleague's) and
    for a payload that cannot be read: such an entry is kept and skipped, so that it never blocks
    the others. Where the key to what is personal in it is destroyed, those fields are blank.
    """
    if not known(entry):
        return None
    payload = entry.payload
    try:
        if entry.opened or sealing.box_of(payload) is not None:
            payload = sealing.whole(_KINDS[entry.kind], payload, entry.opened)
        return None if _deep(payload) else _DECODERS[entry.kind].decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, TypeError):
        # neither is JSON in another encoding; a store tampered with may give text for bytes
        return None


def _deep(payload: bytes) -> bool:
    """Whether values stand in each other deeper than any fact of ours: how deep a decoder can go
    depends on where it is called, and all devices must read alike."""
    if payload.count(b"[") + payload.count(b"{") <= _DEEPEST:
        return False
    depth = deepest = 0
    for mark in _BRACKETS.findall(_TEXTS.sub(b"", payload)):
        depth += 1 if mark in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


_DEEPEST = 100
_TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*"')
_BRACKETS = re.compile(rb"[\[\]{}]")


def breaks(entry: Entry) -> str:
    """Which rule ``entry`` breaks, as the reason for setting it aside: ``aside.too_large``,
    ``aside.not_yours``, ``aside.subject``, ``aside.unreadable``; ``""`` for none. A kind that is
    not known breaks nothing."""
    return _read(entry)[0]


def _read(entry: Entry) -> tuple[str, Fact | None]:
    """What :func:`breaks` says, and the fact of an entry that breaks nothing."""
    if len(entry.payload) > LARGEST_PAYLOAD:
        return "aside.too_large", None
    if not known(entry):
        return "", None
    if _KINDS[entry.kind].by_hall and not journal.of_hall(entry.device):
        return "aside.not_yours", None
    if _NOUNS[entry.kind] not in ("", entry.noun):
        return "aside.subject", None
    fact = fact_of(entry)
    return ("", fact) if fact is not None else ("aside.unreadable", None)


def needs_history(entry: Entry) -> bool:
    """Whether ``entry`` changes what earlier entries count for, so that :func:`apply` cannot take
    it and the subject's whole history must be folded anew.

    So must it for an entry that is not its subject's latest in (stamp, id), and for one whose id
    the subject's history already holds; the caller knows these.
    """
    return entry.kind in _BEYOND_ITSELF and not breaks(entry)


def destroys(entry: Entry) -> bool:
    """Whether ``entry`` has the keys of its subject destroyed. Nobody can take that back, so it
    is obeyed as soon as it is held, also where it is set aside."""
    return entry.kind == Destroyed.kind and not breaks(entry)


def apply(record: Record | None, entry: Entry) -> Record | None:
    """The record of ``entry``'s subject after ``entry``, its latest."""
    return _applied(record, entry, _read(entry)[1])


def apply_sound(record: Record | None, entry: Entry) -> tuple[Record | None, bool]:
    """As :func:`apply`, and whether the entry could be read and breaks no rule (:func:`breaks`)."""
    fact = _read(entry)[1]
    return _applied(record, entry, fact), fact is not None


def _applied(record: Record | None, entry: Entry, fact: Fact | None) -> Record | None:
    fold = _FOLDS.get(entry.noun)
    if fold is None or fact is None:
        return record
    if entry.kind in _ANY_SUBJECT:
        destroyed = isinstance(fact, Destroyed) and record is not None
        return erasures.erased(record, entry) if destroyed and record is not None else record
    folded: Record | None = fold(record, entry, fact)
    return folded if folded is None else erasures.still(folded)


def fold(entries: Iterable[Entry]) -> Record | None:
    """The record that one subject's entries add up to, whatever order they are given in."""
    record: Record | None = None
    for entry, fact in _counted(entries):
        record = _applied(record, entry, fact)
    return record


def counted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries of one subject that count, in order, each act once.

    The same act under the same id stands in two chains where a restored backup was re-sealed. A
    window cannot take the place of a hall's act by using its id.
    """
    return tuple(entry for entry, _ in _counted(entries))


def _counted(entries: Iterable[Entry]) -> list[tuple[Entry, Fact | None]]:
    acts: dict[tuple[str, bool], tuple[Entry, Fact | None]] = {}
    for entry in sorted(entries, key=_order):
        wrong, fact = _read(entry)
        if not wrong:
            acts.setdefault((entry.id, journal.of_hall(entry.device)), (entry, fact))
    aside = _aside(fact for _, fact in acts.values())
    return [act for act in acts.values() if act[0].id not in aside]


def set_aside(entries: Iterable[Entry]) -> dict[str, str]:
    """Ids of one subject's entries that are set aside and not lifted again, with the reasons'
    problem codes."""
    return _aside(_read(entry)[1] for entry in sorted(entries, key=_order))


def _aside(facts: Iterable[Fact | None]) -> dict[str, str]:
    aside: dict[str, str] = {}
    for fact in facts:
        match fact:
            case SetAside():
                aside[fact.entry] = fact.reason
            case Lifted():
                aside.pop(fact.entry, None)
    return aside


def _order(entry: Entry) -> tuple[str, str, str]:
    return entry.stamp, entry.id, entry.hash

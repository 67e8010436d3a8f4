"""From entries to state: one pure function, the same for live use, rebuild, sync and tests.

Each noun has its record type, its facts and its own small fold in the noun's module; this module
only joins them. A record depends on nothing but its own subject's entries in stamp order, so
devices that hold the same entries hold the same records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from station_desktop.domain import accounts, cases, casework, documents, residents, station
from station_desktop.domain.accounts import Account
from station_desktop.domain.cases import Case
from station_desktop.domain.documents import Document
from station_desktop.domain.journal import Entry, Fact
from station_desktop.domain.residents import Resident
from station_desktop.domain.station import AdoptedPack, Refusal, Setting, Visit

Record = Resident | Case | Document | Account | Setting | AdoptedPack | Visit | Refusal

RECORDS: dict[str, type[Record]] = {
    "resident": Resident,
    "case": Case,
    "document": Document,
    "account": Account,
    "setting": Setting,
    "pack": AdoptedPack,
    "visit": Visit,
    "refusal": Refusal,
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
}

_DECODERS: dict[str, msgspec.json.Decoder[Fact]] = {
    fact.kind: msgspec.json.Decoder(fact)
    for facts in (
        residents.FACTS,
        cases.FACTS,
        documents.FACTS,
        accounts.FACTS,
        station.FACTS,
    )
    for fact in facts
}


def fact_of(entry: Entry) -> Fact | None:
    """What ``entry`` says.

    ``None`` for a kind that this version does not know yet (a newer colleague's) and for a payload
    that cannot be read: such an entry is kept and skipped, so that it never blocks the others.
    """
    decoder = _DECODERS.get(entry.kind)
    if decoder is None:
        return None
    try:
        return decoder.decode(entry.payload)
    except msgspec.DecodeError:
        return None


def apply(record: Record | None, entry: Entry) -> Record | None:
    """The record of ``entry``'s subject after ``entry``."""
    fold = _FOLDS.get(entry.noun)
    fact = fact_of(entry)
    if fold is None or fact is None:
        return record
    folded: Record | None = fold(record, entry, fact)
    return folded


def fold(entries: Iterable[Entry]) -> Record | None:
    """The record that one subject's entries add up to; they are taken in stamp order."""
    record: Record | None = None
    for entry in sorted(entries, key=lambda entry: entry.stamp):
        record = apply(record, entry)
    return record

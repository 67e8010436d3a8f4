"""The catalogue at work: shown, searched, edited as a workbook and adopted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station_desktop.domain import fold
from station_desktop.domain.catalogue import Item, Pack
from station_desktop.domain.pack import pack as packs
from station_desktop.domain.pack.pack import PackDiff
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.station.station import AdoptedPack, CatalogueAdopted
from station_desktop.storage.reads import reads
from station_desktop.usecases.work import Work

if TYPE_CHECKING:
    from station_desktop.workbook import Reading


class Imported(msgspec.Struct, frozen=True):
    """A workbook was read and adopted, or read and found to change nothing."""

    pack: Pack
    changes: PackDiff
    adopted: AdoptedPack | None


class Preview(msgspec.Struct, frozen=True):
    """What adopting ``new`` in place of ``old`` would change. ``same`` when they are one catalogue;
    ``notes`` name the columns and sheets of the hall's own that were passed over."""

    old: Pack
    new: Pack
    changes: PackDiff
    same: bool
    notes: tuple[Problem, ...] = ()


class Adoption(msgspec.Struct, frozen=True):
    """One time that a catalogue was taken into use, and by whom; ``at`` in milliseconds."""

    at: int
    by: str
    version: str
    items: int
    pack: str


def in_force(work: Work) -> Pack:
    """The catalogue that new drafts begin with."""
    work.require("catalogue.read")
    return work.store.pack()


def item(work: Work, code: str) -> Item:
    """The item offered today under ``code``; where none is, its last version, to be looked at."""
    named, catalogue = code.strip(), in_force(work)
    found = catalogue.item(named, work.store.today()) or catalogue.item(named)
    if found is None:
        raise refuse("item.unknown", field="code", item=code.strip()[:60])
    return found


def offered_item(work: Work, code: str) -> Item:
    """As :func:`item`, but refuses one that is not offered yet, or no longer."""
    found = item(work, code)
    if not found.effective_on(work.store.today()):
        raise refuse("item.not_offered", field="code", item=found.code)
    return found


def export_workbook(work: Work, path: Path) -> int:
    """Write the catalogue in force as a workbook to edit; returns how many items it holds."""
    from station_desktop import workbook  # not before it is wanted: it is slow to load

    catalogue = in_force(work)
    workbook.export(catalogue, path)
    return len(catalogue.items)


def preview(work: Work, reading: Reading) -> Preview:
    """What a workbook that was read would change; nothing is adopted yet."""
    work.require("catalogue.edit")
    raise_if_any(packs.check(reading.pack))
    old = work.store.pack()
    same = packs.content_hash(reading.pack) == packs.content_hash(old)
    return Preview(old, reading.pack, packs.diff(old, reading.pack), same, reading.notes)


def adopt(work: Work, pack: Pack) -> AdoptedPack | None:
    """Work with ``pack`` from now on; ``None`` when it is the one in force already."""
    work.require("catalogue.edit")
    raise_if_any(packs.check(pack))
    if packs.content_hash(pack) == work.store.current_pack_hash():
        return None
    return work.store.adopt_pack(work.author, pack)


def import_workbook(work: Work, path: Path) -> Imported:
    """Read an edited workbook and adopt it. Refuses with every fault by sheet, row and column,
    and then has changed nothing."""
    from station_desktop import workbook  # as above

    work.require("catalogue.edit")
    found = preview(work, workbook.read_with_notes(path))
    if found.same:
        return Imported(found.old, found.changes, None)
    return Imported(found.new, found.changes, adopt(work, found.new))


def history(work: Work) -> tuple[Adoption, ...]:
    """Every adoption of a catalogue, the latest first."""
    work.require("catalogue.read")
    adopted = reads.packs(work.store.connection)
    names = {account.id: account.name for account in reads.accounts(work.store.connection)}
    entries = work.store.ledger.histories(f"pack:{pack.id}" for pack in adopted)
    found = [
        Adoption(entry.at, names.get(entry.author, ""), fact.pack_version, fact.items, subject)
        for subject, told in entries.items()
        for entry in told
        if isinstance(fact := fold.fact_of(entry), CatalogueAdopted)
    ]
    return tuple(sorted(found, key=lambda adoption: adoption.at, reverse=True))

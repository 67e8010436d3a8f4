"""The catalogue at work: shown, searched, edited as a workbook and adopted."""

from __future__ import annotations

from pathlib import Path

import msgspec

from station_desktop import workbook
from station_desktop.domain import pack as packs
from station_desktop.domain.catalogue import Item, Pack
from station_desktop.domain.pack import PackDiff
from station_desktop.domain.problem import raise_if_any, refuse
from station_desktop.domain.station import AdoptedPack
from station_desktop.usecases.work import Work


class Imported(msgspec.Struct, frozen=True):
    """A workbook was read and adopted, or read and found to change nothing."""

    pack: Pack
    changes: PackDiff
    adopted: AdoptedPack | None


def in_force(work: Work) -> Pack:
    """The catalogue that new drafts begin with."""
    work.require("catalogue.read")
    return work.store.pack()


def item(work: Work, code: str) -> Item:
    """The item offered today under ``code``."""
    found = in_force(work).item(code.strip(), work.store.today()) or in_force(work).item(code)
    if found is None:
        raise refuse("item.unknown", field="code", item=code.strip()[:60])
    return found


def export_workbook(work: Work, path: Path) -> int:
    """Write the catalogue in force as a workbook to edit; returns how many items it holds."""
    catalogue = in_force(work)
    workbook.export(catalogue, path)
    return len(catalogue.items)


def import_workbook(work: Work, path: Path) -> Imported:
    """Read an edited workbook and adopt it. Refuses with every fault by sheet, row and column,
    and then has changed nothing."""
    work.require("catalogue.edit")
    new = workbook.read(path)
    raise_if_any(packs.check(new))
    old = work.store.pack()
    changes = packs.diff(old, new)
    if packs.content_hash(new) == packs.content_hash(old):
        return Imported(old, changes, None)
    return Imported(new, changes, work.store.adopt_pack(work.author, new))

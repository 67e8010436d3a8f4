"""The catalogue's values: its branches, the lines of its list, an item's guide sheet, and what a
new version would change. No window here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from station_desktop.domain import itemsearch
from station_desktop.domain.catalogue import (
    CATEGORIES,
    Item,
    ItemMaterial,
    Material,
    Pack,
    RefusedProof,
    Words,
)
from station_desktop.domain.problem import Problem
from station_desktop.usecases.station import catalogue
from station_desktop.usecases.station.catalogue import Adoption, Preview
from station_desktop.usecases.work import Work

MOST_FOUND = 200

Standing = Literal["", "ended", "later"]
ChangeKind = Literal["added", "changed", "withdrawn"]


class Branch(msgspec.Struct, frozen=True):
    """Everything (no category), one category (no group), or one group, with how many items."""

    category: str = ""
    group: str = ""
    words: Words = Words("", "")
    count: int = 0

    @property
    def key(self) -> str:
        return f"{self.category}/{self.group}"


class Line(msgspec.Struct, frozen=True):
    """One version of one item in the list; ``standing`` says when it is not offered today."""

    code: str
    since: str
    name: Words
    group: Words
    mode: str
    standing: Standing

    @property
    def key(self) -> str:
        return f"{self.code} {self.since}"


class Overview(msgspec.Struct, frozen=True):
    """The whole catalogue at a glance; ``items`` counts codes, not versions."""

    version: str
    title: Words
    notice: Words
    items: int
    branches: tuple[Branch, ...]
    proofs: tuple[RefusedProof, ...]


class Found(msgspec.Struct, frozen=True):
    """The lines of a branch or of a search; ``proof`` is set when what was typed is rather a
    proof that is not issued."""

    lines: tuple[Line, ...]
    proof: RefusedProof | None = None


class Asked(msgspec.Struct, frozen=True):
    """One document of an item with its kind."""

    use: ItemMaterial
    material: Material


class Guide(msgspec.Struct, frozen=True):
    """An item's guide sheet (指南)."""

    item: Item
    asked: tuple[Asked, ...]
    standing: Standing
    version: str


class HistoryRow(msgspec.Struct, frozen=True):
    """One adoption; the latest is the one in force."""

    adoption: Adoption
    in_force: bool

    @property
    def key(self) -> int:
        return self.adoption.at


class Change(msgspec.Struct, frozen=True):
    """One line of what a new version changes; ``parts`` are the attributes that differ."""

    kind: ChangeKind
    what: Literal["item", "material"]
    code: str
    name: Words
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.what} {self.code}"


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong in a workbook; the place is empty where it concerns the whole file."""

    number: int
    problem: Problem

    @property
    def key(self) -> int:
        return self.number

    @property
    def sheet(self) -> str:
        return str(self.problem.params.get("sheet", ""))

    @property
    def row(self) -> str:
        return str(self.problem.params.get("row", ""))

    @property
    def column(self) -> str:
        return str(self.problem.params.get("column", ""))


def overview(work: Work) -> Overview:
    """What the head of the page and its branches show."""
    pack = catalogue.in_force(work)
    return Overview(
        pack.version,
        pack.title,
        pack.notice,
        len({item.code for item in pack.items}),
        branches(pack.items),
        pack.refused_proofs,
    )


def branches(items: Iterable[Item]) -> tuple[Branch, ...]:
    """Everything, then each category with its groups, in catalogue order; an item in several
    versions counts once."""
    codes: dict[tuple[str, str], set[str]] = {}
    words: dict[tuple[str, str], Words] = {}
    for item in items:
        for place in (("", ""), (item.category, ""), (item.category, item.group.zh)):
            codes.setdefault(place, set()).add(item.code)
            words.setdefault(place, item.group if place[1] else Words("", ""))
    order = {category: number for number, category in enumerate(("", *CATEGORIES))}
    return tuple(
        Branch(category, group, words[category, group], len(codes[category, group]))
        for category, group in sorted(codes, key=lambda place: (order[place[0]], bool(place[1])))
    )


def lines(work: Work, branch: Branch) -> Found:
    """The items of one branch, in catalogue order."""
    today = work.store.today()
    return Found(
        tuple(
            _line(item, today)
            for item in catalogue.in_force(work).items
            if branch.category in ("", item.category) and branch.group in ("", item.group.zh)
        )
    )


def search(work: Work, text: str) -> Found:
    """Items by code, name, initials or everyday words, the likeliest first."""
    pack, today = catalogue.in_force(work), work.store.today()
    typed = text.strip().casefold()
    by_code: dict[str, list[Item]] = {}
    for item in pack.items:
        by_code.setdefault(item.code, []).append(item)
    codes = [code for code in by_code if code.casefold().startswith(typed)] if typed else []
    matches = itemsearch.find(work.store.item_index(), text, MOST_FOUND)
    codes += [match.code for match in matches if match.kind == itemsearch.ITEM]
    proof = None
    if matches and matches[0].kind == itemsearch.REFUSED_PROOF:
        proof = next(p for p in pack.refused_proofs if p.key == matches[0].code)
    found = [item for code in dict.fromkeys(codes) for item in by_code.get(code, ())]
    return Found(tuple(_line(item, today) for item in found[:MOST_FOUND]), proof)


def guide(work: Work, code: str, since: str = "") -> Guide:
    """The guide sheet of the version of ``code`` that begins on ``since`` (any, when empty)."""
    pack = catalogue.in_force(work)
    versions = [item for item in pack.items if item.code == code]
    item = next((v for v in versions if since and _since(v) == since), None)
    item = item or catalogue.item(work, code)
    kinds = pack.material_by_key
    asked = tuple(Asked(use, kinds[use.key]) for use in item.materials)
    return Guide(item, asked, _standing(item, work.store.today()), pack.version)


def history(work: Work) -> tuple[HistoryRow, ...]:
    """Every adoption, the latest first."""
    found = catalogue.history(work)
    return tuple(HistoryRow(adoption, not number) for number, adoption in enumerate(found))


def changes(preview: Preview) -> tuple[Change, ...]:
    """What adopting the previewed catalogue does, item by item and document by document."""
    diff, old, new = preview.changes, preview.old, preview.new
    before = {item.code: item.name for item in old.items}
    after = {item.code: item.name for item in new.items}
    parts = _item_parts(old, new, diff.changed)
    kinds = {**old.material_by_key, **new.material_by_key}
    return (
        *(Change("added", "item", code, after[code]) for code in diff.added),
        *(Change("changed", "item", c, after[c], parts.get(c, ())) for c in diff.changed),
        *(Change("withdrawn", "item", code, before[code]) for code in diff.withdrawn),
        *(Change("added", "material", key, kinds[key].name) for key in diff.materials_added),
        *(Change("changed", "material", key, kinds[key].name) for key in diff.materials_changed),
        *(
            Change("withdrawn", "material", key, kinds[key].name)
            for key in diff.materials_withdrawn
        ),
    )


def _item_parts(old: Pack, new: Pack, codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Which attributes of each changed item differ; nothing where it has several versions."""
    before, after = _only_versions(old, codes), _only_versions(new, codes)
    return {
        code: tuple(
            name
            for name in Item.__struct_fields__
            if getattr(before[code], name) != getattr(after[code], name)
        )
        for code in codes
        if code in before and code in after
    }


def _only_versions(pack: Pack, codes: Sequence[str]) -> dict[str, Item]:
    wanted, found = set(codes), {}
    several: set[str] = set()
    for item in pack.items:
        if item.code in wanted:
            if item.code in found:
                several.add(item.code)
            found[item.code] = item
    return {code: item for code, item in found.items() if code not in several}


def faults(problems: Sequence[Problem]) -> tuple[Fault, ...]:
    return tuple(Fault(number, problem) for number, problem in enumerate(problems))


def as_table(rows: Iterable[Sequence[str]]) -> str:
    """Rows for the clipboard: tabs between cells, one line a row, as spreadsheets take them."""

    def cell(text: str) -> str:
        return " ".join(text.split())

    return "\n".join("\t".join(cell(text) for text in row) for row in rows)


def _line(item: Item, today: date) -> Line:
    standing = _standing(item, today)
    return Line(item.code, _since(item), item.name, item.group, item.mode, standing)


def _since(item: Item) -> str:
    return item.effective_from.isoformat() if item.effective_from else ""


def _standing(item: Item, today: date) -> Standing:
    if item.effective_on(today):
        return ""
    ended = item.effective_until is not None and item.effective_until < today
    return "ended" if ended else "later"

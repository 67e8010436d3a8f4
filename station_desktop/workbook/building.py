"""The rows of all sheets joined into one pack: items with their fields, choices and documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from station_desktop.domain.catalogue import (
    CATEGORIES,
    Choice,
    Field,
    Item,
    ItemMaterial,
    Limit,
    Material,
    Pack,
    Promise,
    RefusedProof,
    Result,
    Words,
)
from station_desktop.domain.problem import Problem
from station_desktop.workbook import layout
from station_desktop.workbook.layout import Sheet
from station_desktop.workbook.places import Places, column_letter, placed
from station_desktop.workbook.rows import Row, Table

_Owner = tuple[str, date | None]


class Builder:
    """Joins the tables once; ``problems`` and ``places`` are complete after :meth:`pack`."""

    def __init__(self, tables: dict[str, Table]) -> None:
        self._tables = tables
        self._versions: dict[str, list[tuple[date | None, int]]] = {}
        self.problems: list[Problem] = []
        self.places = Places()

    def pack(self) -> Pack:
        """The pack as far as it could be read."""
        items = self._table(layout.ITEMS).rows
        for number, row in enumerate(items):
            self._note(f"items.{number}", layout.ITEMS, row)
            version = (row.values["effective_from"], number)
            self._versions.setdefault(row.values["code"], []).append(version)
        fields = self._fields()
        documents = self._documents()
        about = self._about()
        return Pack(
            version=about["version"],
            title=_words(about, "title"),
            notice=_words(about, "notice"),
            items=tuple(
                _item(row.values, fields.get(number, ()), documents.get(number, ()))
                for number, row in enumerate(items)
            ),
            materials=self._things("materials", layout.MATERIALS, _material),
            refused_proofs=self._things("refused_proofs", layout.PROOFS, _proof),
            promise=_promise(about),
        )

    def _table(self, sheet: Sheet) -> Table:
        return self._tables[sheet.name]

    def _note(self, path: str, sheet: Sheet, row: Row) -> None:
        self.places.note(path, sheet, row.number, self._table(sheet).columns)

    def _wrong(self, code: str, sheet: Sheet, row: Row, attribute: str, **params: Any) -> None:
        index = self._table(sheet).columns.get(attribute, 0)
        problem = Problem(code, attribute, params)
        self.problems.append(placed(problem, sheet.name, row.number, column_letter(index)))

    def _about(self) -> dict[str, Any]:
        rows = self._table(layout.ABOUT).rows
        if not rows:
            self.problems.append(
                Problem("workbook.about_missing", "", {"sheet": layout.ABOUT.name})
            )
            return dict.fromkeys((column.attribute for column in layout.ABOUT.columns), "")
        self._note("", layout.ABOUT, rows[0])
        for row in rows[1:]:
            self._wrong("workbook.about_twice", layout.ABOUT, row, "version")
        return rows[0].values

    def _things(self, name: str, sheet: Sheet, make: Any) -> tuple[Any, ...]:
        rows = self._table(sheet).rows
        for number, row in enumerate(rows):
            self._note(f"{name}.{number}", sheet, row)
        return tuple(make(row.values) for row in rows)

    def _owned(self, sheet: Sheet) -> Iterator[tuple[int, Row]]:
        """Each row with the number of the item it belongs to; the others are problems."""
        for row in self._table(sheet).rows:
            code, since = row.values["item"], row.values["since"]
            versions = self._versions.get(code, [])
            if not versions:
                if code:
                    self._wrong("workbook.item_unknown", sheet, row, "item", item=code)
                continue
            if len(versions) == 1 and since is None:
                yield versions[0][1], row
                continue
            numbers = [number for start, number in versions if start == since]
            if numbers:
                yield numbers[0], row
            else:
                self._wrong("workbook.version_unknown", sheet, row, "since", item=code)

    def _fields(self) -> dict[int, tuple[Field, ...]]:
        rows: dict[int, list[Row]] = {}
        numbers: dict[tuple[int, str], int] = {}
        for owner, row in self._owned(layout.FIELDS):
            mine = rows.setdefault(owner, [])
            numbers.setdefault((owner, row.values["key"]), len(mine))
            self._note(f"items.{owner}.fields.{len(mine)}", layout.FIELDS, row)
            mine.append(row)
        choices = self._choices(numbers)
        return {
            owner: tuple(
                _field(row.values, choices.get((owner, number), ()))
                for number, row in enumerate(mine)
            )
            for owner, mine in rows.items()
        }

    def _choices(
        self, fields: dict[tuple[int, str], int]
    ) -> dict[tuple[int, int], tuple[Choice, ...]]:
        found: dict[tuple[int, int], list[Choice]] = {}
        for owner, row in self._owned(layout.CHOICES):
            key = row.values["field"]
            number = fields.get((owner, key))
            if number is None:
                if key:
                    item = row.values["item"]
                    self._wrong(
                        "workbook.field_unknown", layout.CHOICES, row, "field", item=item, key=key
                    )
                continue
            mine = found.setdefault((owner, number), [])
            path = f"items.{owner}.fields.{number}.choices.{len(mine)}"
            self._note(path, layout.CHOICES, row)
            mine.append(Choice(row.values["value"], _words(row.values, "label")))
        return {place: tuple(mine) for place, mine in found.items()}

    def _documents(self) -> dict[int, tuple[ItemMaterial, ...]]:
        found: dict[int, list[ItemMaterial]] = {}
        for owner, row in self._owned(layout.ITEM_MATERIALS):
            mine = found.setdefault(owner, [])
            self._note(f"items.{owner}.materials.{len(mine)}", layout.ITEM_MATERIALS, row)
            mine.append(_item_material(row.values))
        return {owner: tuple(mine) for owner, mine in found.items()}


def _words(values: dict[str, Any], attribute: str) -> Words:
    return Words(values[f"{attribute}.zh"], values.get(f"{attribute}.en") or "")


def _limit(values: dict[str, Any], attribute: str) -> Limit | None:
    days = values[f"{attribute}.days"]
    return None if days is None else Limit(days, values[f"{attribute}.unit"])


_ITEM_TEXTS = ("group", "name", "department", "eligibility")
_ITEM_VALUES = (
    "code",
    "category",
    "mode",
    "process",
    "words",
    "words_en",
    "effective_from",
    "effective_until",
    "superior_code",
    "source",
)


def _item(
    values: dict[str, Any], fields: tuple[Field, ...], materials: tuple[ItemMaterial, ...]
) -> Item:
    parts: dict[str, Any] = {name: values[name] for name in _ITEM_VALUES}
    parts.update((name, _words(values, name)) for name in _ITEM_TEXTS)
    result = (_words(values, f"result.{part}") for part in ("text", "paper", "next_step"))
    return Item(
        **parts,
        result=Result(*result),
        promised=_limit(values, "promised") or Limit(0),
        legal=_limit(values, "legal"),
        fields=fields,
        materials=materials,
    )


def _field(values: dict[str, Any], choices: tuple[Choice, ...]) -> Field:
    names = ("key", "type", "required", "prefill", "applies_when", "sensitive", "reuse", "urgent")
    return Field(
        **{name: values[name] for name in names},
        label=_words(values, "label"),
        help=_words(values, "help"),
        choices=choices,
    )


def _item_material(values: dict[str, Any]) -> ItemMaterial:
    texts = ("condition", "any_of", "holder", "note")
    parts: dict[str, Any] = {name: _words(values, name) for name in texts}
    parts.update((name, values[name]) for name in ("key", "original", "never_later", "when"))
    return ItemMaterial(**parts, copies=values["copies"] or 0)


def _material(values: dict[str, Any]) -> Material:
    names = ("key", "grade", "reusable_days", "never_later", "is_form", "sensitive")
    return Material(
        **{name: values[name] for name in names},
        name=_words(values, "name"),
        issued_by=_words(values, "issued_by"),
    )


def _proof(values: dict[str, Any]) -> RefusedProof:
    return RefusedProof(
        **{name: values[name] for name in ("key", "words", "words_en", "source")},
        name=_words(values, "name"),
        who_issues=_words(values, "who_issues"),
    )


def _promise(values: dict[str, Any]) -> Promise | None:
    if not isinstance(values["promise.items"], int):
        return None
    counts = {name: values[f"promise.by_category.{name}"] for name in CATEGORIES}
    return Promise(
        values["promise.items"],
        {name: count for name, count in counts.items() if count is not None},
        values["promise.government_direct"],
        values["promise.government_collect"],
    )

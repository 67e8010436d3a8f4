"""``stationctl items``: the catalogue listed, shown, searched, exported and imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli import lines
from station_desktop.cli.session import at_work, at_work_if_known
from station_desktop.console import output
from station_desktop.console.command import Between, Group, OneOf, option, say, wishes
from station_desktop.domain.catalogue import (
    CATEGORIES,
    Choice,
    Field,
    Item,
    ItemMaterial,
    Pack,
    Words,
)
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from station_desktop.domain.itemsearch import Index
    from station_desktop.usecases.work import Work

items = Group("items", help="items")
_PROOF = "proof:"
_SHOWN = 10
_FIELD_HEADS = ("field", "label", "type", "required", "applies_when")
_DOCUMENT_HEADS = ("material", "document", "original", "copies", "may_follow", "when")


@contextmanager
def _catalogue() -> Iterator[tuple[Pack, date]]:
    """The station's own catalogue, or the reference catalogue when nobody signs in."""
    with _searchable() as (pack, today, _):
        yield pack, today


@contextmanager
def _searchable() -> Iterator[tuple[Pack, date, Callable[[], Index]]]:
    """As :func:`_catalogue`, with its search index: a station keeps its own, because building one
    of thousands of items takes seconds."""
    with at_work_if_known() as work:
        if work is not None:
            from station_desktop.usecases.station import catalogue

            yield catalogue.in_force(work), work.store.today(), partial(_kept_index, work)
            return
    from station_desktop import shipped

    pack = shipped.reference_pack()
    yield pack, datetime.now(clock.CHINA).date(), partial(_index, pack)


def _kept_index(work: Work) -> Index:
    work.store.keep_item_index()
    return work.store.item_index()


@items.command("list", help="items.list")
@option("--category", type=OneOf(CATEGORIES), help="category")
@option("--mode", type=OneOf(["direct", "collect", "dispatch", "booking"]), help="mode")
def list_items(category: str | None, mode: str | None) -> None:
    """Every item offered today."""
    with _catalogue() as (pack, today):
        found = [
            item
            for item in pack.offered(today)
            if category in (None, item.category) and mode in (None, item.mode)
        ]
        language = wishes().language
        rows = [
            (i.code, _category(i), say(f"cli.mode.{i.mode}"), i.name.get(language)) for i in found
        ]
        value = {
            "version": pack.version,
            "title_zh": pack.title.zh,
            "title_en": pack.title.en,
            "notice_zh": pack.notice.zh,
            "notice_en": pack.notice.en,
            "items": [_brief(item) for item in found],
        }
        heads = ("code", "category", "mode", "item")
        output.answer(
            value,
            *output.table(heads, rows),
            "",
            say("cli.items.count", count=len(found), title=pack.title.get(language)),
            pack.notice.get(language),
        )


@items.command("show", help="items.show")
@click.argument("code")
def show(code: str) -> None:
    """One item with its form and its documents."""
    with _catalogue() as (pack, today):
        item = pack.item(code.strip(), today) or pack.item(code.strip())
        if item is None:
            raise refuse("item.unknown", field="code", item=code.strip()[:60])
        output.answer(_whole(item, pack), *_page(item, pack))


@items.command("find", help="items.find")
@click.argument("query", required=False)
@option("--stdin", "stdin", is_flag=True, help="stdin")
@option("--limit", type=Between(1, 50), default=_SHOWN, show_default=True, help="limit")
def find(query: str | None, stdin: bool, limit: int) -> None:
    """A proof that committees may not issue is found too, with the code ``proof:<key>``."""
    if (query is None) == (not stdin):
        raise click.UsageError(say("cli.usage.one_or_stdin"), click.get_current_context())
    with _searchable() as (pack, today, index):
        names = {item.code: item.name for item in pack.items}
        names |= {f"{_PROOF}{proof.key}": proof.name for proof in pack.refused_proofs}
        search = _searcher(index(), names, today, limit)
    if query is None:
        lines.answer_each(lines.typed(), search)
        return
    value = search(query)
    language = wishes().language
    rows = [
        (match["code"], f"{match['score']:.2f}", names[match["code"]].get(language))
        for match in value["matches"]
    ]
    nothing = [] if rows else [say("cli.items.nothing")]
    output.answer(value, *(output.table(("code", "score", "item"), rows) if rows else nothing))


def _searcher(
    index: Index, names: dict[str, Words], today: date, limit: int
) -> Callable[[str], dict[str, Any]]:
    from station_desktop.domain import itemsearch

    def found(match: itemsearch.Match) -> dict[str, Any]:
        proof = match.kind == itemsearch.REFUSED_PROOF
        code = f"{_PROOF}{match.code}" if proof else match.code
        return {"code": code, "name_zh": names[code].zh, "score": round(match.score, 4)}

    def search(query: str) -> dict[str, Any]:
        matches = itemsearch.find(index, query, limit, today)
        return {"query": query, "matches": [found(match) for match in matches]}

    return search


def _index(pack: Pack) -> Index:
    from station_desktop import shipped
    from station_desktop.domain import itemsearch

    return itemsearch.build(pack, shipped.pinyin_readings(), shipped.search_lexicon())


@items.command("export", help="items.export")
@click.argument("file", type=click.Path(path_type=Path))
def export(file: Path) -> None:
    """The catalogue in force as a workbook to edit."""
    from station_desktop import workbook

    with _catalogue() as (pack, _):
        workbook.export(pack, file)
        output.answer(
            {"file": str(file), "items": len(pack.items), "version": pack.version},
            say("cli.items.exported", count=len(pack.items), file=file.name),
        )


@items.command("import", help="items.import")
@click.argument("file", type=click.Path(path_type=Path))
def import_items(file: Path) -> None:
    """Adopt an edited workbook, or say everything that is wrong in it."""
    from station_desktop.usecases.station import catalogue

    with at_work() as work:
        done = catalogue.import_workbook(work, file)
        changes = done.changes
        value = {
            "version": done.pack.version,
            "items": len(done.pack.items),
            "changed": done.adopted is not None,
            "added": changes.added,
            "edited": changes.changed,
            "withdrawn": changes.withdrawn,
        }
        code = "cli.items.adopted" if done.adopted else "cli.items.unchanged"
        output.answer(value, say(code, count=len(done.pack.items), version=done.pack.version))


def _brief(item: Item) -> dict[str, Any]:
    return {
        "code": item.code,
        "category": item.category,
        "mode": item.mode,
        "name_zh": item.name.zh,
        "name_en": item.name.en,
    }


def _whole(item: Item, pack: Pack) -> dict[str, Any]:
    return _brief(item) | {
        "group_zh": item.group.zh,
        "group_en": item.group.en,
        "process": item.process,
        "department_zh": item.department.zh,
        "department_en": item.department.en,
        "eligibility_zh": item.eligibility.zh,
        "eligibility_en": item.eligibility.en,
        "promised": item.promised,
        "legal": item.legal,
        "result_zh": item.result.text.zh,
        "result_en": item.result.text.en,
        "effective_from": item.effective_from,
        "effective_until": item.effective_until,
        "fields": [_field(field) for field in item.fields],
        "materials": [_material(use, pack) for use in item.materials],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "key": field.key,
        "type": field.type,
        "label_zh": field.label.zh,
        "label_en": field.label.en,
        "required": field.required,
        "choices": [_choice(choice) for choice in field.choices],
        "applies_when": field.applies_when or None,
        "prefill": field.prefill or None,
        "sensitive": field.sensitive,
    }


def _choice(choice: Choice) -> dict[str, str]:
    return {"value": choice.value, "label_zh": choice.label.zh, "label_en": choice.label.en}


def _material(use: ItemMaterial, pack: Pack) -> dict[str, Any]:
    material = pack.material_by_key[use.key]
    return {
        "key": use.key,
        "name_zh": material.name.zh,
        "name_en": material.name.en,
        "grade": material.grade,
        "original": use.original,
        "copies": use.copies,
        "when": use.when or "always",
        "condition_zh": use.condition.zh or None,
        "any_of_zh": use.any_of.zh or None,
        "holder_zh": use.holder.zh or None,
        "note_zh": use.note.zh or None,
        "may_follow": not (use.never_later or material.never_later),
        "is_form": material.is_form,
    }


def _page(item: Item, pack: Pack) -> list[str]:
    """One item for people: what it is, its form, its documents."""
    from station_desktop.usecases.paper.paper_facts import limit_words

    language = wishes().language
    about = output.pairs(
        (
            ("code", item.code),
            ("item", item.name.get(language)),
            ("category", _category(item)),
            ("mode", say(f"cli.mode.{item.mode}")),
            ("department", item.department.get(language)),
            ("eligibility", item.eligibility.get(language)),
            ("promised", limit_words(item.promised, language)),
            ("legal", limit_words(item.legal, language) if item.legal else ""),
        )
    )
    fields = [
        (f.key, f.label.get(language), f.type, _yes(f.required), f.applies_when)
        for f in item.fields
    ]
    documents: list[tuple[object, ...]] = []
    for use in item.materials:
        material = pack.material_by_key[use.key]
        follow = not (use.never_later or material.never_later)
        about_it = (use.holder, use.any_of, use.condition, use.note)
        told = "; ".join(text for words in about_it if (text := words.get(language)))
        name = material.name.get(language)
        documents.append((use.key, name, use.original, use.copies, _yes(follow), told))
    shown = about
    if fields:
        shown += ["", *output.table(_FIELD_HEADS, fields)]
    if documents:
        shown += ["", *output.table(_DOCUMENT_HEADS, documents)]
    return [*shown, "", pack.notice.get(language)]


def _category(item: Item) -> str:
    return say(f"cli.category.{item.category}")


def _yes(value: bool) -> str:
    return say("cli.yes") if value else ""

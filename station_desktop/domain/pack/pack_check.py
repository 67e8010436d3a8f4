"""Whether a catalogue pack makes sense: every rule a pack must keep before a station takes it.

Each problem's ``field`` is the path of the value it concerns (``items.3.fields.0.choices``), so
that whoever read the pack from somewhere can say where it stands there; ``params`` name the
thing in the reader's own terms (item code, field or material key). Missing English is no problem
here: a station's own menu may have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from station_desktop.domain.catalogue import Item, Pack
from station_desktop.domain.pack.item_check import KEY, check_item, check_words, filled, problem_at
from station_desktop.domain.problem import Problem

LONGEST_TEXT = 8_000

_UNCLEAN = re.compile(r"^\s|\s$|[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def check(pack: Pack) -> tuple[Problem, ...]:
    """Every problem of ``pack``, in catalogue order; none when a station may take it."""
    return tuple(_problems(pack))


def _problems(pack: Pack) -> Iterator[Problem]:
    yield from _texts(pack, "")
    for attribute in ("version", "title"):
        if not filled(getattr(pack, attribute)):
            yield problem_at("catalogue.text_missing", attribute, key=attribute)
    yield from _material_list(pack)
    yield from _proofs(pack)
    yield from _periods(pack.items)
    known = {material.key: material for material in pack.materials}
    for number, item in enumerate(pack.items):
        yield from check_item(item, f"items.{number}", known)
    yield from _promise(pack)


def _texts(value: Any, path: str) -> Iterator[Problem]:
    """Control characters, stray spaces and texts longer than any paper has room for."""
    if isinstance(value, str):
        if _UNCLEAN.search(value):
            yield problem_at("catalogue.text_unclean", path, value=value.strip()[:40])
        elif len(value) > LONGEST_TEXT:
            yield problem_at("catalogue.text_too_long", path, value=value[:20], most=LONGEST_TEXT)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _texts(part, f"{path}.{number}")


def _material_list(pack: Pack) -> Iterator[Problem]:
    yield from _repeated(
        "catalogue.material_repeated", "materials", [material.key for material in pack.materials]
    )
    for number, material in enumerate(pack.materials):
        path = f"materials.{number}"
        if not KEY.fullmatch(material.key):
            yield problem_at("catalogue.key_malformed", f"{path}.key", key=material.key)
        if not material.name.zh:
            yield problem_at("catalogue.text_missing", f"{path}.name", key=material.key)
        if material.reusable_days is not None and material.reusable_days < 1:
            yield problem_at("catalogue.days_negative", f"{path}.reusable_days", key=material.key)


def _proofs(pack: Pack) -> Iterator[Problem]:
    yield from _repeated(
        "catalogue.proof_repeated", "refused_proofs", [proof.key for proof in pack.refused_proofs]
    )
    for number, proof in enumerate(pack.refused_proofs):
        path = f"refused_proofs.{number}"
        if not KEY.fullmatch(proof.key):
            yield problem_at("catalogue.key_malformed", f"{path}.key", key=proof.key)
        for attribute in ("name", "who_issues"):
            if not filled(getattr(proof, attribute)):
                yield problem_at("catalogue.text_missing", f"{path}.{attribute}", key=proof.key)
        yield from check_words(proof, path, proof.key)


def _repeated(code: str, path: str, keys: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, key in enumerate(keys):
        if key in seen:
            yield problem_at(code, f"{path}.{number}.key", key=key)
        seen.add(key)


def _periods(items: tuple[Item, ...]) -> Iterator[Problem]:
    """One code may stand in several versions, but on no day in two."""
    seen: dict[str, list[Item]] = {}
    for number, item in enumerate(items):
        for other in seen.get(item.code, []):
            if _overlap(item, other):
                path = f"items.{number}.effective_from" if _dated(item) else f"items.{number}.code"
                yield problem_at("catalogue.item_repeated", path, item=item.code)
                break
        seen.setdefault(item.code, []).append(item)


def _dated(item: Item) -> bool:
    return item.effective_from is not None or item.effective_until is not None


def _overlap(one: Item, other: Item) -> bool:
    return (one.effective_from or date.min) <= (other.effective_until or date.max) and (
        other.effective_from or date.min
    ) <= (one.effective_until or date.max)


def _promise(pack: Pack) -> Iterator[Problem]:
    """The counts a pack claims of itself: so many at least, for a row lost in editing is noticed
    and a station's own items may be added. A version more of one item is still one item."""
    promise = pack.promise
    if promise is None:
        return
    items = tuple({item.code: item for item in pack.items}.values())
    government = [item for item in items if item.category == "government"]
    claims: list[tuple[str, int | None, int]] = [("items", promise.items, len(items))]
    for category, claimed in promise.by_category.items():
        count = sum(item.category == category for item in items)
        claims.append((f"by_category.{category}", claimed, count))
    for mode, claimed_mode in (
        ("direct", promise.government_direct),
        ("collect", promise.government_collect),
    ):
        count = sum(item.mode == mode for item in government)
        claims.append((f"government_{mode}", claimed_mode, count))
    for name, wanted, found in claims:
        if wanted is not None and found < wanted:
            yield problem_at(
                "catalogue.promise_broken",
                f"promise.{name}",
                claim=name,
                wanted=wanted,
                found=found,
            )

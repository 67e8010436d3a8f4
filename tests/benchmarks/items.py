"""Every keystroke of realistic queries against the item search, at 149 and at 3,575 items."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from station_desktop import shipped
from station_desktop.domain import itemsearch
from station_desktop.domain.catalogue import Item, Pack
from station_desktop.domain.pack import pack
from station_desktop.domain.text.pinyin import Readings
from station_desktop.rooms.desk.finding import MOST
from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening
from tests.benchmarks.measuring import (
    ROOT,
    Row,
    Sizes,
    Spread,
    cpu_timed,
    undisturbed,
    within,
)
from tests.benchmarks.small_stations import LOGIN, PASSWORD, empty_station

sys.path.append(str(ROOT / "tests" / "catalogue"))

from large_pack import large_pack

_TODAY = date(2026, 11, 26)
_AIM_MS = 16
_FEW = 12


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    reference = shipped.reference_pack()
    written = _written_queries()
    rows = _keystrokes(
        "149 items", reference, written, 12 if sizes.quick else len(written), scratch
    )
    large = large_pack()
    asked = [*_queries_of(large, sizes.times(120)), *written[:: len(written) // 40]]
    return rows + _keystrokes(
        "3,575 items", large, asked, 12 if sizes.quick else len(asked), scratch
    )


def _written_queries() -> list[str]:
    """What people wrote when asked how they would ask: words, sentences, pinyin, initials."""
    file = ROOT / "tests" / "domain" / "item_queries_dev.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return [row["query"] for row in csv.DictReader(lines)]


def _queries_of(catalogue: Pack, count: int) -> Iterator[str]:
    """Names, everyday words, full pinyin and initials of some of the items."""
    readings = shipped.pinyin_readings()
    for item in Random(3575).sample(catalogue.items, count // 4):
        name = item.name.zh.partition("（")[0]
        yield from (name, item.words[0], *_spelt(name, readings), item.words_en[0])


def _spelt(name: str, readings: Readings) -> tuple[str, str]:
    syllables = [readings.syllables(char)[0] for char in name if readings.syllables(char)]
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)


def _keystrokes(
    what: str, catalogue: Pack, queries: list[str], count: int, scratch: Path
) -> list[Row]:
    index, first = _first_use(what, catalogue, scratch)
    typed = sorted({q[:end] for q in queries[:: -(-len(queries) // count)] for end in _ends(q)})
    Random(1).shuffle(typed)
    with undisturbed():
        ours = [cpu_timed(partial(itemsearch.find, index, text, MOST, _TODAY)) for text in typed]
        bare = [cpu_timed(partial(_scan, catalogue.items, text)) for text in typed]
    slowest = typed[ours.index(max(ours))]
    note = f"{len(typed)} texts; slowest {slowest!r}; bare: the text in every name"
    row = within(
        f"Keystroke to items, {what}", Spread.of(ours), _AIM_MS, bare=Spread.of(bare), note=note
    )
    return [row, first]


def _ends(query: str) -> Iterable[int]:
    return range(1, len(query) + 1)


def _first_use(what: str, catalogue: Pack, scratch: Path) -> tuple[itemsearch.Index, Row]:
    """The catalogue and its index as they come from the store at the first key after a start."""
    folder = scratch / what.replace(",", "")
    founded = empty_station(folder)
    store = Store(folder, founded.key)
    store.adopt_pack(founded.actor.id, catalogue)
    store.close()
    opening.unlock(folder, LOGIN, PASSWORD)
    fresh = Store(folder, founded.key, read_only=True)
    took = cpu_timed(lambda: (fresh.pack(), fresh.item_index()))
    index = fresh.item_index()
    fresh.close()
    catalogue_bytes, index_bytes = pack.encode(catalogue), itemsearch.encode(index)
    bare = cpu_timed(lambda: (pack.decode(catalogue_bytes), itemsearch.decode(index_bytes)))
    row = within(
        f"First item search after a start, {what}",
        Spread((took,)),
        500,
        bare=Spread((bare,)),
        note="catalogue and index from the store; bare: both decoded from bytes at hand",
    )
    return index, row


def _scan(items: tuple[Item, ...], text: str) -> list[str]:
    return [item.code for item in items if text in item.name.zh or text in item.name.en][:MOST]

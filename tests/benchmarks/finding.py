"""Finding one of a million residents, against one indexed prefix lookup in plain SQL."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from station_desktop.domain.person import residentkeys
from station_desktop.domain.person.names import split_name
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.desk import finding
from station_desktop.storage.database import Connection
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.usecases.work import Work
from tests.benchmarks.big_store import big_store, resident_id
from tests.benchmarks.measuring import Row, Sizes, Spread, cpu_timed, in_turns, within

_LIMIT = 20
_AIM_MS = 16
_BARE = (
    "SELECT r.body FROM resident_keys k JOIN residents r ON r.row = k.row "
    "WHERE k.key >= ? AND k.key < ? ORDER BY k.key LIMIT ?"
)
Typed = Callable[[Resident, Work], str]


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    built = big_store(sizes.people)
    work, beside = built.work(), built.open()
    random = Random(20191121)
    rows = []
    for kind, typed in _KINDS.items():
        asked = [typed(_anyone(work, sizes, random), work) for _ in range(sizes.times(300))]
        rows.append(_row(f"Find a resident by {kind}, {sizes.people:,}", work, beside, asked))
    rows.append(_one_box(work, sizes, random))
    work.store.close()
    beside.close()
    return rows


def _anyone(work: Work, sizes: Sizes, random: Random) -> Resident:
    found = work.store.ledger.record("resident", resident_id(random.randrange(sizes.people)))
    if not isinstance(found, Resident):
        raise TypeError("the built store lacks a resident")
    return found


def _name(person: Resident, work: Work) -> str:
    return person.name


def _surname(person: Resident, work: Work) -> str:
    return split_name(person.name)[0]


def _initials(person: Resident, work: Work) -> str:
    return work.store.readings.initials(person.name, 1)[0]


def _pinyin(person: Resident, work: Work) -> str:
    return work.store.readings.full(person.name, 1)[0]


def _mixed(person: Resident, work: Work) -> str:
    """The surname as written, the rest by its first letters."""
    return person.name[0] + work.store.readings.initials(person.name[1:], 1)[0]


def _spaced_pinyin(person: Resident, work: Work) -> str:
    return " ".join(work.store.readings.full(character, 1)[0] for character in person.name)


def _id_tail(person: Resident, work: Work) -> str:
    return person.id_number[-4:]


def _phone_tail(person: Resident, work: Work) -> str:
    return person.phone[-4:]


def _lane(person: Resident, work: Work) -> str:
    return person.residence_address.partition("街道")[2]


def _door(person: Resident, work: Work) -> str:
    lane = _lane(person, work)
    return lane[re.search(r"\d", lane).start() :]  # type: ignore[union-attr]


def _two_words(person: Resident, work: Work) -> str:
    return f"{_surname(person, work)} {_door(person, work)}"


def _initials_and_tail(person: Resident, work: Work) -> str:
    return f"{_initials(person, work)} {_phone_tail(person, work)}"


def _two_common_words(person: Resident, work: Work) -> str:
    """Both words fit tens of thousands."""
    return f"{_surname(person, work)} {_lane(person, work)[:3]}"


_KINDS: dict[str, Typed] = {
    "name": _name,
    "surname alone": _surname,
    "initials": _initials,
    "pinyin": _pinyin,
    "pinyin with spaces": _spaced_pinyin,
    "character and initials": _mixed,
    "ID tail": _id_tail,
    "phone tail": _phone_tail,
    "lane": _lane,
    "door": _door,
    "surname and door": _two_words,
    "initials and phone tail": _initials_and_tail,
    "surname and lane": _two_common_words,
}


def _row(what: str, work: Work, beside: Store, asked: list[str]) -> Row:
    ours, bare = in_turns(
        len(asked),
        lambda at: cpu_timed(lambda: _find(work, asked[at])),
        lambda at: cpu_timed(lambda: _lookup(beside.connection, asked[at])),
    )
    return within(what, ours, _AIM_MS, share=0.99, bare=bare, note=f"e.g. {asked[0]}")


def _find(work: Work, query: str) -> tuple[Resident, ...]:
    return reads.find_residents(work.store.connection, work.store.readings, query, _LIMIT)


def _lookup(connection: Connection, query: str) -> list[tuple[bytes]]:
    """The bodies behind the query's last word, as they lie there."""
    term = residentkeys.terms(query)[-1]
    found: list[tuple[bytes]] = connection.execute(
        _BARE, (term, term + "\U0010ffff", _LIMIT)
    ).fetchall()
    return found


def _one_box(work: Work, sizes: Sizes, random: Random) -> Row:
    """All prefixes of what is typed into the desk's one box: people and items together."""
    work.store.item_index()
    typed: list[str] = []
    for kind in _KINDS.values():
        whole = [kind(_anyone(work, sizes, random), work) for _ in range(sizes.times(20))]
        typed += [text[:end] for text in whole for end in range(1, len(text) + 1)]
    random.shuffle(typed)
    took = [cpu_timed(partial(finding.find, work, text, person_known=False)) for text in typed]
    slowest = typed[took.index(max(took))]
    note = f"{len(typed)} texts: people, items, numbers; slowest {slowest!r}"
    what = f"Keystroke in the desk's one box, {sizes.people:,}"
    return within(what, Spread.of(took), _AIM_MS, share=0.99, note=note)

"""What a resident can be found by: the keys stored at each write, and a query in the same form.

Every search is a prefix search on these keys, so it costs the same at a thousand residents and at
a million: by name or given name, by full pinyin or initials (every reading of a polyphone), by the
ID number from its beginning, its birth date or its last digits, by phone or its tail, by the lane
or the door. Names typed in a mixture of these ways are in ``namespelling``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from station_desktop.domain.person import namespelling
from station_desktop.domain.person.names import split_name
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text.folding import half_width, without_invisible
from station_desktop.domain.text.pinyin import Readings

VERSION = "1"
"""Changes with the keys: a store that was written with others has them made anew when opened."""
_READINGS_OF_A_NAME = 6
_ID_STARTS = (0, 6, 10, 12, 13, 14)
"""Where people begin to quote an ID number: all of it, birth date, month and day, last 6, 5, 4."""
_PHONE_STARTS = (0, 3, 7)
_DIVISIONS = re.compile(
    r"^(?:[^省市区县]{1,8}(?:省|市|自治区|区|县))*(?:[^街镇乡]{1,8}(?:街道|镇|乡))?"
)
_DOOR = re.compile(r"\d+")
_EXTRA_DOOR = "甲乙丙丁"
_DOORS = 4
"""How many numbers of an address can be asked for, counted from its end: 19号院3号楼2单元501."""
_PARTS = re.compile(r"[\s·]+")

_PLAIN = re.compile("[0-9a-z\u4e00-\u9fff]*")
"""Most names, numbers and addresses: nothing about them is to be folded."""


def folded(text: str) -> str:
    """Lower case, half width, no spaces or dots, ü as v: how keys and queries are compared."""
    if _PLAIN.fullmatch(text) is not None:
        return text
    plain = half_width(without_invisible(text)).lower().replace("ü", "v")
    return "".join(ch for ch in plain if not ch.isspace() and ch not in "·•.-—")


def keys(resident: Resident, readings: Readings) -> tuple[str, ...]:
    """All keys of ``resident``, each once."""
    found = [*_written(resident), *_spoken(resident.name, readings)]
    return tuple(dict.fromkeys(key for key in found if key))


def _written(resident: Resident) -> Iterator[str]:
    """The keys that stand in the record itself."""
    for part in _name_parts(resident.name):
        yield folded(part)
    yield from _tails(folded(resident.id_number), _ID_STARTS)
    yield from _tails(folded(resident.phone), _PHONE_STARTS)
    yield from _of_address(resident.residence_address)


def _spoken(name: str, readings: Readings) -> Iterator[str]:
    """The keys that only a reading of the name tells."""
    for part in _name_parts(name):
        yield from readings.full(part, _READINGS_OF_A_NAME)
        initials = readings.initials(part, _READINGS_OF_A_NAME)
        yield from (key for key in initials if len(key) > 1)


def _name_parts(name: str) -> tuple[str, ...]:
    """The name, the given name, and what stands behind each dot or space: 吐尔逊, Smith."""
    surname, given = split_name(name)
    if surname:
        return name, given
    parts = _PARTS.split(name)
    return tuple(dict.fromkeys((name, *parts[1:])))


def _tails(text: str, starts: tuple[int, ...]) -> list[str]:
    return [text[start:] for start in starts if len(text) - start >= 4]


def _of_address(address: str) -> Iterator[str]:
    """From the lane on, and from each of its numbers on, as written and as numbers alone:
    校场小六条19号院3号, 19号院3号, 3号, 193 (typed 19-3)."""
    lane = address[_DIVISIONS.match(address).end() :]  # type: ignore[union-attr]
    yield folded(lane)
    doors = list(_DOOR.finditer(half_width(lane)))[-_DOORS:]
    numbers = [door[0] for door in doors]
    for at, door in enumerate(doors):
        start = door.start()
        yield folded(lane[start:])
        if at + 1 < len(numbers):
            yield "".join(numbers[at:])
        if lane[start - 1 : start] in _EXTRA_DOOR:
            yield folded(lane[start - 1 :])


def terms(query: str) -> tuple[str, ...]:
    """The query's words as key prefixes: ``张 19号`` must match both."""
    words = (folded(word).removeprefix("+86") for word in query.split())
    return tuple(dict.fromkeys(word for word in words if word))


def match(resident: Resident, wanted: tuple[str, ...], readings: Readings) -> bool:
    """Whether every term begins one of the resident's keys."""
    written = tuple(_written(resident))
    rest = [term for term in wanted if not any(key.startswith(term) for key in written)]
    if not all(term.isascii() for term in rest):
        return False  # no reading of a name is written in anything but letters and digits
    if not all(_may_begin(resident.name, term, readings) for term in rest):
        return False
    spoken = tuple(_spoken(resident.name, readings)) if rest else ()
    return all(any(key.startswith(term) for key in spoken) for term in rest)


def spelled(name: str, term: str, readings: Readings) -> bool:
    """Whether the name, or its given name, can be typed as ``term``, in whatever mixture."""
    return any(namespelling.reads_as(part, term, readings) for part in _name_parts(name))


def _may_begin(name: str, term: str, readings: Readings) -> bool:
    """Whether a reading of the name or the given name can begin as ``term`` does; says no to most
    residents at a fraction of what all their readings cost."""
    for part in _name_parts(name):
        firsts = readings.initials(part[:1])
        if not firsts or term[0] in firsts:
            return True
    return False

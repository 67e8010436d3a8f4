"""A catalogue pack as bytes: its one canonical form, its hash, and how packs compare and join.

The canonical form leaves out everything that equals its default, so two equal packs are always
the same bytes and have the same hash, wherever they were written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, TypeVar

import msgspec

from station_desktop.domain.catalogue import Item, Material, Pack, RefusedProof
from station_desktop.domain.pack.pack_check import check
from station_desktop.domain.problem import Problem, Refused

__all__ = ["PackDiff", "check", "content_hash", "decode", "diff", "encode"]

_Keyed = TypeVar("_Keyed", bound=Material | RefusedProof)


class PackDiff(msgspec.Struct, frozen=True):
    """What changed between two packs: item codes and material keys, in catalogue order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    materials_added: tuple[str, ...] = ()
    materials_changed: tuple[str, ...] = ()
    materials_withdrawn: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        return self == PackDiff()


def encode(pack: Pack, *, pretty: bool = False) -> bytes:
    """The pack as canonical UTF-8 JSON; ``pretty`` indents by two spaces for files people diff."""
    compact = msgspec.json.encode(_plain(pack))
    return msgspec.json.format(compact, indent=2) if pretty else compact


def decode(data: bytes) -> Pack:
    """Read a pack written by :func:`encode`.

    Raises :class:`Refused` with ``catalogue.damaged`` when the bytes are not a pack, naming the
    ``place`` where reading stopped. Whether its content makes sense is for :func:`check`.
    """
    try:
        return msgspec.json.decode(data, type=Pack)
    except msgspec.ValidationError as error:
        place = str(error).rpartition(" - at ")[2].strip("`")
        raise Refused(Problem("catalogue.damaged_at", params={"place": place})) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(Problem("catalogue.damaged")) from error


def content_hash(pack: Pack) -> str:
    """SHA-256 of the canonical form, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(encode(pack)).hexdigest()


def diff(old: Pack, new: Pack) -> PackDiff:
    """What a station is told before it takes ``new`` in place of ``old``."""
    added, changed, withdrawn = _compare(_versions(old.items), _versions(new.items))
    more, other, less = _compare(_by_key(old.materials), _by_key(new.materials))
    return PackDiff(added, changed, withdrawn, more, other, less)


def _versions(items: Iterable[Item]) -> dict[str, tuple[Item, ...]]:
    grouped: dict[str, tuple[Item, ...]] = {}
    for item in items:
        grouped[item.code] = (*grouped.get(item.code, ()), item)
    return grouped


def _by_key(materials: Iterable[Material]) -> dict[str, Material]:
    return {material.key: material for material in materials}


def _compare(
    old: dict[str, Any], new: dict[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    added = tuple(key for key in new if key not in old)
    changed = tuple(key for key in new if key in old and old[key] != new[key])
    return added, changed, tuple(key for key in old if key not in new)


def _plain(value: Any) -> Any:
    """``value`` as dicts and lists without its defaults.

    msgspec's own ``omit_defaults`` compares by identity, which would make the bytes depend on
    whether an equal empty text was read from a file or left out in code.
    """
    if isinstance(value, msgspec.Struct):
        return {
            name: _plain(part)
            for name, default in _attributes(type(value))
            if (part := getattr(value, name)) != default
        }
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _attributes(struct: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """Names in order of declaration, with the default that may be left out of the bytes."""
    omitted = struct.__struct_config__.omit_defaults
    return tuple(
        (field.name, field.default if omitted else msgspec.NODEFAULT)
        for field in msgspec.structs.fields(struct)
    )

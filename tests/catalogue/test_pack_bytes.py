"""A pack as bytes, how two packs compare, and a station's own menu joined to the reference."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from small_pack import small_pack

from station_desktop.domain.catalogue import Pack, Words
from station_desktop.domain.pack import pack as packs
from station_desktop.domain.problem import Refused


def _with(pack: Pack, **changes: Any) -> Pack:
    return msgspec.structs.replace(pack, **changes)


def _sourced(source: str) -> Pack:
    pack = small_pack()
    return _with(
        pack, items=(msgspec.structs.replace(pack.items[0], source=source), *pack.items[1:])
    )


def test_bytes_read_back_and_do_not_depend_on_how_blanks_were_made() -> None:
    pack = small_pack()
    data = packs.encode(pack)
    assert packs.decode(data) == pack
    blank = msgspec.structs.replace(pack.items[0].materials[0], note=Words("", ""))
    spelled_out = _with(
        pack,
        items=(
            msgspec.structs.replace(pack.items[0], materials=(blank, *pack.items[0].materials[1:])),
            *pack.items[1:],
        ),
    )
    assert packs.encode(spelled_out) == data
    assert packs.encode(packs.decode(data)) == data
    assert packs.decode(packs.encode(pack, pretty=True)) == pack


def test_the_hash_changes_with_the_content_alone() -> None:
    pack = small_pack()
    assert packs.content_hash(pack) == packs.content_hash(small_pack())
    assert packs.content_hash(pack) != packs.content_hash(_sourced("别处"))
    assert len(packs.content_hash(pack)) == 64


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "catalogue.damaged"),
        (b"\xff\xfe", "catalogue.damaged"),
        (packs.encode(small_pack())[:-20], "catalogue.damaged"),
        (b'{"version": 1}', "catalogue.damaged_at"),
        (packs.encode(small_pack()).replace(b"booking", b"waiting"), "catalogue.damaged_at"),
    ],
)
def test_damaged_bytes_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        packs.decode(data)
    assert refused.value.first.code == code


def test_a_wrong_value_is_told_with_its_place() -> None:
    data = packs.encode(small_pack()).replace(b"booking", b"waiting")
    with pytest.raises(Refused) as refused:
        packs.decode(data)
    assert refused.value.first.params == {"place": "$.items[2].mode"}


def test_two_packs_are_compared_by_item_and_material() -> None:
    old = small_pack()
    tools = msgspec.structs.replace(old.items[2], code="PUB-WF-005")
    card = msgspec.structs.replace(old.items[0], source="新")
    photo = msgspec.structs.replace(old.materials[1], grade="C")
    new = _with(
        old,
        items=(card, old.items[1], tools),
        materials=(old.materials[0], photo, *old.materials[2:]),
    )
    assert packs.diff(old, new) == packs.PackDiff(
        added=("PUB-WF-005",),
        changed=("GOV-EL-001",),
        withdrawn=("PUB-WF-004",),
        materials_changed=("photo",),
    )
    assert packs.diff(old, old).same

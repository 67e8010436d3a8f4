"""What the Items room shows of a catalogue, whatever its size, and of a change to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from station_desktop import workbook
from station_desktop.domain.catalogue import Item, Limit, Pack, Words
from station_desktop.domain.problem import Refused
from station_desktop.rooms.catalogue import room
from station_desktop.rooms.catalogue.room import Branch
from station_desktop.usecases.station import catalogue
from station_desktop.usecases.work import Actor, Work

CODE = "GOV-EL-001"


def edited(pack: Pack, **changes: Any) -> Pack:
    """``pack`` in which one item's parts differ."""
    items = tuple(
        msgspec.structs.replace(item, **changes) if item.code == CODE else item
        for item in pack.items
    )
    return msgspec.structs.replace(pack, items=items, version="own-1", promise=None)


def test_the_branches_add_up_to_the_149_items(work: Work) -> None:
    found = room.overview(work)
    counts = {b.category: b.count for b in found.branches if not b.group}
    groups: dict[str, int] = {}
    for branch in found.branches:
        if branch.group:
            groups[branch.category] = groups.get(branch.category, 0) + branch.count
    assert counts == {"": 149, "party_masses": 8, "government": 116, "life": 12, "public": 13}
    assert groups == {key: n for key, n in counts.items() if key}
    assert found.items == 149
    assert len(found.proofs) == 20
    assert "不是任何一个服务站的正式清单" in found.notice.zh


def test_a_branch_holds_its_own_items_only(work: Work) -> None:
    branch = next(b for b in room.overview(work).branches if b.group == "养老服务")
    found = room.lines(work, branch)
    assert len(found.lines) == branch.count
    assert {line.group.zh for line in found.lines} == {"养老服务"}
    assert len(room.lines(work, Branch()).lines) == 149


@pytest.mark.parametrize("typed", ["gov-el-001", "老人公交卡", "lrgjk", "养老助残卡"])
def test_an_item_is_found_by_code_words_and_initials(work: Work, typed: str) -> None:
    assert room.search(work, typed).lines[0].code == CODE


def test_a_refused_proof_is_pointed_out(work: Work) -> None:
    found = room.search(work, "证明我妈是我妈")
    assert found.proof is not None
    assert found.proof.key == "kinship"
    assert room.search(work, "老人公交卡").proof is None


def test_the_guide_has_every_document_with_its_kind(work: Work) -> None:
    guide = room.guide(work, CODE)
    assert [asked.material.key for asked in guide.asked] == [m.key for m in guide.item.materials]
    assert guide.version == "reference-2026.1"
    with pytest.raises(Refused):
        room.guide(work, "NO-SUCH-1")


def test_an_item_in_two_versions_counts_once_and_each_has_its_line(work: Work) -> None:
    pack = work.store.pack()
    old = pack.item(CODE)
    assert old is not None
    first = msgspec.structs.replace(old, effective_until=date(2026, 12, 31))
    later = msgspec.structs.replace(
        old, effective_from=date(2027, 1, 1), name=Words("民生卡申领", "Apply for the card")
    )
    items: list[Item] = [item for item in pack.items if item.code != CODE]
    new = msgspec.structs.replace(pack, items=(*items, first, later), version="own-2", promise=None)
    catalogue.adopt(work, new)
    assert room.overview(work).items == 149
    shown = [line for line in room.lines(work, Branch()).lines if line.code == CODE]
    assert [line.standing for line in shown] == ["", "later"]
    assert len({line.key for line in shown}) == 2
    assert room.guide(work, CODE, "2027-01-01").item.name.zh == "民生卡申领"
    assert room.guide(work, CODE).item.name == old.name


def test_the_preview_names_what_differs_and_changes_nothing(work: Work, tmp_path: Path) -> None:
    pack = work.store.pack()
    new = edited(pack, promised=Limit(10), name=Words("养老卡申领", "Apply"))
    new = msgspec.structs.replace(new, items=new.items[:-1])
    path = tmp_path / "目录.xlsx"
    workbook.export(new, path)
    preview = catalogue.preview(work, workbook.read_with_notes(path))
    assert not preview.same
    told = {(c.kind, c.code): c.parts for c in room.changes(preview) if c.what == "item"}
    assert told == {
        ("changed", CODE): ("name", "promised"),
        ("withdrawn", pack.items[-1].code): (),
    }
    assert work.store.pack().version == pack.version


def test_adopting_is_recorded_and_the_same_catalogue_is_not_adopted_twice(work: Work) -> None:
    new = edited(work.store.pack(), promised=Limit(10))
    assert catalogue.adopt(work, new) is not None
    assert catalogue.adopt(work, new) is None
    rows = room.history(work)
    assert [(row.adoption.version, row.in_force) for row in rows] == [
        ("own-1", True),
        ("reference-2026.1", False),
    ]
    assert {row.adoption.by for row in rows} == {"王敏"}


def test_a_catalogue_that_contradicts_itself_is_not_adopted(work: Work) -> None:
    broken = edited(work.store.pack(), promised=Limit(-1))
    with pytest.raises(Refused):
        catalogue.adopt(work, broken)
    assert work.store.pack().version == "reference-2026.1"


@pytest.mark.parametrize("role", ["worker", "stationmaster", "audit"])
def test_only_who_may_edit_the_catalogue_previews_and_adopts(work: Work, role: Any) -> None:
    other = Work(work.store, Actor("x", "x", "x", (role,)))
    assert room.overview(other).items == 149
    for act in (
        lambda: catalogue.adopt(other, work.store.pack()),
        lambda: catalogue.preview(other, workbook.Reading(work.store.pack())),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.first.code == "role.not_allowed"


def test_rows_for_the_clipboard_keep_their_cells_apart() -> None:
    assert room.as_table([("a\tb", "c\nd"), ("e", "")]) == "a b\tc d\ne\t"

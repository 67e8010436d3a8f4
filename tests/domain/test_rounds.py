"""Which households make a round: whoever waited longest of those needing attention is in it,
nobody who moved away is, and the same households give the same walk."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station_desktop.domain.neighbourhood import rounds
from station_desktop.domain.neighbourhood.households import ATTENTIONS, Household
from station_desktop.domain.neighbourhood.rounds import Limits, Reason
from station_desktop.domain.text import addresses
from station_desktop.domain.text.addresses import Place
from station_desktop.domain.time.clock import CHINA, milliseconds

DAY = date(2026, 11, 26)
LIMITS = Limits(90, 14)
BUILDINGS = ("校场小六条", "三庙街1号院", "三庙街10号楼")


def ago(days: int) -> int:
    """Noon so many days before the round."""
    noon = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=CHINA)
    return milliseconds(noon - timedelta(days=days)) if days >= 0 else 0


homes = st.builds(
    lambda building, door, kinds, seen, tried, moved: Household(
        id="",
        area="a",
        building=building,
        door=f"{door}号",
        attention=tuple(kind for kind in ATTENTIONS if kind in kinds),
        seen_at=ago(seen),
        tried_at=max(ago(seen), ago(tried)),
        moved_at=ago(1) if moved else 0,
    ),
    st.sampled_from((*[f"校场小六条{n}号院" for n in (2, 19, 100)], *BUILDINGS[1:], "长椿街3号楼")),
    st.integers(1, 30),
    st.sets(st.sampled_from(ATTENTIONS), max_size=2),
    st.integers(-1, 400),
    st.integers(-1, 400),
    st.booleans(),
)


def numbered(found: list[Household]) -> list[Household]:
    return [msgspec.structs.replace(home, id=f"h{n:03d}") for n, home in enumerate(found)]


neighbourhoods = st.lists(homes, max_size=30).map(numbered)


def chosen(
    found: list[Household], how_many: int, planned: frozenset[str] = frozenset()
) -> list[str]:
    picks = rounds.choose(found, BUILDINGS, DAY, LIMITS, how_many, planned)
    return [pick.household.id for pick in picks]


@settings(max_examples=150, deadline=None)
@given(neighbourhoods, st.integers(1, 12), st.data())
def test_a_round_holds_whom_it_must_and_nobody_else(
    found: list[Household], how_many: int, data: st.DataObject
) -> None:
    planned = frozenset(h.id for h in found if data.draw(st.integers(0, 4)) == 0)
    ids = chosen(found, how_many, planned)
    by_id = {home.id: home for home in found}
    assert len(ids) == len(set(ids)) <= how_many
    assert not any(by_id[id].moved_at or id in planned for id in ids)
    due = [
        home
        for home in found
        if not home.moved_at and home.id not in planned and rounds.waited(home, DAY, LIMITS) >= 1
    ]
    assert len(ids) >= min(how_many, len(due))
    waiting = [home for home in due if home.attention]
    if waiting:
        longest = min(home.seen_at for home in waiting)
        assert any(by_id[id].attention and by_id[id].seen_at == longest for id in ids)


@settings(max_examples=60, deadline=None)
@given(neighbourhoods, st.integers(1, 12), st.randoms(use_true_random=False))
def test_the_same_households_give_the_same_walk(
    found: list[Household], how_many: int, random: Random
) -> None:
    shuffled = random.sample(found, len(found))
    assert chosen(found, how_many) == chosen(shuffled, how_many)


@settings(max_examples=60, deadline=None)
@given(neighbourhoods)
def test_a_round_walks_through_the_buildings_in_their_order(found: list[Household]) -> None:
    by_id = {home.id: home for home in found}
    walked = [by_id[id].building for id in chosen(found, 12)]
    entries = [addresses.entry_of(building, BUILDINGS) for building in walked]
    places = [BUILDINGS.index(entry) if entry else 9 for entry in entries]
    assert places == sorted(places)
    for building in set(walked):  # nobody comes back to a courtyard
        first, last = walked.index(building), len(walked) - walked[::-1].index(building)
        assert set(walked[first:last]) == {building}


@settings(max_examples=100, deadline=None)
@given(homes)
def test_the_picture_and_the_need_agree(home: Household) -> None:
    band = rounds.band(home, DAY, LIMITS)
    assert (band in ("due", "late", "never")) == (rounds.waited(home, DAY, LIMITS) >= 1)


@settings(max_examples=100, deadline=None)
@given(homes, st.lists(st.integers(0, 105), max_size=3))
def test_reasons_are_read_back_as_they_were_written(home: Household, ages: list[int]) -> None:
    told = rounds.reasons(home, ages, DAY, LIMITS)
    assert rounds.read(rounds.written(told)) == told
    assert told[0].code in ("never", "unseen")


def test_every_choice_says_why() -> None:
    home = Household(
        "h", "a", "校场小六条19号院", "3号", attention=("old", "alone_old"),
        seen_at=ago(41), tried_at=ago(3),
    )  # fmt: skip
    assert rounds.reasons(home, [82], DAY, LIMITS) == (
        Reason("unseen", 41),
        Reason("age", 82),
        Reason("alone_old"),
        Reason("tried", 3),
    )


def test_one_who_is_not_due_comes_along_only_next_door_to_one_who_is() -> None:
    due = Household("a", "a", "三庙街1号院", "2号", seen_at=ago(100))
    near = Household("b", "a", "三庙街1号院", "1号", seen_at=ago(50))
    far = Household("c", "a", "三庙街10号楼", "1号", seen_at=ago(50))
    lately = Household("d", "a", "三庙街1号院", "3号", seen_at=ago(10))
    assert chosen([due, near, far, lately], 5) == ["b", "a"]
    assert chosen([near, far, lately], 5) == []


def test_words_of_ones_own_are_not_taken_for_reasons() -> None:
    for words in ("看看漏水修好没有", "old friends", "unseen=soon", ""):
        assert rounds.read(words) == ()


@pytest.mark.parametrize(
    ("ages", "kinds"),
    [
        ([82], ("alone_old", "old")),
        ([66], ("alone_old",)),
        ([82, 70], ("alone_old", "old")),
        ([82, 40], ("old",)),
        ([82, None], ("old",)),
        ([64], ()),
        ([None], ()),
        ([], ()),
    ],
)
def test_birth_dates_alone_propose_attention(
    ages: list[int | None], kinds: tuple[str, ...]
) -> None:
    assert rounds.proposed(ages) == kinds


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("北京市西城区广安门内街道校场小六条19号院3号", Place("校场小六条19号院", "3号")),
        ("广安门内街道校场小六条 １９号", Place("校场小六条", "19号")),
        ("老墙根街2号院3号楼2单元501", Place("老墙根街2号院3号楼", "2单元501")),
        ("达智桥胡同甲19号", Place("达智桥胡同", "甲19号")),
        ("北京市西城区校场小区3号楼2单元301", Place("校场小区3号楼", "2单元301")),
        ("广安门内大街6号枫桦豪景A座3单元1102", Place("广安门内大街6号枫桦豪景A座", "3单元1102")),
        ("法源寺后院胡同3号", Place("法源寺后院胡同", "3号")),
        ("报国寺东夹道12号院", Place("报国寺东夹道12号院", "")),
        ("校场头条", Place("校场头条", "")),
        ("", Place("", "")),
    ],
)
def test_an_address_is_taken_apart_where_one_walks_in(address: str, place: Place) -> None:
    assert addresses.split(address) == place


def test_a_lane_has_its_courtyards_and_no_longer_number_is_mistaken() -> None:
    entries = ("校场小六条", "校场小六条1", "校场小六条19号院", "三庙街")
    assert addresses.entry_of("校场小六条19号院", entries) == "校场小六条19号院"
    assert addresses.entry_of("校场小六条18号院", entries) == "校场小六条"
    assert addresses.entry_of("长椿街2号", entries) == ""


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("0123456789号院楼甲", max_size=5), min_size=2, max_size=6))
def test_the_index_sorts_as_one_walks(doors: list[str]) -> None:
    by_index = sorted(doors, key=addresses.key)
    assert [addresses.order(door) for door in by_index] == sorted(map(addresses.order, doors))


@given(st.text(max_size=60))
def test_any_text_can_be_taken_apart(text: str) -> None:
    place = addresses.split(text)
    between = str.maketrans("", "", "-—,，、")
    said = (place.building + place.door).translate(between)
    assert said == addresses.plain(text).translate(between)

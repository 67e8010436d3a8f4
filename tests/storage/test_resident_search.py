"""Finding residents: whatever is typed, the store finds whom the keys say, and nobody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from founding import PASSWORD
from hypothesis import example, given
from hypothesis import strategies as st
from people import people

from station_desktop import shipped
from station_desktop.domain.person import residentkeys
from station_desktop.domain.person.residents import Registered, Resident
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import finding, reads
from station_desktop.usecases.door import opening
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

READINGS = shipped.pinyin_readings()
EVERYONE = [
    Resident(
        id=f"{number:032x}",
        name=name,
        id_number=person.id_number,
        phone=person.phone,
        residence_address=person.address,
    )
    for number, (person, name) in enumerate(
        zip(
            people(300),
            ["迪丽·热巴", "O'Brien Anna", "张3", *(p.name for p in people(300))],
            strict=False,
        )
    )
]


KEYS = {one.id: residentkeys.keys(one, READINGS) for one in EVERYONE}


def fits(resident: Resident, query: str) -> bool:
    keys = KEYS[resident.id]
    return all(any(key.startswith(term) for key in keys) for term in residentkeys.terms(query))


def as_one_word(query: str) -> set[str]:
    """Whom a query finds that finds nobody word by word."""
    term = "".join(residentkeys.terms(query))
    return {
        one.id
        for one in EVERYONE
        if fits(one, term) or residentkeys.spelled(one.name, term, READINGS)
    }


@st.composite
def queries(draw: st.DrawFn) -> str:
    """Beginnings of one to three keys, of one resident or of several."""
    one = draw(st.sampled_from(EVERYONE))
    words = []
    for _ in range(draw(st.integers(1, 3))):
        whom = draw(st.sampled_from((one, one, draw(st.sampled_from(EVERYONE)))))
        key = draw(st.sampled_from(KEYS[whom.id]))
        words.append(key[: draw(st.integers(1, len(key)))])
    return " ".join(words)


@given(queries(), st.sampled_from(EVERYONE))
def test_a_resident_matches_exactly_when_every_word_begins_a_key(
    query: str, resident: Resident
) -> None:
    terms = residentkeys.terms(query)
    assert residentkeys.match(resident, terms, READINGS) == fits(resident, query)


def enter(work: Work, everyone: list[Resident]) -> None:
    acts = [
        (
            f"resident:{one.id}",
            Registered(
                one.name,
                id_number=one.id_number,
                phone=one.phone,
                residence_address=one.residence_address,
            ),
        )
        for one in everyone
    ]
    work.store.ledger.append(work.author, acts)


@pytest.mark.parametrize("set_beside", [4_000, 40])
def test_the_store_finds_whom_the_keys_say(
    work: Work, monkeypatch: pytest.MonkeyPatch, set_beside: int
) -> None:
    monkeypatch.setattr(finding, "_SET_BESIDE", set_beside)
    enter(work, EVERYONE)

    @given(queries())
    @example("sh xu")  # more of each than are listed, and one who matches both is not among them
    @example("y li xi")
    def check(query: str) -> None:
        found = reads.find_residents(work.store.connection, READINGS, query, 20)
        ids = [one.id for one in found]
        whole = {one.id for one in EVERYONE if fits(one, query)}
        assert len(set(ids)) == len(ids)
        assert set(ids) <= (whole or as_one_word(query))
        if whole and set_beside > len(EVERYONE) and (" " in query or len(whole) < 7):
            assert len(ids) == min(20, len(whole))

    check()


def test_a_common_surname_with_a_door_finds_everyone_of_that_door(work: Work) -> None:
    """More live behind the door than are ever looked at one by one."""
    born = date(1950, 1, 1)
    house = [
        Resident(
            id=f"{number:032x}",
            name=("张" if number == 899 else "王") + "伟",
            id_number=f"110102{born:%Y%m%d}{number:04d}",
            residence_address="北京市西城区广安门内街道三庙街19号",
        )
        for number in range(900)
    ]
    enter(work, house)
    found = reads.find_residents(work.store.connection, READINGS, "张 19号")
    assert [one.id for one in found] == [house[899].id]


SOUGHT = {
    "John Smith": "北京市西城区广安门内街道校场小六条19号院3号楼2单元501",
    "买买提·吐尔逊": "三庙街3-2-501",
    "张小明": "长椿街甲19号",
    "欧阳娜娜": "",
    "吕布": "",
}


@pytest.fixture
def few(work: Work) -> Work:
    """A handful of people whose names and doors are written in many ways."""
    enter(
        work,
        [
            Resident(
                id=f"{number:032x}",
                name=name,
                id_number=f"11010219491231{number:03d}X",
                phone=f"1380013800{number}",
                residence_address=address,
            )
            for number, (name, address) in enumerate(SOUGHT.items())
        ],
    )
    return work


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("张xm", ["张小明"]),
        ("张xiaom", ["张小明"]),
        ("张小m", ["张小明"]),
        ("zhangxm", ["张小明"]),
        ("zhxm", ["张小明"]),
        ("zxiaoming", ["张小明"]),
        ("zhang小明", ["张小明"]),
        ("zhang xiao ming", ["张小明"]),
        ("zhangxm 甲19", ["张小明"]),
        ("ouyn", ["欧阳娜娜"]),
        ("ouyangnn", ["欧阳娜娜"]),
        ("欧阳nn", ["欧阳娜娜"]),
        ("lü", ["吕布"]),
        ("lübu", ["吕布"]),
        ("John Smith", ["John Smith"]),
        ("smith", ["John Smith"]),
        ("smith john", ["John Smith"]),
        ("买买提 吐尔逊", ["买买提·吐尔逊"]),
        ("吐尔逊", ["买买提·吐尔逊"]),
        ("tuerxun", ["买买提·吐尔逊"]),
        ("张xq", []),
        ("王xm", []),
    ],
)
def test_a_name_is_found_in_any_mixture(few: Work, query: str, names: list[str]) -> None:
    found = reads.find_residents(few.store.connection, READINGS, query)
    assert [one.name for one in found] == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("3-2-501", {"John Smith", "买买提·吐尔逊"}),
        ("2-501", {"John Smith", "买买提·吐尔逊"}),
        ("501", {"John Smith", "买买提·吐尔逊"}),
        ("19-3-2-501", {"John Smith"}),
        ("19号院3号楼", {"John Smith"}),
        ("2单元501", {"John Smith"}),
        ("校场小六条19号", {"John Smith"}),
        ("19号", {"John Smith", "张小明"}),
        ("甲19号", {"张小明"}),
        ("三庙街3-2", {"买买提·吐尔逊"}),
        ("1231002X", {"张小明"}),
        ("1002X", {"张小明"}),
        ("110102 19491231 002x", {"张小明"}),
        ("19491231", set(SOUGHT)),
        ("+86 138 0013 8002", {"张小明"}),
        ("+8613800138002", {"张小明"}),
    ],
)
def test_doors_numbers_and_phones_are_found_however_they_are_said(
    few: Work, query: str, names: set[str]
) -> None:
    found = reads.find_residents(few.store.connection, READINGS, query)
    assert {one.name for one in found} == names


@given(st.sampled_from(EVERYONE), st.randoms(use_true_random=False))
def test_any_mixture_of_characters_pinyin_and_first_letters_reads_as_the_name(
    one: Resident, random: Random
) -> None:
    typed = ""
    for ch in one.name:
        spoken = READINGS.syllables(ch)
        ways = [ch, random.choice(spoken), spoken[0][0]] if spoken else [ch]
        typed += random.choice(ways)
    term = residentkeys.folded(typed)
    assert residentkeys.spelled(one.name, term, READINGS)
    assert residentkeys.spelled(one.name, term[: len(term) - 1], READINGS)


def test_search_keys_of_another_version_are_made_anew_when_the_store_is_opened(
    work: Work, data_dir: Path, founded: Founded
) -> None:
    resident = residents.register(work, people(1)[0].typed())
    connection = work.store.connection
    connection.execute("UPDATE resident_keys SET key = 'old' || key")
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'resident keys'")
    assert not proof.prove(work.store.ledger).holds
    opening.unlock(data_dir, "wangmin", PASSWORD)
    assert proof.prove(work.store.ledger).holds
    assert residents.find(work, resident.name) == (resident,)

"""Finding residents: whatever is typed, the store finds whom the keys say, and nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import people

from station_desktop import shipped
from station_desktop.domain import residentkeys
from station_desktop.domain.residents import Registered, Resident
from station_desktop.storage import reads
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
    monkeypatch.setattr(reads, "_SET_BESIDE", set_beside)
    enter(work, EVERYONE)

    @given(queries())
    def check(query: str) -> None:
        found = reads.find_residents(work.store.connection, READINGS, query, 20)
        ids = [one.id for one in found]
        whole = {one.id for one in EVERYONE if fits(one, query)}
        assert len(set(ids)) == len(ids)
        assert set(ids) <= whole
        if set_beside > len(EVERYONE) and (" " in query or len(whole) < 7):
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

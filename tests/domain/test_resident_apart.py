"""One person changed at two windows: different fields merge, one field that matters keeps both
values until somebody settles it; two registrations are joined into the earlier and parted again."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from stations import Desk

from station_desktop.domain import fold
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.person.residents import (
    MATTERS,
    Changed,
    Distinct,
    FieldChange,
    Joined,
    Parted,
    Registered,
    Resident,
    Settled,
)

ID = "b" * 32
SUBJECT = f"resident:{ID}"
BORN = Registered(name="周敏", residence_address="上斜街3号", distinct_from=("d" * 32,))


def folded(entries: list[Entry]) -> Resident:
    record = fold.fold(entries)
    assert isinstance(record, Resident)
    return record


def moved(before: str, after: str, field: str = "residence_address") -> Changed:
    return Changed({field: FieldChange(before, after)})


def windows() -> tuple[Desk, Desk, list[Entry]]:
    left, right = Desk("00000000000a"), Desk("00000000000b")
    born = left.tells(SUBJECT, BORN)
    right.sees(born)
    return left, right, [born]


def values(person: Resident, field: str = "residence_address") -> list[str]:
    conflict = person.conflict(field)
    return [] if conflict is None else [claim.value for claim in conflict.values]


def test_different_fields_merge() -> None:
    left, right, entries = windows()
    entries.append(left.tells(SUBJECT, moved("上斜街3号", "三庙街1号")))
    entries.append(right.tells(SUBJECT, moved("", "13800000001", "phone")))
    person = folded(entries)
    assert (person.residence_address, person.phone) == ("三庙街1号", "13800000001")
    assert person.conflicts == ()


def test_both_values_of_one_field_are_kept_with_who_said_so() -> None:
    left, right, entries = windows()
    entries.append(left.tells(SUBJECT, moved("上斜街3号", "三庙街1号"), at=entries[0].at + 10))
    entries.append(right.tells(SUBJECT, moved("上斜街3号", "长椿街9号"), at=entries[0].at + 20))
    person = folded(entries)
    assert person.residence_address == "长椿街9号"
    conflict = person.conflict("residence_address")
    assert conflict is not None
    assert [(c.value, c.at, c.author, c.entry) for c in conflict.values] == [
        ("三庙街1号", entries[1].at, left.author, entries[1].id),
        ("长椿街9号", entries[2].at, right.author, entries[2].id),
    ]


def test_what_does_not_matter_is_in_the_history_only() -> None:
    left, right, entries = windows()
    entries.append(left.tells(SUBJECT, moved("", "13800000001", "phone")))
    entries.append(right.tells(SUBJECT, moved("", "13800000002", "phone")))
    assert folded(entries).conflicts == ()
    assert {"id_number", "bank_account", "residence_address"} <= MATTERS


def test_the_same_value_twice_and_a_change_of_what_was_seen_are_no_conflict() -> None:
    left, right, entries = windows()
    entries.append(left.tells(SUBJECT, moved("上斜街3号", "三庙街1号")))
    entries.append(right.tells(SUBJECT, moved("上斜街3号", "三庙街1号")))
    entries.append(right.tells(SUBJECT, moved("三庙街1号", "长椿街9号")))
    person = folded(entries)
    assert (person.residence_address, person.conflicts) == ("长椿街9号", ())


def test_a_side_that_corrects_itself_replaces_its_own_value_only() -> None:
    left, right, entries = windows()
    entries.append(left.tells(SUBJECT, moved("上斜街3号", "三庙街1号")))
    entries.append(right.tells(SUBJECT, moved("上斜街3号", "长椿街9号")))
    left.sees(entries[-1])
    entries.append(left.tells(SUBJECT, moved("三庙街1号", "三庙街2号")))
    assert values(folded(entries)) == ["长椿街9号", "三庙街2号"]
    entries.append(left.tells(SUBJECT, moved("三庙街2号", "长椿街9号")))
    person = folded(entries)
    assert (values(person), person.residence_address) == ([], "长椿街9号")


def test_a_value_set_aside_leaves_the_registrations_beside_the_other() -> None:
    _, right, entries = windows()
    entries.append(right.tells(SUBJECT, moved("三庙街1号", "长椿街9号")))
    assert values(folded(entries)) == ["上斜街3号", "长椿街9号"]


def test_settling_ends_a_conflict_but_not_for_a_value_that_nobody_saw() -> None:
    left, right, entries = windows()
    entries.append(left.tells(SUBJECT, moved("上斜街3号", "三庙街1号")))
    entries.append(right.tells(SUBJECT, moved("上斜街3号", "长椿街9号")))
    late = Desk("00000000000c")
    late.sees(*entries)
    unseen = late.tells(SUBJECT, moved("上斜街3号", "校场小六条5号"))
    left.sees(*entries, unseen)
    seen = (entries[1].id, entries[2].id)
    settled = left.tells(SUBJECT, Settled("residence_address", "三庙街1号", seen))
    person = folded([*entries, settled])
    assert (values(person), person.residence_address) == ([], "三庙街1号")
    person = folded([*entries, settled, unseen])
    assert values(person) == ["校场小六条5号", "三庙街1号"]
    assert person.residence_address == "三庙街1号"


def test_joining_goes_into_the_smaller_id_and_can_be_undone() -> None:
    left, _, entries = windows()
    for other in ("b" * 32, "c" * 32):
        entries.append(left.tells(SUBJECT, Joined(other)))
        assert folded(entries).joined_into == ""
    entries.append(left.tells(SUBJECT, Joined("a" * 32)))
    assert folded(entries).joined_into == "a" * 32
    entries.append(left.tells(SUBJECT, Parted()))
    assert folded(entries).joined_into == ""


def test_who_was_found_to_be_somebody_else_stays_known() -> None:
    left, _, entries = windows()
    entries.append(left.tells(SUBJECT, Distinct("c" * 32)))
    entries.append(left.tells(SUBJECT, Distinct("c" * 32)))
    assert folded(entries).distinct == ("c" * 32, "d" * 32)


FIELDS = ("residence_address", "phone", "bank_account")
acts = st.lists(
    st.tuples(
        st.sampled_from((0, 1)),
        st.sampled_from(FIELDS),
        st.sampled_from(("", "甲", "乙", "丙")),
        st.booleans(),
        st.booleans(),
    ),
    max_size=10,
)


@given(acts, st.randoms(use_true_random=False))
def test_everybody_folds_alike_and_every_value_is_shown_or_kept(
    acts: list[tuple[int, str, str, bool, bool]], random: Any
) -> None:
    left, right, entries = windows()
    seen = {desk.device: list(entries) for desk in (left, right)}
    for who, field, after, knows, settles in acts:
        desk = (left, right)[who]
        if knows:
            desk.sees(*entries)
            seen[desk.device] = list(entries)
        person = folded(seen[desk.device])
        conflict = person.conflict(field)
        fact = moved(person.attribute(field), after, field)
        if settles and conflict is not None:
            ids = tuple(claim.entry for claim in conflict.values)
            fact = Settled(field, conflict.values[0].value, ids)  # type: ignore[assignment]
        entry = desk.tells(SUBJECT, fact)
        entries.append(entry)
        seen[desk.device].append(entry)
    person = folded(entries)
    random.shuffle(entries)
    assert journal.encode(folded(entries)) == journal.encode(person)
    assert msgspec.json.decode(journal.encode(person), type=Resident) == person
    for conflict in person.conflicts:
        said = [claim.value for claim in conflict.values]
        assert len(set(said)) == len(said) > 1
        assert said[-1] == person.attribute(conflict.field)
        assert conflict.field in MATTERS

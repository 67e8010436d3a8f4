"""What a person has to judge is found, told and settled: differing values, acts too late, twins,
a number given twice, entries set aside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
import pytest
from people import people
from stations import HALL, Elsewhere
from taken_in import take_in

from station_desktop.domain.case.cases import Case, Completed, Opened, Withdrawn
from station_desktop.domain.journal.asides import Lifted, SetAside
from station_desktop.domain.person.residents import Changed, FieldChange, Registered, Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.station import roles
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads
from station_desktop.usecases.casework import cases, settling
from station_desktop.usecases.casework.settling import Matter
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Actor, Work

ONE, TWO = people(2)
SMALL, GREAT = "0" * 31 + "1", "f" * 32


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, ONE.typed())


@pytest.fixture
def window(work: Work) -> Elsewhere:
    """Another window of the station."""
    return Elsewhere(work.store, "00000000000b", "lijing")


@pytest.fixture
def hall(work: Work) -> Elsewhere:
    return Elsewhere(work.store, HALL)


def again(window: Elsewhere, id: str, resident: Resident, **other: str) -> str:
    """The same person, registered at another window as well."""
    known = {"name": resident.name, "id_number": resident.id_number}
    fact = Registered(**(known | {"birth_date": resident.birth_date} | other))  # type: ignore[arg-type]
    window.acts(f"resident:{id}", fact)
    return id


def of_kind(work: Work, kind: str) -> list[Matter]:
    found = [matter for matter in settling.open_matters(work) if matter.kind == kind]
    assert settling.count(work) == len(settling.open_matters(work))
    assert proof.prove(work.store.ledger).holds
    return found


def code(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


def test_two_values_are_told_with_their_authors_and_one_is_chosen(
    work: Work, resident: Resident, window: Elsewhere
) -> None:
    subject = f"resident:{resident.id}"
    residents.change(work, resident.id, {"residence_address": "三庙街1号"})
    change = FieldChange(resident.residence_address, "长椿街9号")
    window.acts(subject, Changed({"residence_address": change}))
    (matter,) = of_kind(work, "conflict")
    assert (matter.subjects, matter.field) == ((subject,), "residence_address")
    assert [claim.value for claim in matter.values] == ["三庙街1号", "长椿街9号"]
    assert matter.values[1].author == "lijing"
    assert code(lambda: settling.settle(work, resident.id, "residence_address", "别处")) == (
        "resident.nothing_to_settle"
    )
    settled = settling.settle(work, resident.id, "residence_address", "三庙街1号")
    assert (settled.residence_address, settled.conflicts) == ("三庙街1号", ())
    assert of_kind(work, "conflict") == []


def test_what_was_read_from_an_id_number_is_settled_with_it(
    work: Work, resident: Resident, window: Elsewhere
) -> None:
    before = {"id_number": resident.id_number, "birth_date": resident.birth_date}
    for birth, number in (("1951-01-01", "11010519510101001X"), ("1952-02-02", TWO.id_number)):
        fact = Changed(
            {
                "id_number": FieldChange(before["id_number"], number),
                "birth_date": FieldChange(before["birth_date"], birth),
            }
        )
        window.acts(f"resident:{resident.id}", fact)
    assert len(of_kind(work, "conflict")) == 2
    settled = settling.settle(work, resident.id, "id_number", "11010519510101001X")
    assert (settled.birth_date, settled.conflicts) == ("1951-01-01", ())


def test_a_step_that_came_too_late_is_judged_and_off_the_list(
    work: Work, resident: Resident, window: Elsewhere
) -> None:
    case = take_in(work, resident)
    cases.withdraw(work, case.number, "不办了")
    late = window.acts(f"case:{case.id}", Completed("卡一张"))
    (matter,) = of_kind(work, "unfit")
    assert (matter.number, matter.entry, matter.act, matter.author) == (
        case.number,
        late.id,
        "case.completed",
        "lijing",
    )
    assert code(lambda: settling.settle_case(work, case.id, late.id, " ")) == "matter.note_missing"
    settling.settle_case(work, case.id, late.id, "卡已收回，申请人确认撤回")
    assert of_kind(work, "unfit") == []
    assert code(lambda: settling.settle_case(work, case.id, late.id, "再来")) == (
        "case.nothing_to_settle"
    )


def test_one_person_registered_twice_is_joined_into_the_earlier_and_parted(
    work: Work, resident: Resident, window: Elsewhere
) -> None:
    case = take_in(work, resident)
    other = again(window, SMALL, resident)
    (matter,) = of_kind(work, "twins")
    assert matter.subjects == (f"resident:{other}", f"resident:{resident.id}")
    into = settling.join(work, resident.id, other)
    assert into.id == other
    assert residents.get(work, resident.id).joined_into == other
    assert of_kind(work, "twins") == []
    assert residents.family(work, other) == (other, resident.id)
    assert [found.id for found in reads.cases_of(work.store.connection, other)] == [case.id]
    assert [found.id for found in residents.find(work, ONE.name)] == [other]
    assert code(lambda: settling.join(work, other, resident.id)) == "resident.joined_already"
    assert settling.part(work, resident.id).joined_into == ""
    assert len(of_kind(work, "twins")) == 1
    assert code(lambda: settling.part(work, resident.id)) == "resident.not_joined"


def test_three_registrations_of_one_person_end_under_the_earliest(
    work: Work, resident: Resident, window: Elsewhere
) -> None:
    last, first = again(window, GREAT, resident), again(window, SMALL, resident)
    assert len(of_kind(work, "twins")) == 3
    settling.join(work, last, resident.id)
    assert settling.join(work, last, first).id == first
    assert residents.family(work, first) == (first, resident.id, last)
    assert residents.root(work, residents.get(work, last)).id == first
    assert of_kind(work, "twins") == []


def test_who_looks_alike_and_is_another_is_not_offered_again(
    work: Work, resident: Resident, window: Elsewhere
) -> None:
    other = again(window, GREAT, resident, id_number="H00000001")
    assert len(settling.twins(work)) == 1
    settling.distinct(work, other, resident.id)
    settling.distinct(work, resident.id, other)
    assert settling.twins(work) == ()
    kinds = [entry.kind for entry in work.store.ledger.history(f"resident:{resident.id}")]
    assert kinds.count("resident.distinct") == 1


def test_who_was_registered_as_another_person_is_not_offered(
    work: Work, resident: Resident, window: Elsewhere
) -> None:
    fact = Registered(
        name=resident.name,
        birth_date=resident.birth_date,
        id_number="H00000001",
        distinct_from=(resident.id,),
    )
    window.acts(f"resident:{GREAT}", fact)
    assert settling.twins(work) == ()


def test_a_number_given_twice_is_found_and_the_later_case_gets_its_own(
    work: Work, resident: Resident, window: Elsewhere
) -> None:
    case = take_in(work, resident)
    opened = Opened(
        number=case.number,
        item=case.item,
        pack=case.pack,
        visit="v",
        resident=resident.id,
        state="accepted",
        category=case.category,
        mode=case.mode,
    )
    window.acts(f"case:{GREAT}", opened)
    (matter,) = of_kind(work, "same_number")
    assert (set(matter.subjects), matter.number) == (
        {f"case:{case.id}", f"case:{GREAT}"},
        case.number,
    )
    renumbered = settling.renumber(work, GREAT)
    assert renumbered.number not in ("", case.number)
    assert cases.named(work, renumbered.number).id == GREAT
    assert cases.named(work, case.id).number == case.number
    assert of_kind(work, "same_number") == []
    assert code(lambda: settling.renumber(work, GREAT)) == "case.number_its_own"
    following: Case = take_in(work, resident)
    assert following.number not in (case.number, renumbered.number)


def test_what_the_hall_set_aside_is_told_until_it_is_read_or_lifted(
    work: Work, resident: Resident, hall: Elsewhere
) -> None:
    case = take_in(work, resident)
    subject = f"case:{case.id}"
    cases.withdraw(work, case.number, "不办了")
    entry = work.store.ledger.history(subject)[-1]
    hall.acts(subject, SetAside(entry.id, "aside.subject"))
    assert cases.get(work, case.number).state == "accepted"
    (matter,) = of_kind(work, "set_aside")
    assert (matter.entry, matter.act, matter.reason) == (
        entry.id,
        Withdrawn.kind,
        "aside.subject",
    )
    settling.settle_aside(work, subject, entry.id, "已重新办理撤回")
    assert of_kind(work, "set_aside") == []
    hall.acts(subject, Lifted(entry.id, "核对无误"))
    assert cases.get(work, case.number).state == "withdrawn"
    assert code(lambda: settling.settle_aside(work, subject, entry.id, "x")) == "aside.not_set"


def test_who_may_see_and_who_may_settle(work: Work, resident: Resident) -> None:
    def at(role: roles.Role) -> Work:
        return Work(work.store, Actor("a", "a", "甲", (role,)))

    for role in roles.ROLES:
        seen = partial(settling.count, at(role))
        assert code(seen) == "role.not_allowed" if role == "audit" else seen() == 0
        settled = code(partial(settling.part, at(role), resident.id))
        may = role in ("deputy", "stationmaster")
        assert settled == ("resident.not_joined" if may else "role.not_allowed")


def test_the_list_ends_where_it_is_told_to(
    work: Work, resident: Resident, window: Elsewhere
) -> None:
    for number in range(4):
        again(window, f"{number}" * 32, resident)
    assert settling.count(work) == 10
    assert len(settling.open_matters(work, 3)) == 3
    assert {type(msgspec.structs.asdict(m)) for m in settling.open_matters(work, 3)} == {dict}

"""Cases past their time: listed by item, proposed by one, decided by another, then gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from everything_kept import where
from people import people
from taken_in import take_in

from station_desktop.domain.case.cases import Case
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.roles import Role
from station_desktop.storage.proof import proof
from station_desktop.usecases.casework import cases
from station_desktop.usecases.people import residents
from station_desktop.usecases.privacy import erasing, retaining
from station_desktop.usecases.work import Actor, Work

SOMEBODY, OTHER = people(2, seed=79)
WORDS = "保存期限已满"


def seen_by(work: Work, role: Role) -> Work:
    return Work(work.store, Actor(f"{ord(role[0]):032x}", role, role, (role,)))


@pytest.fixture
def master(work: Work) -> Work:
    return seen_by(work, "stationmaster")


@pytest.fixture
def auditor(work: Work) -> Work:
    return seen_by(work, "audit")


@pytest.fixture
def person(work: Work) -> Resident:
    return residents.register(work, SOMEBODY.typed())


@pytest.fixture
def closed(work: Work, person: Resident) -> Case:
    return cases.withdraw(work, take_in(work, person).number, f"{SOMEBODY.name}本人要求撤回")


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "policy.toml"
    monkeypatch.setenv("STATION_POLICY", str(file))
    return file


def turn(work: Work, days: int) -> None:
    work.store.time.turn(days=days)  # type: ignore[attr-defined]


def codes(act: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refused) as refused:
        act()
    return {problem.code for problem in refused.value.problems}


def test_a_case_is_due_on_the_day_its_time_is_over(
    work: Work, auditor: Work, closed: Case, policy: Path
) -> None:
    turn(work, 1094)
    assert retaining.due(auditor) == ()
    turn(work, 1)
    (row,) = retaining.due(auditor)
    assert (row.number, row.item, row.problems) == (closed.number, closed.item, ())
    assert row.until == work.store.today()
    assert (row.until - row.ended).days == 1095
    assert retaining.kept(auditor) == (retaining.Kept("", 1095, "default", 1),)
    assert retaining.due(auditor, 0) == ()


def test_the_policy_of_the_item_goes_before_the_category_and_the_usual(
    work: Work, auditor: Work, closed: Case, policy: Path
) -> None:
    turn(work, 40)
    policy.write_text(f"[retention]\n{closed.category} = 30\n{closed.item} = 50\n", "utf-8")
    assert {(one.name, one.days, one.fixed, one.due) for one in retaining.kept(auditor)} == {
        (closed.category, 30, "policy", 0),
        (closed.item, 50, "policy", 0),
        ("", 1095, "default", 0),
    }
    assert retaining.due(auditor) == ()
    turn(work, 10)
    assert {one.name: one.due for one in retaining.kept(auditor)}[closed.item] == 1
    assert [one.number for one in retaining.due(auditor)] == [closed.number]


def test_one_proposes_another_agrees_and_the_case_is_gone(
    work: Work, master: Work, auditor: Work, person: Resident, closed: Case, policy: Path
) -> None:
    turn(work, 1100)
    (row,) = retaining.propose(master, [closed.number], WORDS)
    assert row.asked is not None
    assert row.asked.by == master.author
    assert retaining.due(auditor) == ()
    assert retaining.kept(auditor)[-1].due == 0
    assert [one.number for one in retaining.proposed(auditor)] == [closed.number]
    assert proof.prove(work.store.ledger).holds
    done = retaining.decide(auditor, [closed.number], True, "")
    assert done.subjects == (f"case:{closed.id}",)
    assert (retaining.due(auditor), retaining.proposed(auditor)) == ((), ())
    left = cases.get(work, closed.number)
    assert (left.reason, left.asked, left.item) == ("", None, closed.item)
    assert residents.get(work, person.id).name == SOMEBODY.name
    assert "cases" not in where(work.store.connection, f"{SOMEBODY.name}本人要求撤回")
    assert codes(lambda: retaining.propose(master, [closed.number], WORDS)) == {"retention.erased"}
    proof.rebuild(work.store.ledger)
    assert proof.prove(work.store.ledger).holds


def test_what_is_refused(
    work: Work, master: Work, auditor: Work, person: Resident, closed: Case, policy: Path
) -> None:
    number = [closed.number]
    young = take_in(work, residents.register(work, OTHER.typed()))
    assert codes(lambda: retaining.propose(auditor, number, WORDS)) == {"role.not_allowed"}
    assert codes(lambda: retaining.propose(master, number, WORDS)) == {"erasing.too_young"}
    turn(work, 1100)
    assert codes(lambda: retaining.propose(master, [*number, young.number], WORDS)) == {
        "erasing.open_case"
    }
    assert codes(lambda: retaining.propose(master, [], WORDS)) == {"retention.how_many"}
    assert codes(lambda: retaining.propose(master, ["x"], WORDS)) == {"retention.unknown"}
    assert codes(lambda: retaining.propose(master, number, "嗯")) == {"erasing.words"}
    assert codes(lambda: retaining.decide(auditor, number, True, "")) == {"retention.not_asked"}
    erasing.hold(auditor, person.id, "法院调查")
    assert [p.code for p in retaining.due(auditor)[0].problems] == ["retention.held_back"]
    assert codes(lambda: retaining.propose(master, number, WORDS)) == {"retention.held_back"}
    erasing.release(auditor, person.id)
    retaining.propose(work, number, WORDS)
    assert codes(lambda: retaining.propose(master, number, WORDS)) == {"retention.asked_already"}
    assert codes(lambda: retaining.decide(master, number, True, "")) == {"role.not_allowed"}
    assert codes(lambda: retaining.decide(work, number, True, "")) == {"retention.same_person"}
    erasing.hold(auditor, person.id, "审计调查")
    assert codes(lambda: retaining.decide(auditor, number, True, "")) == {"retention.held_back"}
    assert codes(lambda: retaining.decide(auditor, number, False, "")) == {"erasing.words"}
    assert retaining.decide(auditor, number, False, "审计需要").subjects == ()
    assert retaining.proposed(auditor) == ()
    assert cases.get(work, closed.number).reason == closed.reason


def test_each_case_is_told_and_can_be_taken_off_with_a_reason(
    work: Work, master: Work, auditor: Work, closed: Case, policy: Path
) -> None:
    turn(work, 1100)
    number = [closed.number]
    (row,) = retaining.due(auditor)
    assert (row.who, row.taken_off) == (masks.mask_name(SOMEBODY.name), None)
    retaining.propose(master, number, WORDS)
    other = Work(work.store, Actor("c" * 32, "other", "other", ("stationmaster",)))
    assert codes(lambda: retaining.take_off(other, number, "仍需查阅")) == {"role.not_allowed"}
    assert codes(lambda: retaining.take_off(master, number, "")) == {"erasing.words"}
    (row,) = retaining.take_off(master, number, "家属仍在查询")
    assert (row.asked, retaining.proposed(auditor)) == (None, ())
    for by, words in ((master, "家属仍在查询"), (auditor, "审计需要")):
        if by is auditor:
            retaining.propose(master, number, WORDS)
            retaining.take_off(auditor, number, words)
        (row,) = retaining.due(auditor)
        assert row.taken_off is not None
        assert (row.taken_off.by, row.taken_off.words) == (by.author, words)
        assert row.taken_off.at == work.store.today()
    assert codes(lambda: retaining.take_off(auditor, number, WORDS)) == {"retention.not_asked"}

"""Demands from outside as the desk works on them: in order of their clocks, taken, matched and
answered; an answered one rests until the hall returns it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from people import people
from stations import HALL, Elsewhere
from taken_in import take_in

from station_desktop.domain.case import demands as domain
from station_desktop.domain.case.demands import Arrived, Returned, Sent
from station_desktop.domain.problem import Refused
from station_desktop.domain.time.clock import CHINA
from station_desktop.storage.proof import proof
from station_desktop.usecases.counter import demands
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Actor, Work

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=CHINA)


@pytest.fixture
def hall(work: Work) -> Elsewhere:
    found = Elsewhere(work.store, HALL)
    for id, due in (("a", ""), ("b", "2026-11-26T09:59"), ("c", "2026-11-27T10:00")):
        found.acts(f"demand:{id}", Arrived("12345", f"XC-{id}", "路灯", "路灯不亮", due))
    return found


def code(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


def test_they_stand_in_order_of_their_clocks(work: Work, hall: Elsewhere) -> None:
    found = demands.open_ones(work)
    assert [one.id for one in found] == ["b", "c", "a"]
    assert [domain.pressure(one, NOW) for one in found] == ["overdue", "soon", ""]
    assert demands.count(work) == (3, 1)
    assert demands.open_ones(work, 1) == found[:1]


@pytest.mark.parametrize(
    ("due", "pressure"),
    [
        ("2026-11-26T10:00", "soon"),
        ("2026-11-26", "soon"),
        ("2026-11-25", "overdue"),
        ("2026-11-27T10:01", ""),
    ],
)
def test_the_pressure_of_a_clock(due: str, pressure: str) -> None:
    demand = domain.Demand("d", "12345", "r", "t", "x", "new", 0, due=due)
    assert domain.pressure(demand, NOW) == pressure


def test_one_is_taken_matched_and_answered_once(work: Work, hall: Elsewhere) -> None:
    person = residents.register(work, people(1)[0].typed())
    case = take_in(work, person)
    assert demands.take(work, "b").taken_by == work.author
    demands.take(work, "b")
    matched = demands.match(work, "b", resident=person.id, case=case.id)
    assert (matched.resident, matched.case) == (person.id, case.id)
    demands.match(work, "b", resident=person.id)
    assert demands.of_resident(work, person.id) == (matched,)
    answered = demands.answer(work, "b", "solved", " 已联系路灯所修复 ")
    assert (answered.state, answered.answer, answered.open) == (
        "answered",
        "已联系路灯所修复",
        False,
    )
    assert [entry.kind for entry in work.store.ledger.history("demand:b")] == [
        "demand.arrived",
        "demand.taken",
        "demand.matched",
        "demand.answered",
    ]
    assert code(lambda: demands.answer(work, "b", "solved", "再答")) == "demand.not_open"
    assert code(lambda: demands.take(work, "b")) == "demand.not_open"
    assert proof.prove(work.store.ledger).holds


def test_a_returned_answer_is_open_again_with_its_new_clock(work: Work, hall: Elsewhere) -> None:
    demands.answer(work, "a", "explained", "已解释")
    hall.acts("demand:a", Returned("请说明修复时间", "2026-11-26T18:00"))
    found = demands.get(work, "XC-a")
    assert (found.id, found.state, found.due) == ("a", "returned", "2026-11-26T18:00")
    demands.answer(work, "a", "solved", "今晚修复")
    hall.acts("demand:a", Sent())
    assert demands.get(work, "a").state == "sent"
    assert [one.id for one in demands.open_ones(work)] == ["b", "c"]


def test_what_cannot_be_done_is_refused(work: Work, hall: Elsewhere) -> None:
    assert code(lambda: demands.get(work, "XC-z")) == "demand.not_here"
    assert code(lambda: demands.answer(work, "a", "solved", "  ")) == "demand.answer_missing"
    assert code(lambda: demands.match(work, "a", resident="z")) == "resident.unknown"
    assert code(lambda: demands.match(work, "a", case="z")) == "case.unknown"
    it = Work(work.store, Actor("i", "i", "信息员", ("it",)))
    assert code(lambda: demands.open_ones(it)) == "role.not_allowed"

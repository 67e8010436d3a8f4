"""The demo's individual cases: at every step, whole, and like the work of different people."""

from __future__ import annotations

from random import Random
from typing import Any

from people import people

from station_desktop.domain.individual import individuals as domain
from station_desktop.domain.individual import sixsteps
from station_desktop.domain.individual.individualvalues import STEPS
from station_desktop.storage.proof import proof
from station_desktop.usecases.demo import demo_individuals
from station_desktop.usecases.people import residents
from station_desktop.usecases.sixsteps import casework_papers
from station_desktop.usecases.work import Work


def test_the_stories_stand_at_all_six_steps(work: Work, clock: Any) -> None:
    for one in people(60):
        residents.register(work, one.typed())
    now = clock.moment
    work.store.ledger.append(
        work.author,
        [("partner:p1", _partner("椿树养老驿站")), ("partner:p2", _partner("幸福餐桌"))],
    )
    told = demo_individuals.furnish(work, clock, Random(1), now)
    assert clock.moment == now
    assert {case.step for case in told} == set(STEPS)
    assert len({case.resident for case in told}) == len({case.number for case in told}) == 7
    again = told[-1]
    assert (again.state, len(again.closings), len(again.reopened)) == ("open", 1, 1)
    closed = next(case for case in told if not case.open)
    assert casework_papers.available(closed) == ("closing", "service_plan")
    assert {one.partner for case in told for one in case.measures} >= {"p1", "p2"}
    assert all(case.unfit == () for case in told)
    assert {sixsteps.following(case) for case in told} == {
        "diagnose",
        "plan",
        "done",
        "judge",
        "reopen",
    }
    assert proof.prove(work.store.ledger).holds
    for case in told:
        history = work.store.ledger.history(f"individual:{case.id}")
        assert all(entry.at <= int(now.timestamp() * 1000) for entry in history)
        assert history[0].kind == domain.Applied.kind


def _partner(name: str) -> Any:
    from station_desktop.domain.partner.partners import Registered

    return Registered("agency", name)

"""The demo station's whistles: of every kind, most of them punctual, one with somebody late now."""

from __future__ import annotations

from random import Random
from typing import Any

from station_desktop.domain.time import clock as times
from station_desktop.domain.whistle import whistles
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads_whistles
from station_desktop.usecases.casework import cases
from station_desktop.usecases.demo import demo_whistles
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Work


def test_they_are_told_through_the_use_cases(work: Work, clock: Any) -> None:
    now = clock.moment
    demo_whistles.furnish(work, clock, Random(7), now)
    assert clock.moment == now
    told = whistling.listed(work)
    assert len(told) == len(demo_whistles.STORIES)
    assert all(found > 0 for found in whistles.by_kind(told).values())
    late = reads_whistles.late(work.store.connection, times.milliseconds(now))
    assert [found.place for found in late] == ["老墙根街2号院门口"]
    assert {one.how for one in whistles.standing(late[0], times.milliseconds(now))} == {
        "on_scene",
        "late",
        "waiting",
    }
    share = whistles.punctuality(told).share
    assert share is not None
    assert 0.5 < share < 1
    for found in told:
        assert cases.get_by_id(work, found.case).open == found.open
    assert proof.prove(work.store.ledger).holds

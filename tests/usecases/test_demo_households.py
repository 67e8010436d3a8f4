"""The demo's neighbourhood: areas with workers, households, rounds that found something."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from lanes import colleague

from station_desktop.domain.invented import invented
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.demo import demo_households
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work


def test_the_story_is_told_and_holds_together(work: Work, clock: Any) -> None:
    colleague(work)
    colleague(work, "sunli", "孙莉")
    now = clock.now()
    clock.moment = now - timedelta(weeks=9)
    people = invented.residents(150, 7, now.date())
    with work.store.ledger.transaction():
        for person in people:
            new = residents.read_form(work, person.typed())
            fact = residents.registration(new, "roster")
            work.store.ledger.append(
                work.author, [(f"resident:{work.store.ledger.new_id()}", fact)]
            )
    demo_households.furnish(work, clock, Random(3), now)
    assert clock.now() == now
    made = areas.listed(work)
    assert len(made) == 6
    assert all(area.worker and area.others for area in made)
    connection = work.store.connection
    homes = [home for area in made for home in reads_rounds.to_see(connection, area.id, 500)]
    assert sum(len(home.members) for home in homes) == 150
    assert any(home.seen_at for home in homes)
    assert reads_rounds.visits_of_day(connection, now.date().isoformat())
    share = reads_rounds.found_share(connection, now.date() - timedelta(weeks=9), now.date())
    assert share.found > 3
    assert proof.prove(work.store.ledger).holds


def test_a_station_without_staff_for_visits_stays_as_it_is(work: Work, clock: Any) -> None:
    from station_desktop.usecases.work import Actor

    chief = Work(work.store, Actor("x", "x", "x", ("stationmaster",)))
    demo_households.furnish(chief, clock, Random(3), clock.now())
    assert len(areas.listed(work)) == 6

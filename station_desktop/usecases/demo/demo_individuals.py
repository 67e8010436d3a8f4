"""The demo station's individual cases: invented ones, one at each of the six steps and one opened
again. The stories are data (``resources/demo/individuals.json``), told through the use cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any, Protocol

import msgspec

from station_desktop import paths
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.storage.reads import reads, reads_individuals
from station_desktop.usecases.sixsteps import individuals
from station_desktop.usecases.sixsteps.individuals import GoalPlan, MeasurePlan
from station_desktop.usecases.work import Actor, Work


class Turnable(Protocol):
    """A clock that is set to each moment of the story."""

    moment: datetime


class StoryMeasure(msgspec.Struct, frozen=True):
    """``days`` from the plan on; no outcome while it is open; ``partner`` is a word in the name of
    one to be linked, where the directory has one."""

    lead: str
    text: str
    days: int
    supports: tuple[str, ...] = ()
    outcome: str = ""
    partner: str = ""


class StoryGoal(msgspec.Struct, frozen=True):
    """One goal; ``reached`` is empty while nobody judged it."""

    text: str
    days: int
    measures: tuple[StoryMeasure, ...]
    reached: str = ""


class Story(msgspec.Struct, frozen=True):
    """One case as it went, begun so many days ago; what is empty did not happen."""

    began: int
    ages: tuple[int, int]
    why: str
    situation: str = ""
    problems: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    risk: str = ""
    goals: tuple[StoryGoal, ...] = ()
    review: dict[str, str] = {}
    note: str = ""
    refer: dict[str, str] = {}
    close: dict[str, Any] = {}
    reopen: str = ""


def stories() -> tuple[Story, ...]:
    """The shipped stories."""
    data = (paths.resources() / "demo" / "individuals.json").read_bytes()
    return msgspec.json.decode(data, type=tuple[Story, ...])


def furnish(work: Work, clock: Turnable, random: Random, now: datetime) -> tuple[Individual, ...]:
    """Tell the stories up to ``now``, where the clock is left; each of a resident of fitting age
    who has no case yet, as far as there are any."""
    workers = _workers(work)
    told: list[Individual] = []
    taken: set[str] = set()
    for story in stories():
        resident = next(_fitting(work, story, random, now, taken), "")
        if resident:
            taken.add(resident)
            hands = Work(work.store, random.choice(workers))
            told.append(_Telling(hands, clock, story, now).tell(resident))
    clock.moment = now
    return tuple(told)


def _workers(work: Work) -> list[Actor]:
    staff = [Actor.of(account) for account in reads.accounts(work.store.connection)]
    doing = [actor for actor in staff if "worker" in actor.roles and actor.may("individual.act")]
    return doing or [work.actor]


def _fitting(
    work: Work, story: Story, random: Random, now: datetime, taken: set[str]
) -> Iterator[str]:
    youngest, oldest = story.ages
    first, last = (now - timedelta(days=round(365.25 * age)) for age in (oldest + 1, youngest))
    found = reads_individuals.born_between(
        work.store.connection, first.date().isoformat(), last.date().isoformat()
    )
    for id in random.sample(found, len(found)):
        if id not in taken and not reads_individuals.of_resident(work.store.connection, id):
            yield id


class _Telling:
    """One story being told, each act on its day and none later than now."""

    def __init__(self, work: Work, clock: Turnable, story: Story, now: datetime) -> None:
        self._work = work
        self._clock = clock
        self._story = story
        self._now = now
        self._id = ""

    def _on(self, day: int) -> None:
        start = self._now - timedelta(days=self._story.began)
        moment = start.replace(hour=9 + day % 7, minute=(day * 13) % 60, second=0, microsecond=0)
        self._clock.moment = min(moment + timedelta(days=day), self._now)

    def tell(self, resident: str) -> Individual:
        work, story = self._work, self._story
        self._on(0)
        self._id = individuals.apply(work, resident, story.why).id
        if story.situation:
            self._on(2)
            individuals.diagnose(
                work, self._id, story.situation, story.problems, story.strengths, story.risk
            )
        if story.note:
            self._on(3)
            individuals.note(work, self._id, story.note)
        if story.goals:
            self._carry_out()
        self._end()
        return individuals.get(work, self._id)

    def _carry_out(self) -> None:
        self._on(4)
        case = individuals.plan(self._work, self._id, [self._goal(g) for g in self._story.goals])
        wanted = [one for goal in self._story.goals for one in goal.measures]
        days = sorted(
            (one.days, made.id, one.outcome)
            for one, made in zip(wanted, case.measures, strict=True)
            if one.outcome
        )
        for day, id, outcome in days:
            self._on(3 + day)
            individuals.done(self._work, self._id, id, outcome)

    def _goal(self, goal: StoryGoal) -> GoalPlan:
        return GoalPlan(
            goal.text, self._day(goal.days), measures=tuple(map(self._measure, goal.measures))
        )

    def _measure(self, one: StoryMeasure) -> MeasurePlan:
        linked = ""
        if one.partner:
            known = reads_individuals.partners(self._work.store.connection)
            linked = next((id for id, name in known if one.partner in name), "")
        return MeasurePlan(one.text, one.lead, one.supports, linked, by=self._day(one.days))

    def _day(self, days: int) -> str:
        return (self._clock.moment + timedelta(days=days)).date().isoformat()

    def _end(self) -> None:
        work, id, story = self._work, self._id, self._story
        last = story.began
        acts: list[tuple[bool, int, Callable[[], object]]] = [
            (
                bool(story.review),
                last - 8,
                lambda: individuals.review(work, id, **story.review),
            ),
            (bool(story.refer), last - 7, lambda: individuals.refer(work, id, **story.refer)),
            (bool(story.goals), last - 6, self._judge),
            (bool(story.close), last - 5, lambda: individuals.close(work, id, **story.close)),
            (bool(story.reopen), last - 1, lambda: individuals.reopen(work, id, story.reopen)),
        ]
        for happened, day, act in acts:
            if happened:
                self._on(day)
                act()

    def _judge(self) -> None:
        case = individuals.get(self._work, self._id)
        for told, goal in zip(self._story.goals, case.goals, strict=True):
            if told.reached:
                individuals.judge_goal(self._work, self._id, goal.id, told.reached)

"""Any sequence of acts on an individual case: every refusal has its sentence, what is allowed takes
effect, and wherever a case stands it can be closed."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from station_desktop import phrases
from station_desktop.domain.individual import individuals, sixsteps
from station_desktop.domain.individual.individuals import (
    Applied,
    Closed,
    Diagnosed,
    GoalJudged,
    Handed,
    MeasureDone,
    Noted,
    Planned,
    Printed,
    Referred,
    Reopened,
    Reviewed,
    Settled,
)
from station_desktop.domain.individual.individualvalues import (
    ENDINGS,
    GOAL_STATES,
    Goal,
    Individual,
    Measure,
)
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.problem import Problem

IDS = st.sampled_from(("g1", "g2", "m1", "m2", "m3"))
GOALS = st.lists(st.sampled_from(("g1", "g2")), unique=True, max_size=2)
MEASURES = st.lists(st.sampled_from(("m1", "m2", "m3")), unique=True, max_size=3)
RATING = st.integers(0, 5)


def _plan(goals: list[str], measures: list[str]) -> Planned:
    return Planned(
        tuple(Goal(id, f"目标{id}") for id in goals),
        tuple(Measure(id, (goals or ["g1"])[0], f"措施{id}", "station") for id in measures),
    )


FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(Diagnosed, st.just("情况"), st.just(("问题",))),
    st.builds(_plan, GOALS, MEASURES),
    st.builds(MeasureDone, IDS, st.just("已办")),
    st.builds(GoalJudged, IDS, st.sampled_from(GOAL_STATES)),
    st.builds(Reviewed, st.just("看了")),
    st.builds(Noted, st.just("记")),
    st.builds(Referred, st.just("医院"), st.just("就医")),
    st.builds(
        Closed,
        st.sampled_from(ENDINGS),
        st.just("总结"),
        RATING,
        RATING,
        st.just(""),
        st.sampled_from(("", "不再办")),
    ),
    st.builds(Reopened, st.just("再办")),
    st.builds(Handed, st.sampled_from(("a", "b")), st.sampled_from(("a", "b")), st.just("休假")),
    st.builds(Printed, st.just("service_plan"), st.just(1)),
    st.builds(Settled, st.just("e"), st.just("看过")),
    st.builds(Applied, st.just("2"), st.just("r"), st.just("why")),
)


def after(case: Individual | None, fact: Fact, number: int) -> Individual:
    entry = journal.seal(
        id=f"{number:032x}",
        device="d",
        number=number + 1,
        stamp=f"{number:012x}",
        at=1_000 + number,
        author="a",
        subject="individual:i",
        fact=fact,
        previous=journal.FIRST,
    )
    folded = individuals.fold(case, entry, fact)
    assert folded is not None
    return folded


def said(problem: Problem) -> None:
    for language in phrases.LANGUAGES:
        sentence = phrases.say(problem.code, language, **problem.params)
        assert sentence != problem.code
        assert "{" not in sentence


@settings(max_examples=150, deadline=None)
@given(st.lists(FACTS, max_size=25), st.booleans())
def test_what_is_allowed_takes_effect_and_what_is_not_says_why(
    facts: list[Fact], apart: bool
) -> None:
    """``apart``: acts also come that nobody checked, as from another window."""
    case = after(None, Applied("017014-G20261126-01-0001-3", "r", "why"), 0)
    for number, fact in enumerate(facts, 1):
        problem = sixsteps.why_not(case, fact)
        if problem is not None:
            said(problem)
            if not apart:
                continue
        elif not isinstance(fact, Settled):
            assert individuals.fits(case, fact)
        before = case
        case = after(before, fact, number)
        if problem is None:
            assert case.unfit == before.unfit
        lost = {one.id for one in before.measures if one.done_at}
        assert lost <= {one.id for one in case.measures if one.done_at}
        assert {one.goal for one in case.measures if one.done_at} <= {
            *(goal.id for goal in case.goals),
            "g1",
        }
    for problem in sixsteps.still_open(case):
        said(problem)
    end_anywhere(case, len(facts) + 1)


def end_anywhere(case: Individual, number: int) -> None:
    """Close it, as no longer wanted, from wherever it stands; open it again; and again."""
    for at in (number, number + 1, number + 2):
        fact: Any = Closed("declined", "总结", 0, 3, "", "不再办")
        if not case.open:
            fact = Reopened("再办")
        assert sixsteps.why_not(case, fact) is None
        was = case.open
        case = after(case, fact, at)
        assert case.open is not was


def test_following_the_highlighted_act_leads_to_the_end() -> None:
    case = after(None, Applied("1", "r", "why"), 0)
    led = []
    for number in range(1, 10):
        act = sixsteps.following(case)
        led.append(act)
        goal = case.goals[0].id if case.goals else ""
        open_one = next((one.id for one in case.measures if not one.done_at), "")
        fact: Fact = {
            "diagnose": Diagnosed("情况", ("问题",)),
            "plan": _plan(["g1"], ["m1", "m2"]),
            "done": MeasureDone(open_one, "已办"),
            "review": Reviewed("看了"),
            "judge": GoalJudged(goal, "achieved"),
            "close": Closed("achieved", "总结", 5, 4),
            "reopen": Reopened("再办"),
        }[act]
        assert sixsteps.why_not(case, fact) is None, act
        case = after(case, fact, number)
    assert led == [
        "diagnose",
        "plan",
        "done",
        "done",
        "review",
        "judge",
        "close",
        "reopen",
        "review",
    ]

"""Individual cases in six steps: each step in its turn, who reads what, and how they end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from people import people
from taken_in import take_in

from station_desktop.domain.individual.individuals import Handed, MeasureDone
from station_desktop.domain.partner.partners import Closed as PartnerClosed
from station_desktop.domain.partner.partners import Registered
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.storage import drafts
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads_individuals
from station_desktop.usecases.casework import settling
from station_desktop.usecases.door import accounts
from station_desktop.usecases.people import residents
from station_desktop.usecases.sixsteps import individuals
from station_desktop.usecases.sixsteps.individuals import GoalPlan, MeasurePlan
from station_desktop.usecases.work import Actor, Work

WHY = "独居，近半年不愿出门"
PLAN = (
    GoalPlan(
        "每周至少参加一次社区活动",
        "2027-03-31",
        measures=(
            MeasurePlan("每周入户探访一次", "social_worker", ("volunteer", "family")),
            MeasurePlan("联系老年餐桌送餐", "organisation", ("station",), by="2026-12-10"),
        ),
    ),
)


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, people(1)[0].typed())


def at_desk(work: Work, login: str, *roles: Any) -> Work:
    return Work(work.store, Actor.of(accounts.add(work, login, login, roles, "Warm-Tea-2026")))


@pytest.fixture
def worker(work: Work) -> Work:
    return at_desk(work, "lijing", "worker")


@pytest.fixture
def other(work: Work) -> Work:
    return at_desk(work, "sunli", "worker", "deputy")


@pytest.fixture
def chief(work: Work) -> Work:
    return at_desk(work, "zhaogang", "stationmaster")


def code(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


def planned(work: Work, resident: Resident) -> str:
    number = individuals.apply(work, resident.id, WHY).number
    individuals.diagnose(work, number, "老伴去世后独居", ["情绪低落"], ["女儿同城"], "middle")
    individuals.plan(work, number, PLAN)
    return number


def worked(work: Work, resident: Resident) -> str:
    number = planned(work, resident)
    for one in individuals.get(work, number).measures:
        individuals.done(work, number, one.id, "已办")
    individuals.review(work, number, "进展顺利，继续探访", "站长、社工")
    individuals.judge_goal(work, number, individuals.get(work, number).goals[0].id, "achieved")
    return number


def test_six_steps_in_their_turn(worker: Work, resident: Resident) -> None:
    steps = []
    number = individuals.apply(worker, resident.id, WHY).number
    steps.append(individuals.get(worker, number).step)
    individuals.diagnose(worker, number, "老伴去世\n\n  后独居 ", ["情绪低落", " "], ["女儿同城"])
    steps.append(individuals.get(worker, number).step)
    case = individuals.plan(worker, number, PLAN)
    steps.append(case.step)
    for one in case.measures:
        individuals.done(worker, number, one.id, "已办")
    steps.append(individuals.get(worker, number).step)
    individuals.review(worker, number, "进展顺利", "站长")
    steps.append(individuals.get(worker, number).step)
    individuals.judge_goal(worker, number, case.goals[0].id, "achieved")
    closed = individuals.close(
        worker, number, "achieved", "已恢复社会交往", by_worker=4, by_resident=5
    )
    steps.append(closed.step)
    assert steps == [
        "application",
        "diagnosis",
        "plan",
        "execution",
        "supervision",
        "closure",
    ]
    assert closed.situation == "老伴去世\n后独居"
    assert closed.problems == ("情绪低落",)
    assert (closed.state, closed.worker) == ("closed", worker.author)
    assert (closed.closings[0].by_resident, closed.closings[0].by_worker) == (5, 4)
    assert proof.prove(worker.store.ledger).holds


def test_a_step_out_of_turn_names_what_comes_first(worker: Work, resident: Resident) -> None:
    number = individuals.apply(worker, resident.id, WHY).number

    def close(ending: str = "achieved", by: int = 4) -> Callable[[], Any]:
        return lambda: individuals.close(worker, number, ending, "总结", by_worker=by)

    review = lambda: individuals.review(worker, number, "看了")  # noqa: E731
    assert code(lambda: individuals.plan(worker, number, PLAN)) == "individual.diagnose_first"
    assert code(lambda: individuals.done(worker, number, "x", "y")) == "individual.diagnose_first"
    assert code(close()) == "individual.diagnose_first"
    assert code(review) == "individual.diagnose_first"
    individuals.diagnose(worker, number, "情况", ["问题"])
    assert code(review) == "individual.plan_first"
    assert code(close()) == "individual.plan_first"
    case = individuals.plan(worker, number, PLAN)
    assert code(close()) == "individual.execute_first"
    individuals.done(worker, number, case.measures[0].id, "已办")
    assert code(close()) == "individual.review_first"
    review()
    assert code(close()) == "individual.left_open"
    assert code(close("referred")) == "individual.refer_first"
    assert code(close("moved", 0)) == "individual.rating_missing"
    assert code(close("gone")) == "individual.ending_missing"
    assert code(lambda: individuals.reopen(worker, number, "再办")) == "individual.still_running"
    assert code(
        lambda: individuals.close(worker, number, "died", "x", by_worker=3, by_resident=5)
    ) == ("individual.rating_of_dead")
    assert individuals.get(worker, number).step == "supervision"


def test_what_is_left_open_needs_a_reason(worker: Work, resident: Resident) -> None:
    number = planned(worker, resident)
    with pytest.raises(Refused) as refused:
        individuals.close(worker, number, "moved", "迁往通州", by_worker=3)
    assert refused.value.first.params == {"goals": 1, "measures": 2}
    closed = individuals.close(
        worker, number, "moved", "迁往通州", by_worker=3, left_open="由迁入地接续服务"
    )
    assert closed.closings[0].left_open == "由迁入地接续服务"
    assert closed.closings[0].by_resident == 0


def test_a_closed_case_goes_on_with_its_plan_once_opened_again(
    worker: Work, resident: Resident, clock: Any
) -> None:
    number = worked(worker, resident)
    close = lambda: individuals.close(worker, number, "achieved", "好", by_worker=5)  # noqa: E731
    clock.turn(minutes=5)
    close()
    measure = individuals.get(worker, number).measures[0].id
    for act in (
        lambda: individuals.diagnose(worker, number, "情况", ["问题"]),
        lambda: individuals.plan(worker, number, PLAN),
        lambda: individuals.done(worker, number, measure, "y"),
        lambda: individuals.review(worker, number, "看了"),
        lambda: individuals.refer(worker, number, "医院", "就医"),
        close,
    ):
        assert code(act) == "individual.closed"
    clock.turn(days=30)
    assert code(lambda: individuals.reopen(worker, number, " ")) == "case.reason_missing"
    again = individuals.reopen(worker, number, "情绪再次低落")
    assert (again.step, again.state, again.reopened) == ("plan", "open", ("情绪再次低落",))
    assert code(close) == "individual.review_first"
    individuals.review(worker, number, "再次评估")
    assert len(close().closings) == 2


def test_numbers_run_on_and_are_never_used_again(work: Work, worker: Work, clock: Any) -> None:
    persons = [residents.register(work, one.typed()) for one in people(3)]
    numbers = [individuals.apply(worker, one.id, WHY).number for one in persons]
    assert [number[:-2] for number in numbers] == [f"017014-G20261126-01-000{n}" for n in (1, 2, 3)]
    individuals.close(worker, numbers[2], "declined", "不再需要", by_worker=3)
    again = individuals.apply(worker, persons[2].id, "又来申请")
    assert again.number.startswith("017014-G20261126-01-0004-")
    clock.turn(days=1)
    individuals.close(worker, numbers[1], "declined", "不再需要", by_worker=3)
    assert "G20261127-01-0001" in individuals.apply(worker, persons[1].id, WHY).number


def test_one_person_has_one_open_case(work: Work, worker: Work, resident: Resident) -> None:
    first = individuals.apply(worker, resident.id, WHY)
    assert code(lambda: individuals.apply(work, resident.id, WHY)) == "individual.has_one"
    assert code(lambda: individuals.apply(work, "nobody", WHY)) == "resident.unknown"
    twin = residents.register(work, people(2)[1].typed())
    joined = settling.join(work, resident.id, twin.id)
    second = next(id for id in (resident.id, twin.id) if id != joined.id)
    assert code(lambda: individuals.apply(work, second, WHY)) == "individual.has_one"
    assert [one.id for one in individuals.of_resident(worker, joined.id)] == [first.id]


def test_it_may_grow_out_of_a_case_of_the_station(work: Work, resident: Resident) -> None:
    case = take_in(work, resident)
    assert code(lambda: individuals.apply(work, resident.id, WHY, "017014")) == "case.unknown"
    assert individuals.apply(work, resident.id, WHY, case.number).case == case.id


# the plan


def test_the_plan_may_be_changed_and_keeps_what_was_done(worker: Work, resident: Resident) -> None:
    number = planned(worker, resident)
    case = individuals.get(worker, number)
    individuals.done(worker, number, case.measures[0].id, "已探访")
    individuals.judge_goal(worker, number, case.goals[0].id, "partly")
    kept = MeasurePlan(
        case.measures[0].text,
        "social_worker",
        ("volunteer", "family"),
        id=case.measures[0].id,
    )
    new = MeasurePlan("每月社区合唱", "volunteer")
    goal = GoalPlan("恢复社交", "2027-06-30", case.goals[0].id, (kept, new))
    changed = individuals.plan(worker, number, (goal, GoalPlan("按时服药")))
    assert [one.text for one in changed.measures] == ["每周入户探访一次", "每月社区合唱"]
    assert [bool(one.done_at) for one in changed.measures] == [True, False]
    assert [(one.text, one.state) for one in changed.goals] == [
        ("恢复社交", "partly"),
        ("按时服药", "open"),
    ]
    for wanted in (
        (GoalPlan("恢复社交", "", case.goals[0].id, (new,)),),
        (GoalPlan("按时服药", "", "", (kept,)),),
    ):
        assert code(lambda w=wanted: individuals.plan(worker, number, w)) == (
            "individual.done_stays"
        )


def test_a_plan_is_made_line_by_line(worker: Work, resident: Resident) -> None:
    number = individuals.apply(worker, resident.id, WHY).number
    goal = lambda text, id="": individuals.set_goal(  # noqa: E731
        worker, number, GoalPlan(text, id=id)
    )
    measure = lambda to, text, id="": individuals.set_measure(  # noqa: E731
        worker, number, to, MeasurePlan(text, "family", id=id)
    )
    assert code(lambda: goal("吃上热饭")) == "individual.diagnose_first"
    individuals.diagnose(worker, number, "情况", ["问题"])
    first, second = goal("吃上热饭").goals[0].id, goal("走出家门").goals[1].id
    assert code(lambda: measure("nowhere", "送餐")) == "individual.goal_unknown"
    one = measure(first, "送餐").measures[0].id
    measure(first, "做饭")
    moved = measure(second, "送餐上门", one)
    assert [(m.goal, m.text) for m in moved.measures] == [
        (first, "做饭"),
        (second, "送餐上门"),
    ]
    assert measure(second, "每日送餐", one).measures[1].text == "每日送餐"
    assert [g.text for g in goal("每天吃上热饭", first).goals] == ["每天吃上热饭", "走出家门"]
    individuals.done(worker, number, one, "已办")
    assert code(lambda: individuals.take_out(worker, number, one)) == "individual.done_stays"
    assert code(lambda: individuals.take_out(worker, number, second)) == "individual.done_stays"
    left = individuals.take_out(worker, number, first)
    assert [g.id for g in left.goals] == [second]
    assert [m.id for m in left.measures] == [one]


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ((), "individual.goal_missing"),
        ((GoalPlan(" "),), "individual.goal_missing"),
        ((GoalPlan("g", "昨天"),), "individual.day_unreadable"),
        ((GoalPlan("g", "2026-11-25"),), "individual.day_past"),
        ((GoalPlan("g", measures=(MeasurePlan("m", ""),)),), "individual.lead_missing"),
        ((GoalPlan("g", measures=(MeasurePlan("m", "army"),)),), "individual.force_unknown"),
        ((GoalPlan("g", measures=(MeasurePlan("", "party"),)),), "individual.measure_missing"),
        (
            (GoalPlan("g", measures=(MeasurePlan("m", "party", partner="p"),)),),
            "individual.partner_unknown",
        ),
        ((GoalPlan("g", measures=(MeasurePlan("m", "party", case="1"),)),), "case.unknown"),
        ((GoalPlan("g", id="x"),), "individual.goal_unknown"),
        (
            (GoalPlan("g", measures=(MeasurePlan("m", "party", id="x"),)),),
            "individual.measure_unknown",
        ),
        (tuple(GoalPlan("g") for _ in range(13)), "individual.plan_too_large"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    worker: Work, resident: Resident, wanted: tuple[GoalPlan, ...], refused: str
) -> None:
    number = planned(worker, resident)
    before = individuals.get(worker, number)
    assert code(lambda: individuals.plan(worker, number, wanted)) == refused
    assert individuals.get(worker, number) == before


def test_services_are_linked_from_the_directory_and_the_cases(
    work: Work, worker: Work, resident: Resident
) -> None:
    case = take_in(work, resident)
    work.store.ledger.append(work.author, [("partner:p1", Registered("agency", "助餐中心"))])
    number = planned(worker, resident)
    wanted = GoalPlan(
        "吃得上热饭",
        measures=(
            MeasurePlan("送餐", "organisation", ("organisation",), "p1", case.number, "20261201"),
        ),
    )
    linked = individuals.plan(worker, number, (wanted,))
    (one,) = linked.measures
    assert (one.partner, one.case, one.by, one.supports) == ("p1", case.id, "2026-12-01", ())
    work.store.ledger.append(work.author, [("partner:p1", PartnerClosed("合同到期"))])
    assert code(lambda: individuals.plan(worker, number, (wanted,))) == (
        "individual.partner_closed"
    )
    from station_desktop.usecases.sixsteps import plans

    same = plans.as_planned(linked)
    assert individuals.plan(worker, number, same).measures == linked.measures


# who reads what


def test_a_colleague_sees_that_there_is_a_case_and_nothing_more(
    worker: Work, other: Work, resident: Resident
) -> None:
    number = worked(worker, resident)
    individuals.note(worker, number, "提到女儿欠债，未核实")
    seen = individuals.get(other, number)
    assert (seen.number, seen.worker, seen.step, seen.resident) == (
        number,
        worker.author,
        "supervision",
        resident.id,
    )
    whole = individuals.get(worker, number)
    assert whole.notes[0].text == "提到女儿欠债，未核实"
    hidden = {
        field: getattr(seen, field)
        for field in seen.__struct_fields__
        if getattr(seen, field) != getattr(whole, field)
    }
    assert hidden == {
        "why": "",
        "situation": "",
        "problems": (),
        "strengths": (),
        "risk": "",
        "goals": (),
        "measures": (),
        "reviews": (),
        "notes": (),
    }
    assert individuals.listed(other) == (seen,)
    assert individuals.of_resident(other, resident.id) == (seen,)
    for act in (
        lambda: individuals.history(other, number),
        lambda: individuals.note(other, number, "x"),
        lambda: individuals.diagnose(other, number, "x", ["y"]),
        lambda: individuals.refer(other, number, "x", "y"),
        lambda: individuals.hand_over(other, number, other.author, "我来办"),
        lambda: individuals.typed(other, number, "note"),
        lambda: individuals.keep_typed(other, number, "note", {"text": "x"}),
    ):
        assert code(act) == "individual.not_yours"


def test_the_stationmaster_reads_and_acts_everywhere(
    worker: Work, chief: Work, resident: Resident
) -> None:
    number = planned(worker, resident)
    individuals.note(worker, number, "先不要告诉女儿")
    assert individuals.get(chief, number) == individuals.get(worker, number)
    individuals.review(chief, number, "抓紧落实助餐")
    assert individuals.get(worker, number).reviews[0].by == chief.author


def test_who_holds_no_such_right_sees_nothing(work: Work, worker: Work, resident: Resident) -> None:
    number = planned(worker, resident)
    for role in ("it", "audit"):
        nobody = Work(work.store, Actor("x", "x", "x", (role,)))
        for act in (
            lambda w: individuals.get(w, number),
            lambda w: individuals.listed(w),
            lambda w: individuals.by_step(w),
            lambda w: individuals.of_resident(w, resident.id),
            lambda w: individuals.apply(w, resident.id, WHY),
        ):
            assert code(lambda a=act, w=nobody: a(w)) == "role.not_allowed"


def test_handing_over_takes_the_notes_along(
    work: Work, worker: Work, other: Work, resident: Resident
) -> None:
    number = planned(worker, resident)
    individuals.note(worker, number, "先不要告诉女儿")
    give = lambda to, w=worker: individuals.hand_over(w, number, to, "我下周休假")  # noqa: E731
    clerk = at_desk(work, "chengong", "it")
    assert code(lambda: give("nobody")) == "individual.worker_unknown"
    assert code(lambda: give(clerk.author)) == "individual.worker_may_not"
    assert code(lambda: give(worker.author)) == "individual.worker_same"
    give(other.author)
    assert individuals.get(other, number).notes[0].text == "先不要告诉女儿"
    assert individuals.get(worker, number).notes == ()
    assert code(lambda: give(worker.author)) == "individual.not_yours"
    accounts.set_lock(work, "lijing", True)
    assert code(lambda: give(worker.author, other)) == "individual.worker_unknown"


# apart


def test_acts_that_came_too_late_are_kept_and_judged(worker: Work, resident: Resident) -> None:
    number = worked(worker, resident)
    case = individuals.close(worker, number, "achieved", "好", by_worker=5)
    late = (MeasureDone(case.measures[0].id, "又办了一次"), Handed("nobody", "else", "x"))
    for fact in late:
        worker.store.ledger.append("x", [(f"individual:{case.id}", fact)])
    found = individuals.get(worker, number)
    assert [unfit.kind for unfit in found.unfit] == ["individual.done", "individual.handed"]
    assert code(lambda: individuals.settle(worker, number, "x", "看过")) == (
        "individual.nothing_to_settle"
    )
    assert code(lambda: individuals.settle(worker, number, found.unfit[0].entry, "")) == (
        "matter.note_missing"
    )
    for unfit in found.unfit:
        individuals.settle(worker, number, unfit.entry, "已核对，不影响结果")
    assert individuals.get(worker, number).unfit == ()


def test_a_plan_made_apart_cannot_lose_what_was_done(worker: Work, resident: Resident) -> None:
    from station_desktop.domain.individual.individuals import Planned
    from station_desktop.domain.individual.individualvalues import Goal

    number = planned(worker, resident)
    case = individuals.get(worker, number)
    individuals.done(worker, number, case.measures[0].id, "已探访")
    worker.store.ledger.append(
        "x", [(f"individual:{case.id}", Planned((Goal("g2", "另一个目标"),), ()))]
    )
    after = individuals.get(worker, number)
    assert [goal.id for goal in after.goals] == ["g2", case.goals[0].id]
    assert [one.outcome for one in after.measures] == ["已探访"]


# what is typed


def test_what_was_typed_waits_and_is_nobody_elses(
    worker: Work, chief: Work, resident: Resident
) -> None:
    number = planned(worker, resident)
    individuals.keep_typed(worker, number, "note", {"text": "写了一半"})
    assert individuals.typed(worker, number, "note") == {"text": "写了一半"}
    assert individuals.typed(chief, number, "note") == {}
    assert drafts.of_author(worker.store.connection, worker.author) == ()
    individuals.drop_typed(worker, number, "note")
    assert individuals.typed(worker, number, "note") == {}


# lists


def test_lists_are_paged_by_key_and_counted_by_step(work: Work, worker: Work, clock: Any) -> None:
    persons = [residents.register(work, one.typed()) for one in people(7)]
    numbers = []
    for person in persons:
        clock.turn(minutes=1)
        numbers.append(individuals.apply(worker, person.id, WHY).number)
    individuals.diagnose(worker, numbers[0], "x", ["y"])
    individuals.close(worker, numbers[1], "declined", "不再需要", by_worker=3)
    shown, after = [], None
    while page := individuals.listed(work, after=after, limit=2):
        shown += [case.number for case in page]
        after = reads_individuals.place(page[-1])
    assert shown == [numbers[n] for n in (6, 5, 4, 3, 2, 0)]
    assert individuals.listed(work, worker=work.author) == ()
    assert [case.number for case in individuals.listed(work, state="closed")] == [numbers[1]]
    assert individuals.by_step(work) == {"application": 5, "diagnosis": 1}
    assert individuals.by_step(work, state="closed", worker=worker.author) == {"closure": 1}


@pytest.mark.parametrize("worker", ["", "x"])
def test_pages_and_counts_follow_an_index(work: Work, worker: str) -> None:
    wanted = reads_individuals.Wanted("open", worker)
    asked: list[str] = []
    work.store.connection.set_trace_callback(asked.append)
    reads_individuals.page(work.store.connection, wanted, (5, "x"))
    reads_individuals.by_step(work.store.connection, wanted)
    reads_individuals.of_resident(work.store.connection, "x")
    reads_individuals.last_serial(work.store.connection, "017014-G")
    work.store.connection.set_trace_callback(None)
    for query in asked:
        if query.startswith("SELECT") and "individuals" in query:
            plan = work.store.connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
            steps = " ".join(str(row[-1]) for row in plan)
            assert "SEARCH individuals" in steps, steps
            assert "SCAN individuals" not in steps, steps

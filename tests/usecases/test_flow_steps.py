"""A case walks through its process, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from on_the_way import TOLD, begin, colleague, hands_of, take, through

from station_desktop.domain.case import processes
from station_desktop.domain.case.cases import Case, CaseMaterial
from station_desktop.domain.case.dispatches import Dispatched, TaskAccepted, TaskReported
from station_desktop.domain.problem import Refused
from station_desktop.domain.whistle.whistles import Blown, Closed
from station_desktop.usecases.casework import cases, flow
from station_desktop.usecases.work import Work


def codes(refused: Any) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def open_codes(work: Work, case: Case) -> list[str]:
    return [problem.code for problem in flow.open_points(work, cases.get(work, case.number))]


def keys(work: Work, case: Case) -> set[str]:
    return {way.move.key for way in flow.onward(work, case.number)}


@pytest.fixture
def worker(work: Work) -> Work:
    """A general social worker, who may override and approve nothing."""
    return hands_of(work, colleague(work, "lijing", "worker", name="李静"))


def test_the_market_is_walked_from_the_question_to_the_payment(work: Work) -> None:
    case = begin(work, "life")
    assert (case.at, case.machine.key) == ("asked", "market")
    case = take(work, case, "quote")
    assert (case.at, case.steps[-1].amount) == ("quoted", "120.00")
    case = take(work, case, "consent")
    case = take(work, case, "appoint")
    assert (case.state, case.at) == ("arranged", "appointed")
    assert case.appointment is not None
    assert (case.appointment.organisation, case.appointment.at) == (
        TOLD["organisation"],
        "2026-12-01T09:30",
    )
    case = take(work, case, "do")
    assert open_codes(work, case) == ["flow.unpaid"]
    case = take(work, case, "pay")
    assert open_codes(work, case) == []
    assert cases.complete(work, case.number).state == "completed"


def test_what_is_free_is_not_paid(work: Work) -> None:
    case = begin(work, "life")
    flow.take(work, case.number, "quote", organisation="邻里互助队", amount="0元")
    for move in ("consent", "appoint", "do"):
        case = take(work, cases.get(work, case.number), move)
    assert open_codes(work, case) == []


def test_who_quoted_comes_where_the_appointment_names_nobody(work: Work) -> None:
    case = begin(work, "life")
    flow.take(work, case.number, "quote", organisation="邻里互助队", amount="1.2万")
    flow.take(work, case.number, "consent", note="同意")
    with pytest.raises(Refused) as refused:
        flow.take(work, case.number, "appoint", when="明天上午")
    assert codes(refused) == ["flow.when_unreadable"]
    with pytest.raises(Refused):
        flow.take(work, case.number, "appoint", when="2026-12-01")
    done = flow.take(work, case.number, "appoint", when="2026-12-01T01:30+00:00")
    assert done.appointment is not None
    assert (done.appointment.organisation, done.appointment.at) == (
        "邻里互助队",
        "2026-12-01T09:30",
    )
    assert done.steps[0].amount == "12000.00"


def test_an_impossible_move_is_refused_with_where_it_stands_and_what_is_possible(
    work: Work,
) -> None:
    case = begin(work, "public")
    before = work.store.ledger.count()
    with pytest.raises(Refused) as refused:
        take(work, case, "carry_out")
    problem = refused.value.first
    assert (problem.code, problem.field, problem.params["step"]) == (
        "flow.no_such_move",
        "move",
        "proposed",
    )
    assert "议事" in problem.params["possible_zh"]
    assert "Discuss" in problem.params["possible_en"]
    for move in ("nonsense", "return", "complete"):
        with pytest.raises(Refused) as refused:
            take(work, case, move)
        assert codes(refused) == ["flow.own_act" if move == "complete" else "flow.no_such_move"]
    assert work.store.ledger.count() == before


def test_everything_that_a_move_asks_for_is_told_at_once_by_field(work: Work) -> None:
    case = begin(work, "life")
    with pytest.raises(Refused) as refused:
        flow.take(work, case.number, "quote")
    assert {(p.code, p.field) for p in refused.value.problems} == {
        ("flow.organisation_missing", "organisation"),
        ("flow.amount_missing", "amount"),
    }
    with pytest.raises(Refused) as refused:
        flow.take(work, case.number, "quote", organisation="同心" * 400, amount="一百")
    assert {(p.code, p.field) for p in refused.value.problems} == {
        ("form.too_long", "organisation"),
        ("form.money", "amount"),
    }


@pytest.mark.parametrize("category", ["party_masses", "life", "public"])
def test_nothing_closes_before_its_process_is_gone_through(work: Work, category: str) -> None:
    case = begin(work, category)
    with pytest.raises(Refused) as refused:
        cases.complete(work, case.number)
    assert codes(refused) == ["flow.steps_left"]
    assert refused.value.first.params["step"] == case.machine.first
    done = cases.complete(work, through(work, case).number)
    assert (done.state, done.closings, done.overrode) == ("completed", 1, ())


@pytest.mark.parametrize(
    ("category", "lane"),
    [("life", ""), ("life", "ready"), ("public", "ready"), ("government", "transfer")],
)
def test_older_ready_and_paper_route_cases_close_directly(
    work: Work, category: str, lane: str
) -> None:
    case = begin(work, category, lane)
    assert open_codes(work, case) == []
    assert cases.complete(work, case.number, "办好了").state == "completed"


def test_all_that_is_open_is_told_at_once(work: Work, worker: Work) -> None:
    case = begin(
        work,
        "public",
        materials=(
            CaseMaterial("id_card", "missing"),
            CaseMaterial("photo_1inch", "later", promised="2026-12-10"),
        ),
    )
    subject, ledger = f"case:{case.id}", work.store.ledger
    ledger.append(
        work.author,
        [
            (subject, Dispatched("t1", "市政所", "疏通井盖")),
            (subject, Dispatched("t2", "房管所", "看管道")),
            (subject, TaskAccepted("t2")),
            (
                "whistle:" + "a" * 32,
                Blown("S1", "everyday", case.id, "井盖堵了", "老墙根街", 1),
            ),
        ],
    )
    cases.pause(work, case.number, "inspection")
    with pytest.raises(Refused) as refused:
        cases.complete(worker, case.number, "办好了")
    assert codes(refused) == [
        "flow.documents_missing",
        "flow.documents_to_follow",
        "flow.paused",
        "flow.task_open",
        "flow.report_missing",
        "flow.whistle_open",
        "flow.steps_left",
    ]
    by_code = {problem.code: problem.params for problem in refused.value.problems}
    assert by_code["flow.documents_missing"]["names_zh"] == "居民身份证"
    assert by_code["flow.task_open"]["organisation"] == "市政所"
    assert by_code["flow.report_missing"]["organisation"] == "房管所"
    assert by_code["flow.whistle_open"]["whistle"] == "S1"
    ways = {way.move.key: way for way in flow.onward(work, case.number)}
    assert [p.code for p in ways["complete"].blocked] == codes(refused)
    assert not ways["complete"].overridable
    cases.resume(work, case.number)
    ledger.append(
        work.author,
        [(subject, TaskReported("t1", "已疏通")), (subject, TaskReported("t2", "管道完好"))],
    )
    ledger.append(work.author, [("whistle:" + "a" * 32, Closed("疏通了", 2))])
    assert open_codes(work, case) == [
        "flow.documents_missing",
        "flow.documents_to_follow",
        "flow.steps_left",
    ]


def test_only_who_is_entitled_passes_over_open_points_and_says_why(
    work: Work, worker: Work
) -> None:
    case = begin(work, "public")
    with pytest.raises(Refused) as refused:
        cases.complete(worker, case.number, "办好了", override="居民急用")
    assert codes(refused) == ["role.not_allowed"]
    with pytest.raises(Refused):
        cases.complete(worker, case.number, "办好了", override="急", approver=worker.actor)
    done = cases.complete(worker, case.number, "办好了", override="居民急用", approver=work.actor)
    assert (done.state, done.overrode) == ("completed", ("flow.steps_left",))
    entry = cases.history(work, case.number)[-1]
    assert b"\xe5\xb1\x85\xe6\xb0\x91\xe6\x80\xa5\xe7\x94\xa8" in entry.opened
    assert work.actor.id.encode() in entry.payload
    assert entry.author == worker.author


def test_a_stopped_clock_is_passed_over_by_nobody(work: Work) -> None:
    case = begin(work, "public")
    cases.pause(work, case.number, "公示")
    with pytest.raises(Refused) as refused:
        cases.complete(work, case.number, "办好了", override="居民急用")
    assert codes(refused) == ["flow.paused"]


def test_a_reason_given_for_nothing_is_not_kept(work: Work) -> None:
    case = begin(work, "life", "ready")
    done = cases.complete(work, case.number, "办好了", override="没有必要")
    assert done.overrode == ()


def test_moves_that_a_person_may_not_make_are_not_offered(work: Work, worker: Work) -> None:
    case = begin(work, "public")
    assert keys(work, case) == {"discuss", "complete", "decline", "withdraw", "void"}
    assert keys(worker, case) == {"discuss", "complete", "decline", "withdraw"}
    hall = begin(work, "government")
    assert not keys(work, hall) & {"approve", "return", "refuse"}


def test_what_is_incomplete_says_what_is_missing(work: Work) -> None:
    lacking = (CaseMaterial("id_card", "missing"),)
    case = begin(work, "public", state="incomplete", deadline=None, materials=lacking)
    ways = {way.move.key: way for way in flow.onward(work, case.number)}
    assert [p.code for p in ways["accept"].blocked] == ["flow.documents_missing"]
    assert not ways["accept"].overridable
    assert ways["decline"].blocked == ()


def test_in_another_lane_the_process_begins_anew(work: Work) -> None:
    case = take(work, begin(work, "life"), "quote")
    with pytest.raises(Refused) as refused:
        flow.classify(work, case.number, lane="ready")
    assert codes(refused) == ["case.reason_missing"]
    moved = flow.classify(work, case.number, lane="ready", need="elderly", reason="当场修好了")
    assert (moved.lane, moved.need, moved.at) == ("ready", "elderly", "at_desk")
    back = flow.classify(work, case.number, lane="transfer", reason="还要再修")
    assert back.at == "asked"
    before = work.store.ledger.count()
    assert flow.classify(work, case.number, lane="transfer", need="elderly") == back
    assert work.store.ledger.count() == before
    for wrong in ({}, {"lane": "slow"}, {"need": "wings"}):
        with pytest.raises(Refused):
            flow.classify(work, case.number, **wrong)


def test_a_look_on_the_spot_is_noted_in_words(work: Work) -> None:
    case = begin(work, "public")
    with pytest.raises(Refused) as refused:
        flow.verify(work, case.number, True, " ")
    assert refused.value.first.field == "note"
    seen = flow.verify(work, case.number, False, "井盖是好的", "v" * 32).verified[-1]
    assert (seen.stands, seen.note, seen.homevisit, seen.by) == (
        False,
        "井盖是好的",
        "v" * 32,
        work.author,
    )


def test_bulk_closing_obeys_what_is_open(work: Work, worker: Work) -> None:
    ready = [begin(work, "life", "ready").number for _ in range(3)]
    unready = begin(work, "public").number
    gone = begin(work, "life", "ready").number
    cases.withdraw(work, gone, "不办了")
    bulk = flow.complete_many(worker, [*ready, unready, gone, ready[0], "no-such"], "办好了")
    assert bulk.done == tuple(ready)
    assert [(number, problem.code) for number, problem in bulk.refused] == [
        (unready, "flow.steps_left"),
        (gone, "case.wrong_state"),
        ("no-such", "case.unknown"),
    ]
    assert cases.get(work, unready).open
    with pytest.raises(Refused):
        flow.complete_many(worker, [unready], "办好了", override="年底清理")
    closed = flow.complete_many(work, [unready], "办好了", override="年底清理")
    assert closed.done == (unready,)


def test_the_hall_decides_a_case_whatever_lane_it_is_in(work: Work) -> None:
    from stations import HALL, Elsewhere

    from station_desktop.domain.case.decisions import Approved, Returned, Wrong

    case = begin(work, "life", "ready")
    hall = Elsewhere(work.store, HALL)
    hall.acts(f"case:{case.id}", Returned("吴科", (Wrong("", "请写明"),)))
    back = cases.get(work, case.number)
    assert (back.at, back.machine) == ("returned", processes.ADMINISTRATIVE)
    cases.supply(work, case.number, {}, note="已写明")
    hall.acts(f"case:{case.id}", Approved("吴科", "证件一张"))
    assert keys(work, case) == {"complete", "withdraw", "void"}
    assert cases.complete(work, case.number).result == "证件一张"

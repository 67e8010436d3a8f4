"""Hand-overs, new promises, reviews and reopened cases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from on_the_way import begin, colleague, hands_of, take, through

from station_desktop.domain.case.cases import Case, Deadline
from station_desktop.domain.case.ratings import Rated
from station_desktop.domain.problem import Refused
from station_desktop.usecases.casework import cases, flow, promises
from station_desktop.usecases.door import accounts
from station_desktop.usecases.work import Work


def codes(refused: Any) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def refusal(act: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        act()
    return [(problem.code, problem.field) for problem in refused.value.problems]


@pytest.fixture
def worker(work: Work) -> Work:
    return hands_of(work, colleague(work, "lijing", "worker", name="李静"))


@pytest.fixture
def other(work: Work) -> Work:
    return hands_of(work, colleague(work, "sunli", "worker", name="孙莉"))


@pytest.fixture
def chief(work: Work) -> Work:
    return hands_of(work, colleague(work, "zhaogang", "stationmaster", name="赵刚"))


# who answers for it


def test_anyone_hands_over_their_own_and_only_some_hand_over_others(
    worker: Work, other: Work, chief: Work
) -> None:
    case = begin(worker)
    assert case.owner == worker.author
    assert refusal(lambda: flow.hand_over(other, case.number, "sunli", "我来")) == [
        ("role.not_allowed", "")
    ]
    assert refusal(lambda: flow.hand_over(worker, case.number, "sunli", " ")) == [
        ("case.reason_missing", "reason")
    ]
    mine = flow.hand_over(worker, case.number, "sunli", "下周休假")
    assert mine.owner == other.author
    back = flow.hand_over(chief, case.number, worker.author, "孙莉病了")
    assert (back.owner, [h.reason for h in back.handed]) == (
        worker.author,
        ["下周休假", "孙莉病了"],
    )
    assert refusal(lambda: flow.hand_over(worker, case.number, "lijing", "还是我")) == [
        ("flow.already_theirs", "to")
    ]


def test_nobody_takes_over_who_is_locked_or_handles_no_cases(work: Work, worker: Work) -> None:
    case = begin(worker)
    colleague(work, "chengong", "it")
    colleague(work, "gone", "worker")
    accounts.lock(work, "gone")
    for login in ("chengong", "gone"):
        assert refusal(lambda login=login: flow.hand_over(worker, case.number, login, "忙")) == [
            ("flow.not_staff", "to")
        ]
    assert refusal(lambda: flow.hand_over(worker, case.number, "nobody", "忙")) == [
        ("account.unknown", "to")
    ]
    assert {account.login for account in flow.staff(work)} == {"wangmin", "lijing"}


def test_a_closed_case_changes_hands_no_more(worker: Work, other: Work) -> None:
    case = begin(worker, lane="ready")
    cases.complete(worker, case.number, "办好了")
    assert refusal(lambda: flow.hand_over(worker, case.number, "sunli", "忙")) == [
        ("case.not_open", "")
    ]


def test_who_is_locked_while_owning_forty_cases_leaves_them_in_sight(
    work: Work, worker: Work, other: Work, chief: Work
) -> None:
    owned = [begin(worker, "public").number for _ in range(40)]
    cases.withdraw(worker, owned[0], "不办了")
    kept = begin(other).number
    assert flow.orphaned(chief) == ()
    locked = accounts.lock(work, "lijing")
    assert (locked.account.locked, locked.left) == (True, 39)
    left = flow.orphaned(chief)
    assert {case.number for case in left} == set(owned[1:])
    assert [codes_of(flow.hand_over_many(other, owned, "sunli", "接手"))] == [{"role.not_allowed"}]
    bulk = flow.hand_over_many(chief, [*owned, kept], "sunli", "李静离岗")
    assert set(bulk.done) == set(owned[1:])
    assert dict(bulk.refused).keys() == {owned[0], kept}
    assert flow.orphaned(chief) == ()
    assert {cases.get(work, number).owner for number in owned[1:]} == {other.author}


def codes_of(bulk: flow.Bulk) -> set[str]:
    return {problem.code for _, problem in bulk.refused}


def test_who_loses_the_right_to_handle_cases_leaves_them_in_sight_too(
    work: Work, worker: Work
) -> None:
    case = begin(worker)
    accounts.give_roles(work, "lijing", ("audit",))
    assert [left.number for left in flow.orphaned(work)] == [case.number]


def test_a_whole_hand_over_without_a_reason_or_to_nobody_changes_nothing(
    work: Work, worker: Work, other: Work
) -> None:
    case = begin(worker)
    for to, reason in (("sunli", ""), ("nobody", "休假")):
        with pytest.raises(Refused):
            flow.hand_over_many(worker, [case.number], to, reason)
    assert cases.get(work, case.number).owner == worker.author


# a new promise


def test_a_new_promise_is_approved_told_and_within_the_law(
    worker: Work, chief: Work, clock: Any
) -> None:
    legal = Deadline("2026-11-26", "2026-12-03", 5, legal_due="2026-12-10")
    case = begin(worker, "government", deadline=legal)
    assert refusal(lambda: flow.postpone(chief, case.number, "下周", "", "")) == [
        ("case.reason_missing", "reason"),
        ("flow.told_missing", "told"),
        ("flow.due_unreadable", "due"),
    ]
    for day, code in (
        ("2026-12-03", "flow.due_not_later"),
        ("2026-12-05", "flow.due_day_off"),
    ):
        assert refusal(
            lambda day=day: flow.postpone(chief, case.number, day, "缺人", "电话告知")
        ) == [(code, "due")]
    assert refusal(lambda: flow.postpone(worker, case.number, "2026-12-08", "缺人", "电话")) == [
        ("role.not_allowed", "approver")
    ]
    put_off = flow.postpone(
        worker, case.number, "2026年12月8日", "派出所系统停机", "26日下午电话告知", chief.actor
    )
    assert put_off.deadline is not None
    assert (put_off.deadline.due, put_off.deadline.days, put_off.deadline.legal_due) == (
        "2026-12-08",
        8,
        "2026-12-10",
    )
    last = put_off.postponed[-1]
    assert (last.before, last.due, last.by, last.approved_by, last.told) == (
        "2026-12-03",
        "2026-12-08",
        worker.author,
        chief.actor.id,
        "26日下午电话告知",
    )
    clock.turn(days=14)
    assert refusal(lambda: flow.postpone(chief, case.number, "2026-12-09", "缺人", "电话")) == [
        ("flow.due_not_later", "due")
    ]


def test_beyond_the_legal_limit_nobody_postpones(work: Work, chief: Work) -> None:
    item = next(i for i in work.store.pack().items if i.legal is not None and i.mode == "collect")
    made = begin(work, "government", item=item.code)
    from station_desktop.usecases.casework import lines

    deadline = lines.deadline(work, item, work.store.time.now())
    case = begin(work, "government", item=item.code, deadline=deadline)
    assert made.id != case.id
    legal = date.fromisoformat(deadline.legal_due)
    ordinals = work.store.calendar().working
    after = date.fromordinal(next(day for day in ordinals if day > legal.toordinal()))
    assert refusal(
        lambda: flow.postpone(chief, case.number, after.isoformat(), "缺人", "电话告知")
    ) == [("flow.due_beyond_law", "due")]
    if deadline.due < deadline.legal_due:
        done = flow.postpone(chief, case.number, deadline.legal_due, "缺人", "电话告知")
        assert done.deadline is not None
        assert done.deadline.due == deadline.legal_due


def test_nobody_approves_their_own_postponement(chief: Work, work: Work) -> None:
    case = begin(chief, "public")
    assert case.deadline is not None
    day = "2027-03-16"
    assert refusal(lambda: flow.postpone(chief, case.number, day, "等材料", "当面告知")) == [
        ("flow.own_approval", "approver")
    ]
    done = flow.postpone(chief, case.number, day, "等材料", "当面告知", work.actor)
    assert done.postponed[-1].approved_by == work.actor.id


def test_there_is_nothing_to_put_off_where_no_clock_runs(work: Work, chief: Work) -> None:
    stopped = begin(work, "public")
    cases.pause(work, stopped.number, "公示")
    undated = begin(work, "public", state="incomplete", deadline=None)
    for case in (stopped, undated):
        assert refusal(
            lambda case=case: flow.postpone(chief, case.number, "2027-03-16", "缺人", "电话")
        ) == [("flow.no_clock", "")]


def test_a_later_pause_moves_the_new_promise(work: Work, chief: Work, clock: Any) -> None:
    case = begin(work, "public", deadline=Deadline("2026-11-26", "2026-12-03", 5))
    flow.postpone(chief, case.number, "2026-12-08", "缺人", "电话")
    cases.pause(work, case.number, "公示")
    clock.turn(days=7)
    after = cases.resume(work, case.number)
    assert after.deadline is not None
    assert after.deadline.due == "2026-12-15"
    progress = promises.remaining(after, work.store.calendar(), clock.now())
    assert progress is not None
    assert (progress.used, progress.total, progress.paused) == (0, 8, 5)


# reviewing


def test_open_work_is_sent_back_with_a_reason(work: Work, worker: Work, chief: Work) -> None:
    case = begin(worker)
    assert refusal(lambda: flow.send_back(worker, case.number, "没联系居民")) == [
        ("role.not_allowed", "")
    ]
    sent = flow.send_back(chief, case.number, "没联系居民")
    assert [(r.verdict, r.note, r.by) for r in sent.reviews] == [
        ("returned", "没联系居民", chief.author)
    ]
    assert sent.open


def test_a_closed_case_is_looked_through(work: Work, worker: Work, chief: Work) -> None:
    case = begin(worker, lane="ready")
    assert refusal(lambda: flow.sample(chief, case.number, "good")) == [("case.wrong_state", "")]
    cases.complete(worker, case.number, "办好了")
    assert refusal(lambda: flow.sample(chief, case.number, "faulty")) == [
        ("flow.note_missing", "note")
    ]
    assert refusal(lambda: flow.sample(chief, case.number, "so-so")) == [
        ("flow.verdict_unknown", "verdict")
    ]
    seen = flow.sample(chief, case.number, "faulty", "没写送达日期")
    assert seen.reviews[-1].verdict == "faulty"


def test_the_sample_is_drawn_by_lot_and_is_the_same_for_everybody(
    work: Work, chief: Work, clock: Any
) -> None:
    day = work.store.today()
    assert flow.draw_sample(chief, day, day) == ()
    closed = [begin(work, lane="ready").number for _ in range(30)]
    for number in closed:
        cases.complete(work, number, "办好了")
    open_one = begin(work, lane="ready")
    clock.turn(days=1)
    cases.complete(work, open_one.number, "办好了")
    drawn = flow.draw_sample(chief, day, day)
    assert len(drawn) == 2
    assert {case.number for case in drawn} <= set(closed)
    assert flow.draw_sample(work, day, day) == drawn
    assert len(flow.draw_sample(chief, day, work.store.today())) == 2
    assert [c.number for c in flow.draw_sample(chief, work.store.today(), work.store.today())] == [
        open_one.number
    ]


# opened again


def test_a_closed_case_opens_again_with_a_promise_of_its_own(
    worker: Work, chief: Work, clock: Any
) -> None:
    case = through(worker, begin(worker, "public"))
    cases.complete(worker, case.number, "栏杆修好了")
    rated = Rated(2, "paper", words="又松了", call_back="2026-12-20")
    worker.store.ledger.append(worker.author, [(f"case:{case.id}", rated)])
    clock.turn(days=14)
    again = flow.reopen(worker, case.number, "栏杆又松了")
    assert (again.state, again.at, again.result, again.ended_at) == ("accepted", "proposed", "", 0)
    assert again.deadline is not None
    assert again.deadline.counted_from == "2026-12-10"
    assert (again.rating, len(again.ratings)) == (again.ratings[-1], 1)
    assert again.calling_back is not None
    assert refusal(lambda: flow.reopen(worker, case.number, "再开")) == [("case.wrong_state", "")]
    cases.pause(worker, case.number, "公示")
    clock.turn(days=7)
    resumed = cases.resume(worker, case.number)
    assert resumed.deadline is not None
    assert resumed.deadline.due > again.deadline.due
    closed = cases.complete(worker, through(worker, resumed).number, "换了新栏杆")
    assert (closed.closings, closed.rating, len(closed.ratings)) == (2, None, 1)


def test_what_was_taken_back_while_its_clock_stood_goes_on_when_it_opens_again(
    work: Work, clock: Any
) -> None:
    case = begin(work, "public")
    cases.pause(work, case.number, "公示")
    cases.withdraw(work, case.number, "先不办")
    clock.turn(days=30)
    again = flow.reopen(work, case.number, "还是要办")
    assert not again.paused
    progress = promises.remaining(again, work.store.calendar(), clock.now())
    assert progress is not None
    assert (progress.used, progress.paused, progress.stopped) == (0, 0, False)
    assert cases.complete(work, through(work, again).number, "办好了").state == "completed"


def test_what_never_was_complete_opens_again_with_its_documents_missing(work: Work) -> None:
    from station_desktop.domain.case.cases import CaseMaterial
    from station_desktop.domain.case.visitdraft import MaterialDraft

    lacking = (CaseMaterial("id_card", "missing"),)
    case = begin(work, "government", state="incomplete", deadline=None, materials=lacking)
    cases.withdraw(work, case.number, "不办了")
    again = flow.reopen(work, case.number, "又来了")
    assert again.accepted_at == again.reopened[-1].at
    assert codes_open(work, again)[0] == "flow.documents_missing"
    came = {m: MaterialDraft("original") for m in ("id_card", "photo_1inch")}
    cases.supply(work, case.number, came)
    assert cases.complete(work, case.number).state == "completed"


def codes_open(work: Work, case: Case) -> list[str]:
    return [problem.code for problem in flow.open_points(work, case)]


# the clock of this PC


def test_a_clock_set_back_by_a_day_lets_nothing_end_before_it_began(
    work: Work, chief: Work, clock: Any
) -> None:
    case = begin(work, "life")
    take(work, case, "quote")
    clock.turn(days=-1)
    take(work, case, "consent")
    cases.pause(work, case.number, "公示")
    cases.resume(work, case.number)
    for move in ("appoint", "do", "pay"):
        take(work, case, move)
    done = cases.complete(work, case.number, "办好了")
    moments = [done.received_at, *(step.at for step in done.steps), done.ended_at]
    assert moments == sorted(moments)
    assert done.pauses[-1].since <= done.pauses[-1].until
    assert done.pauses[-1].since >= "2026-11-26T10:00:00"
    again = flow.reopen(work, case.number, "没修好")
    assert again.reopened[-1].at >= done.ended_at
    assert again.deadline is not None
    assert again.deadline.counted_from == "2026-11-26"
    entries = cases.history(work, case.number)
    assert entries[-1].at < entries[0].at  # the evidence is what the PC showed
    fresh = begin(work, "life")
    assert fresh.received_at == entries[-1].at  # and a new case is not drawn into it

"""Dispatching: one organisation or several at once, what each may be told, and what each makes of
its task."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from partners_made import own_words, partner, repair_case, seen, somebody
from taken_in import take_in

from station_desktop import phrases
from station_desktop.domain.case import dispatches
from station_desktop.domain.case.minimal_words import has_id_number
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, Refused
from station_desktop.usecases.casework import cases
from station_desktop.usecases.dispatch import dispatching, partners
from station_desktop.usecases.dispatch.dispatching import Order
from station_desktop.usecases.work import Actor, Work


def refused(act: Callable[[], Any]) -> list[Problem]:
    with pytest.raises(Refused) as caught:
        act()
    for one in caught.value.problems:
        for language in phrases.LANGUAGES:
            said = phrases.say(one.code, language, **one.params)
            assert said != one.code
            assert "{" not in said
    return list(caught.value.problems)


def places(act: Callable[[], Any]) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in refused(act)]


def test_the_need_is_handed_to_several_at_once(work: Work) -> None:
    agency = partner(work)
    case = repair_case(work)
    order = Order("", "厨房水龙头漏水", partner=agency.id, at="2026-11-27 09:30", due="2026-11-28")
    told = Order("广内街道城市管理办公室", "请一并查看公共水管")
    after = dispatching.dispatch(work, case.number, [order, told])
    first, second = after.tasks
    assert (first.organisation, first.partner, first.state) == (agency.name, agency.id, "sent")
    assert (first.need, first.at, first.due) == ("厨房水龙头漏水", "2026-11-27T09:30", "2026-11-28")
    assert first.sent_by == work.author
    assert (second.partner, second.organisation) == ("", "广内街道城市管理办公室")
    assert second.due == (case.deadline.due if case.deadline else "")
    entries = cases.history(work, case.number)[-2:]
    assert [entry.kind for entry in entries] == ["case.dispatched", "case.dispatched"]


def test_all_or_none(work: Work) -> None:
    agency = partner(work)
    case = repair_case(work)
    orders = [Order("", "", partner=agency.id), Order(" ", "x"), Order("街道", "x", due="昨天")]
    assert places(lambda: dispatching.dispatch(work, case.number, orders)) == [
        ("dispatch.organisation_missing", "order/2/organisation"),
        ("dispatch.due", "order/3/due"),
    ]
    assert cases.get(work, case.number).tasks == ()
    assert places(lambda: dispatching.dispatch(work, case.number, [])) == [
        ("dispatch.orders", "orders")
    ]


def test_a_name_of_the_directory_means_the_organisation(work: Work) -> None:
    agency = partner(work)
    case = dispatching.dispatch(work, repair_case(work).number, [Order(agency.name, "")])
    assert case.tasks[0].partner == agency.id


def test_nobody_is_asked_twice_at_once(work: Work) -> None:
    agency = partner(work)
    case = repair_case(work)
    order = Order("", "", partner=agency.id)
    assert places(lambda: dispatching.dispatch(work, case.number, [order, order])) == [
        ("dispatch.twice", "order/2/organisation")
    ]
    dispatching.dispatch(work, case.number, [order])
    assert places(lambda: dispatching.dispatch(work, case.number, [order])) == [
        ("dispatch.twice", "order/1/organisation")
    ]
    dispatching.recall(work, case.number, "1", "改期")
    assert len(dispatching.dispatch(work, case.number, [order]).tasks) == 2


def test_a_closed_organisation_is_refused_and_others_are_named(work: Work) -> None:
    gone = partner(work)
    case = repair_case(work)
    order = Order("", "", partner=gone.id)
    partners.close(work, gone.id, "搬到外区")
    (alone,) = refused(lambda: dispatching.dispatch(work, case.number, [order]))
    assert (alone.code, alone.field) == ("dispatch.partner_closed_alone", "order/1/partner")
    partner(work, "老墙根水电维修部", kind="outlet")
    (found,) = refused(lambda: dispatching.dispatch(work, case.number, [order]))
    said = phrases.say(found.code, "zh_CN", **found.params)
    assert gone.name in said
    assert "2026年11月26日" in said
    assert "搬到外区" in said
    assert "老墙根水电维修部" in said
    by_name = Order(gone.name, "x")
    (named,) = refused(lambda: dispatching.dispatch(work, case.number, [by_name]))
    assert named.code == "dispatch.partner_closed"


def test_after_its_contract_an_organisation_is_asked_only_with_a_reason(work: Work) -> None:
    late = partner(work, contract_until="2026-11-25")
    case = repair_case(work)
    order = Order("", "", partner=late.id)
    assert places(lambda: dispatching.dispatch(work, case.number, [order])) == [
        ("dispatch.contract_over", "order/1/why")
    ]
    again = Order("", "", partner=late.id, why="续签手续正在办")
    assert dispatching.dispatch(work, case.number, [again]).tasks[0].open


@pytest.mark.parametrize("field", ["need", "contact", "address"])
def test_no_organisation_is_told_an_identity_number(work: Work, field: str) -> None:
    unit = partner(work, "广内派出所", kind="unit")
    case = repair_case(work)
    order = Order("", "修水管", partner=unit.id)
    text = "本人证件 110105 1949 1231 002X"
    leaky = Order(**{**_fields(order), field: text})
    assert places(lambda: dispatching.dispatch(work, case.number, [leaky])) == [
        ("dispatch.id_number", f"order/1/{field}")
    ]


def _fields(order: Order) -> dict[str, Any]:
    return {name: getattr(order, name) for name in order.__struct_fields__}


def test_the_residents_own_number_is_seen_whatever_its_form(work: Work) -> None:
    case = repair_case(work)
    resident = work.store.ledger.record("resident", case.resident)
    assert isinstance(resident, Resident)
    number = resident.id_number
    text = f"住户编号{number[:3]}A{number}"
    order = Order("街道", text)
    assert places(lambda: dispatching.dispatch(work, case.number, [order])) == [
        ("dispatch.id_number", "order/1/need")
    ]


def test_a_market_partner_is_not_told_of_benefits(work: Work) -> None:
    agency, unit = partner(work), partner(work, "广内残联", kind="unit")
    case = repair_case(work)
    text = "低保户，残疾二级，水龙头漏水"
    (found,) = refused(
        lambda: dispatching.dispatch(work, case.number, [Order("", text, partner=agency.id)])
    )
    assert (found.code, found.field) == ("dispatch.status_words", "order/1/need")
    assert "低保" in phrases.say(found.code, "zh_CN", **found.params)
    told = dispatching.dispatch(work, case.number, [Order("", text, partner=unit.id)])
    assert told.tasks[0].need == text


def test_the_need_is_composed_without_what_is_sensitive(work: Work) -> None:
    agency = partner(work, services=["LIF-PS-003"])
    case = take_in(work, somebody(work), item="LIF-PS-003")
    order = dispatching.proposed(work, case.number, partner=agency.id)
    item, _ = cases.item_of(work, case)
    secret = [field.label.zh for field in item.fields if field.sensitive]
    assert secret
    assert not any(label in order.need for label in secret)
    assert order.need.startswith("居家医疗护理上门")
    assert not has_id_number(order.need + order.contact + order.address)
    after = dispatching.dispatch(work, case.number, [order])
    assert after.tasks[0].need == order.need
    blank = dispatching.dispatch(work, case.number, [Order("街道", "")])
    assert blank.tasks[1].need == order.need


def test_the_contact_is_surname_and_phone(work: Work) -> None:
    case = repair_case(work)
    resident = work.store.ledger.record("resident", case.resident)
    assert isinstance(resident, Resident)
    order = dispatching.proposed(work, case.number)
    assert order.contact.startswith(resident.name[0])
    assert resident.name not in order.contact
    assert order.contact.split(" ")[1] == "13800138000"
    assert "19号院3号" in order.address
    alone = dispatching.proposed(work, own_words(work).number)
    assert alone.contact == "刘姓居民 13800138000"
    assert (alone.address, alone.organisation) == ("校场小六条19号院", "")


def test_own_words_are_looked_at_before_they_go_out(work: Work) -> None:
    case = own_words(work)
    order = Order("广内街道城市管理办公室", "井盖堵塞")
    assert places(lambda: dispatching.dispatch(work, case.number, [order])) == [
        ("dispatch.unverified", "order/1/unverified")
    ]
    seen(work, case, stands=False)
    assert places(lambda: dispatching.dispatch(work, case.number, [order])) == [
        ("dispatch.not_as_told", "order/1/unverified")
    ]
    urgent = Order("广内街道城市管理办公室", "井盖堵塞", unverified="污水漫上路面，来不及先看")
    assert len(dispatching.dispatch(work, case.number, [urgent]).tasks) == 1
    other = seen(work, own_words(work, "楼道灯不亮"))
    assert len(dispatching.dispatch(work, other.number, [order]).tasks) == 1


def test_own_words_need_not_be_looked_at_in_the_other_lane(work: Work) -> None:
    case = own_words(work, lane="ready")
    assert dispatching.dispatch(work, case.number, [Order("街道", "井盖堵塞")]).tasks


def test_only_a_running_case_is_dispatched(work: Work) -> None:
    case = repair_case(work)
    cases.withdraw(work, case.number, "不需要了")
    order = Order("街道", "x")
    assert places(lambda: dispatching.dispatch(work, case.number, [order])) == [
        ("case.wrong_state", "")
    ]


def test_the_limit_is_still_to_come(work: Work, clock: Any) -> None:
    case = repair_case(work)
    order = Order("街道", "x", due="2026-11-26T09:59")
    assert places(lambda: dispatching.dispatch(work, case.number, [order])) == [
        ("dispatch.due_past", "order/1/due")
    ]
    today = Order("街道", "x", due="2026-11-26")
    assert dispatching.dispatch(work, case.number, [today]).tasks[0].due == "2026-11-26"
    clock.turn(days=60)
    late = dispatching.dispatch(work, case.number, [Order("城管办", "x")])
    assert late.tasks[1].due == "2027-01-25"


def test_a_task_is_accepted_reported_and_appraised(work: Work, clock: Any) -> None:
    agency = partner(work)
    case = repair_case(work)
    dispatching.dispatch(work, case.number, [Order("", "", partner=agency.id)])
    clock.turn(hours=1)
    taken = dispatching.accept(work, case.number, agency.name, "2026-11-27T10:00", "30元")
    task = taken.tasks[0]
    assert (task.state, task.at, task.price) == ("accepted", "2026-11-27T10:00", "30.00")
    clock.turn(days=1)
    assert places(lambda: dispatching.report(work, case.number, "1", " ")) == [
        ("dispatch.report_missing", "report")
    ]
    done = dispatching.report(work, case.number, task.id, "换了阀芯", "每小时60元").tasks[0]
    assert (done.state, done.report, done.price) == ("done", "换了阀芯", "每小时60元")
    assert done.reported_at > done.answered_at
    for grade in (0, 6):
        assert places(lambda grade=grade: dispatching.appraise(work, case.number, "1", grade)) == [
            ("dispatch.grade", "grade")
        ]
    graded = dispatching.appraise(work, case.number, "1", 4, "来得准时").tasks[0]
    assert (graded.grade, graded.grade_note) == (4, "来得准时")
    assert places(lambda: dispatching.accept(work, case.number, "1")) == [
        ("dispatch.task_state", "task")
    ]
    assert places(lambda: dispatching.accept(work, case.number, "9")) == [
        ("dispatch.task_unknown", "task")
    ]


def test_a_refused_task_is_to_be_dispatched_again(work: Work, clock: Any) -> None:
    agency = partner(work)
    case = repair_case(work)
    dispatching.dispatch(work, case.number, [Order("", "", partner=agency.id), Order("街道", "x")])
    clock.turn(hours=1)
    after = dispatching.refuse(work, case.number, agency.id, "人手不够")
    assert [task.organisation for task in dispatches.to_send_again(after.tasks)] == [agency.name]
    clock.turn(hours=1)
    after = dispatching.dispatch(work, case.number, [Order("老王维修", "水龙头漏水")])
    assert dispatches.to_send_again(after.tasks) == ()
    clock.turn(hours=1)
    after = dispatching.refuse(work, case.number, "老王维修", "不做水电")
    assert [task.organisation for task in dispatches.to_send_again(after.tasks)] == ["老王维修"]


def test_what_an_organisation_says_counts_after_the_case_is_closed(work: Work) -> None:
    case = repair_case(work)
    dispatching.dispatch(work, case.number, [Order("街道", "x")])
    cases.withdraw(work, case.number, "不需要了")
    assert dispatching.recall(work, case.number, "1", "居民撤回").tasks[0].state == "recalled"


def test_the_right_to_act_is_needed(work: Work) -> None:
    case = repair_case(work)
    auditor = Work(work.store, Actor("a", "a", "何", ("audit",)))
    order = Order("街道", "x")
    for act in (
        lambda: dispatching.dispatch(auditor, case.number, [order]),
        lambda: dispatching.report(auditor, case.number, "1", "x"),
    ):
        assert places(act) == [("role.not_allowed", "")]

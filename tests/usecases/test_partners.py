"""The partner directory: entered with every field checked, found, closed with a reason, and each
organisation's own record counted from its tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from partners_made import REPAIR, area, partner, repair_case

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.usecases.dispatch import dispatching, partners
from station_desktop.usecases.dispatch.dispatching import Order
from station_desktop.usecases.work import Actor, Work


def problems(act: Callable[[], Any]) -> set[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        act()
    for one in refused.value.problems:
        for language in phrases.LANGUAGES:
            said = phrases.say(one.code, language, **one.params)
            assert said != one.code
            assert "{" not in said
    return {(one.code, one.field) for one in refused.value.problems}


def as_worker(work: Work) -> Work:
    return Work(work.store, Actor("w", "w", "工", ("worker",)))


def test_every_field_is_stored_in_one_form(work: Work) -> None:
    grid = area(work, "第一网格", "校场小六条19号院")
    found = partners.add(
        work,
        {
            "kind": "agency",
            "name": " 北京广安　家政服务有限公司 ",
            "services": "lif-hr-001；上门修伞",
            "areas": "第一网格",
            "hours": "一至五 9点-17点半",
            "phone": "６３０３００１２",
            "contact": "李 静",
            "contract_until": "2027年6月30日",
            "credit_code": "91350100m000100y43",
            "price": "起步价30元",
        },
    )
    assert found.name == "北京广安 家政服务有限公司"
    assert found.services == (REPAIR, "上门修伞")
    assert found.areas == (grid,)
    assert found.hours == "1-5 09:00-17:30"
    assert (found.phone, found.contact) == ("010-63030012", "李静")
    assert found.contract_until == "2027-06-30"
    assert found.credit_code == "91350100M000100Y43"
    assert found.open
    assert partners.get(work, found.id) == found


def test_everything_that_is_wrong_is_told_at_once(work: Work) -> None:
    typed = {
        "kind": "shop",
        "name": " ",
        "services": ["LIF-XX-999"],
        "areas": ["火星"],
        "hours": "看情况",
        "phone": "123",
        "contract_until": "下个月",
        "credit_code": "91350100M000100Y44",
        "price": "贵" * 200,
        "colour": "red",
    }
    assert problems(lambda: partners.add(work, typed)) == {
        ("partner.kind", "kind"),
        ("partner.name_missing", "name"),
        ("partner.service_unknown", "services"),
        ("partner.area_unknown", "areas"),
        ("hours.unreadable", "hours"),
        ("phone.mobile_length", "phone"),
        ("partner.contract_until", "contract_until"),
        ("org.checksum", "credit_code"),
        ("form.too_long", "price"),
        ("partner.field_unknown", "colour"),
    }
    assert partners.listed(work) == ()


def test_kind_and_name_are_needed(work: Work) -> None:
    assert problems(lambda: partners.add(work, {})) == {
        ("partner.kind", "kind"),
        ("partner.name_missing", "name"),
    }


def test_an_organisation_stands_in_the_directory_once(work: Work) -> None:
    one = partner(work, credit_code="91350100M000100Y43")
    assert problems(lambda: partner(work)) == {("partner.name_twice", "name")}
    other = {"name": "另一家公司", "credit_code": "91350100M000100Y43"}
    assert problems(lambda: partner(work, **other)) == {("partner.code_twice", "credit_code")}
    assert partner(work, kind="outlet").id != one.id
    partners.close(work, one.id, "停业")
    again = partner(work)
    assert problems(lambda: partners.reopen(work, one.id)) == {("partner.name_twice", "name")}
    partners.close(work, again.id, "登记错了")
    assert partners.reopen(work, one.id).open


def test_a_change_says_only_what_is_new(work: Work) -> None:
    one = partner(work, hours="1-5 09:00-17:00", price="30元")
    typed = {"hours": "周一至周五 9:00-17:00", "price": "", "phone": "13800138000"}
    changed = partners.change(work, one.id, typed)
    assert (changed.price, changed.phone, changed.hours) == ("", "13800138000", one.hours)
    before = partners.history(work, one.id)
    assert partners.change(work, one.id, typed) == changed
    assert partners.history(work, one.id) == before
    assert problems(lambda: partners.change(work, one.id, {"name": ""})) == {
        ("partner.name_missing", "name")
    }


def test_closing_needs_a_reason_and_counts_what_is_open(work: Work) -> None:
    one = partner(work)
    case = repair_case(work)
    dispatching.dispatch(work, case.number, [Order("", "", partner=one.id)])
    assert problems(lambda: partners.close(work, one.id, " ")) == {
        ("case.reason_missing", "reason")
    }
    closing = partners.close(work, one.id, "搬到外区")
    assert (closing.open_tasks, closing.partner.closed_reason) == (1, "搬到外区")
    assert not closing.partner.open
    history = partners.record_of(work, one.id)
    assert [task.number for task in history.open] == [case.number]
    assert partners.open_tasks(work, [one.id, "x"]) == {one.id: 1}
    assert problems(lambda: partners.close(work, one.id, "又一次")) == {
        ("partner.closed_already", "")
    }
    assert partners.reopen(work, one.id).open
    assert problems(lambda: partners.reopen(work, one.id)) == {("partner.open_already", "")}


def test_the_directory_is_found_by_kind_words_service_and_area(work: Work) -> None:
    here, there = area(work, "第一网格"), area(work, "第二网格")
    home = partner(work, areas=[here], contact="赵建国", phone="13911112222")
    drain = partner(work, "老墙根管道疏通部", kind="outlet", services=["LIF-HR-002"])
    choir = partner(work, "夕阳红合唱队", kind="volunteer", services=["教老人唱歌"])
    gone = partner(work, "已关的店", kind="outlet", areas=[there])
    partners.close(work, gone.id, "停业")

    def found(**where: Any) -> set[str]:
        return {one.id for one in partners.listed(work, **where)}

    assert found() == {home.id, drain.id, choir.id}
    assert found(closed=True) == {home.id, drain.id, choir.id, gone.id}
    assert found(kind="outlet") == {drain.id}
    assert found(words="gajz") == {home.id}
    assert found(words="hechang") == {choir.id}
    assert found(words="zhaojianguo") == {home.id}
    assert found(words="2222") == {home.id}
    assert found(words="疏通") == {drain.id}
    assert found(words="唱歌 夕阳") == {choir.id}
    assert found(words="不存在的") == set()
    assert found(service=REPAIR) == {home.id}
    assert found(service="唱歌") == {choir.id}
    assert found(area="第一网格") == {home.id, drain.id, choir.id}
    assert found(area=there) == {drain.id, choir.id}


def test_an_organisation_is_named_by_anything_that_means_only_it(work: Work) -> None:
    one, other = partner(work), partner(work, "北京广安电器维修部", kind="outlet")
    assert partners.named(work, one.id) == one
    assert partners.named(work, one.name) == one
    assert partners.named(work, "dqwx") == other
    assert problems(lambda: partners.named(work, "北京广安")) == {("partner.several", "partner")}
    assert problems(lambda: partners.named(work, "没有")) == {("partner.unknown", "partner")}
    assert problems(lambda: partners.get(work, "x")) == {("partner.unknown", "partner")}


def test_a_record_is_counted_from_the_tasks_of_cases(work: Work, clock: Any) -> None:
    one = partner(work)
    for at in range(3):
        case = repair_case(work, at)
        dispatching.dispatch(work, case.number, [Order("", "", partner=one.id, due="2026-12-01")])
        clock.turn(days=2)
        if at == 0:
            dispatching.report(work, case.number, "1", "换了阀芯，不漏了", "30")
            dispatching.appraise(work, case.number, "1", 5)
        if at == 1:
            dispatching.refuse(work, case.number, "1", "人手不够")
    clock.turn(days=1)
    history = partners.record_of(work, one.id)
    found = history.record
    assert (found.tasks, found.done, found.refused, found.open, found.late) == (3, 1, 1, 1, 1)
    assert (found.days, found.grade) == (2.0, 5.0)
    assert len(history.latest) == 3
    assert history.latest[0].about.zh == "水电上门维修"
    assert [one.tasks for one in history.months][-2:] == [3, 0]
    clock.turn(days=400)
    assert partners.record_of(work, one.id).record.tasks == 0
    assert len(partners.record_of(work, one.id).latest) == 3


def test_a_worker_reads_and_proposes_but_does_not_edit(work: Work) -> None:
    one = partner(work)
    worker = as_worker(work)
    assert partners.listed(worker) == (one,)
    assert partners.propose(worker, item=REPAIR)[0].partner == one
    acts: list[Callable[[], Any]] = [
        lambda: partners.add(worker, {"kind": "agency", "name": "a"}),
        lambda: partners.change(worker, one.id, {"price": "1"}),
        lambda: partners.close(worker, one.id, "x"),
        lambda: partners.reopen(worker, one.id),
    ]
    for act in acts:
        assert problems(act) == {("role.not_allowed", "")}
    it = Work(work.store, Actor("i", "i", "工", ("it",)))
    assert problems(lambda: partners.listed(it)) == {("role.not_allowed", "")}


def test_who_fits_is_proposed_with_reasons(work: Work) -> None:
    here = area(work, "第一网格", "校场小六条19号院")
    there = area(work, "第二网格", "老墙根街2号院")
    near = partner(work, "近处维修部", areas=[here], hours="1-7 08:00-20:00")
    far = partner(work, "远处维修部", areas=[there])
    words = partner(work, "老王水电", kind="outlet", services=["水电上门维修"])
    alike = partner(work, "疏通公司", services=["LIF-HR-002"])
    other = partner(work, "合唱队", kind="volunteer", services=["唱歌"])
    closed = partner(work, "关门的", hours="1 09:00-10:00")

    where = "北京市西城区广安门内街道校场小六条19号院3号"
    found = partners.propose(work, item=REPAIR, address=where, at="2026-11-27T09:00")
    names = [one.partner.id for one in found]
    assert names == [near.id, words.id, alike.id, closed.id, far.id]
    assert other.id not in names
    assert [one.fits for one in found] == [True, True, True, False, False]
    best = {reason.code for reason in found[0].reasons}
    assert {"partner.why.offers", "partner.why.covers", "partner.why.open"} <= best
    assert found == partners.propose(work, item=REPAIR, address=where, at="2026-11-27T09:00")


def test_words_lead_to_who_offers_what_they_mean(work: Work) -> None:
    home = partner(work)
    choir = partner(work, "合唱队", kind="volunteer", services=["教老人唱歌"])
    assert partners.propose(work, words="水龙头漏水")[0].partner == home
    assert partners.propose(work, words="唱歌")[0].partner == choir
    assert partners.propose(work, words="火星旅行") == ()
    assert {one.partner.id for one in partners.propose(work)} == {home.id, choir.id}


def test_a_closed_organisation_is_never_proposed(work: Work) -> None:
    one = partner(work)
    partners.close(work, one.id, "停业")
    assert partners.propose(work, item=REPAIR) == ()


def test_a_fair_share_goes_round(work: Work) -> None:
    ids = {partner(work, name).id for name in ("甲维修部", "乙维修部", "丙维修部")}
    asked = []
    for at in range(6):
        case = repair_case(work, at)
        best = partners.propose(work, item=REPAIR)[0].partner
        dispatching.dispatch(work, case.number, [Order("", "", partner=best.id)])
        asked.append(best.id)
    assert set(asked[:3]) == ids
    assert set(asked[3:]) == ids


def test_a_time_that_is_none_and_an_area_that_is_none_are_refused(work: Work) -> None:
    assert problems(lambda: partners.propose(work, at="明天")) == {("partner.at", "at")}
    assert problems(lambda: partners.propose(work, area="火星")) == {
        ("partner.area_unknown", "area")
    }

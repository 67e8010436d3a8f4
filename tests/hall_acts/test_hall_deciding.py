"""The hall decides a submission, once, and says everything at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hall_office import (
    ADMIN,
    OFFICER,
    OTHER,
    PEOPLE,
    PUBLISHER,
    STATION,
    HandClock,
    Window,
    collected_item,
)
from stations import Desk

from station_desktop.domain import fold
from station_desktop.domain.case.cases import CaseMaterial, Completed, Resubmitted, Withdrawn
from station_desktop.domain.case.decisions import Approved, Wrong
from station_desktop.domain.problem import Refused
from station_desktop.hall import audit
from station_desktop.hall.cases import decisions, inbox
from station_desktop.hall.cases.decisions import Chosen
from station_desktop.hall.journal import folding
from station_desktop.hall.work import Hall


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.first.code


def facts(hall: Hall, chosen: Chosen) -> list[object]:
    with hall.database.reading() as connection:
        told = folding.history(connection, chosen.station, f"case:{chosen.id}")
    return [fold.fact_of(entry) for entry in told if entry.device.startswith("ffff")]


@pytest.fixture
def chosen(hall: Hall, window: Window) -> Chosen:
    window.registers(PEOPLE[0], "r1")
    window.brings_catalogue()
    id, _ = window.submits(1)
    return Chosen(STATION, id)


def test_approving_says_result_number_and_officer(hall: Hall, chosen: Chosen) -> None:
    decided = decisions.approve(hall, OFFICER, chosen, " 准予发放 ", "2026-0001")
    assert (decided.state, decided.officer, decided.again) == ("approved", "李伟", False)
    assert facts(hall, chosen) == [Approved("李伟", "准予发放", "2026-0001")]


def test_approving_without_words_takes_the_catalogues(hall: Hall, chosen: Chosen) -> None:
    decisions.approve(hall, OFFICER, chosen)
    (fact,) = facts(hall, chosen)
    assert isinstance(fact, Approved)
    assert fact.result == collected_item().result.text.zh


def test_a_case_is_found_by_its_number(hall: Hall, chosen: Chosen) -> None:
    number = "017014-20261123-01-0001-7"
    assert decisions.locate(hall, OFFICER, f" {number} ") == chosen
    with pytest.raises(Refused) as caught:
        decisions.locate(hall, OFFICER, "017014-20261123-01-0002-7")
    assert code(caught) == "case.unknown"


def test_two_cases_with_one_number_are_not_decided_by_it(
    hall: Hall, windows: dict[str, Window]
) -> None:
    windows[STATION].submits(1)
    Window(hall, STATION, Desk("00000000000b")).submits(1, id="another")
    with pytest.raises(Refused) as caught:
        decisions.locate(hall, OFFICER, "017014-20261123-01-0001-7")
    assert code(caught) == "decision.number_twice"


def test_a_decided_case_is_not_decided_again(hall: Hall, chosen: Chosen) -> None:
    decisions.approve(hall, OFFICER, chosen)
    for act in (
        lambda: decisions.approve(hall, OFFICER, chosen),
        lambda: decisions.return_(hall, OFFICER, chosen, [Wrong("", "照片不清")]),
        lambda: decisions.refuse_(hall, OFFICER, chosen, "不符合条件"),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert code(caught) == "decision.decided"
        assert caught.value.first.params["officer"] == "李伟"
    assert len(facts(hall, chosen)) == 1


def test_the_same_form_sent_twice_decides_once(hall: Hall, chosen: Chosen) -> None:
    same = Chosen(chosen.station, chosen.id, token="form-1")
    first = decisions.approve(hall, OFFICER, same)
    second = decisions.approve(hall, OFFICER, same)
    assert not first.again
    assert second.again
    assert (second.state, second.officer) == ("approved", "李伟")
    assert len(facts(hall, chosen)) == 1


def test_two_officers_at_once_decide_once(hall: Hall, chosen: Chosen) -> None:
    def decide(at: int) -> str:
        try:
            decisions.approve(hall, OFFICER, Chosen(chosen.station, chosen.id, f"form-{at}"))
        except Refused as refused:
            return refused.first.code
        return "done"

    with ThreadPoolExecutor(4) as threads:
        answers = sorted(threads.map(decide, range(4)))
    assert answers == ["decision.decided"] * 3 + ["done"]
    assert len(facts(hall, chosen)) == 1


def test_a_refused_form_may_be_sent_again(hall: Hall, chosen: Chosen) -> None:
    same = Chosen(chosen.station, chosen.id, token="form-1")
    with pytest.raises(Refused):
        decisions.return_(hall, OFFICER, same, [Wrong("no_such_document", "缺")])
    decided = decisions.return_(hall, OFFICER, same, [Wrong("", "缺照片")])
    assert (decided.state, decided.again) == ("returned", False)


def test_returning_lists_everything_at_once(hall: Hall, window: Window) -> None:
    item = collected_item()
    document, question = item.materials[0].key, item.fields[0].key
    id, _ = window.submits(1, materials=(CaseMaterial(document, "original"),))
    window.brings_catalogue()
    chosen = Chosen(STATION, id)
    wrong = [
        Wrong(document, " 没有 盖章 "),
        Wrong(question, "与户口本不一致"),
        Wrong("", "请本人签字"),
    ]
    decided = decisions.return_(hall, OFFICER, chosen, wrong, until="2026-12-07")
    assert decided.state == "returned"
    (fact,) = facts(hall, chosen)
    assert [(one.key, one.what) for one in fact.wrong] == [  # type: ignore[attr-defined]
        (document, "没有 盖章"),
        (question, "与户口本不一致"),
        ("", "请本人签字"),
    ]
    assert fact.until == "2026-12-07"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("wrong", "until", "problem"),
    [
        ([], "", "decision.nothing_wrong"),
        ([Wrong("", " ")], "", "decision.wrong_without_words"),
        ([Wrong("", "缺"), Wrong("x", "缺")], "", "decision.wrong_unknown"),
        ([Wrong("", "长" * 501)], "", "form.too_long"),
        ([Wrong("", "缺")] * 51, "", "decision.too_many_wrong"),
        ([Wrong("", "缺")], "2026-11-22", "decision.until_past"),
        ([Wrong("", "缺")], "下周", "form.date"),
    ],
)
def test_a_return_that_helps_nobody(
    hall: Hall, chosen: Chosen, wrong: list[Wrong], until: str, problem: str
) -> None:
    with pytest.raises(Refused) as caught:
        decisions.return_(hall, OFFICER, chosen, wrong, until)
    assert code(caught) == problem
    assert facts(hall, chosen) == []


def test_refusing_needs_a_reason(hall: Hall, chosen: Chosen) -> None:
    with pytest.raises(Refused) as caught:
        decisions.refuse_(hall, OFFICER, chosen, " ")
    assert code(caught) == "case.reason_missing"
    assert decisions.refuse_(hall, OFFICER, chosen, "不符合条件", "可申请复核").state == "refused"


def test_what_was_returned_waits_again_once_it_is_put_right(
    hall: Hall, window: Window, chosen: Chosen, time: HandClock
) -> None:
    decisions.return_(hall, OFFICER, chosen, [Wrong("", "缺照片")])
    assert inbox.page(hall, OFFICER).lines == ()
    time.goes_on(hours=24)
    window.says((f"case:{chosen.id}", Resubmitted("2026-11-24T09:00:00+08:00")))
    assert [line.id for line in inbox.page(hall, OFFICER).lines] == [chosen.id]
    assert decisions.approve(hall, OFFICER, chosen).state == "approved"


def test_what_is_not_the_halls_is_not_decided(hall: Hall, window: Window) -> None:
    id, _ = window.submits(1, mode="direct")
    with pytest.raises(Refused) as caught:
        decisions.approve(hall, OFFICER, Chosen(STATION, id))
    assert code(caught) == "decision.not_for_hall"


@pytest.mark.parametrize("ending", [Withdrawn("不办了"), Completed("已发")])
def test_what_the_station_ended_is_not_decided(
    hall: Hall, window: Window, chosen: Chosen, ending: Withdrawn | Completed
) -> None:
    window.says((f"case:{chosen.id}", ending))
    with pytest.raises(Refused) as caught:
        decisions.approve(hall, OFFICER, chosen)
    assert code(caught) == "decision.not_waiting"


def test_nothing_is_approved_while_a_document_is_still_promised(hall: Hall, window: Window) -> None:
    later = CaseMaterial("photo", "later", promised="2026-12-01")
    id, _ = window.submits(1, materials=(later,))
    with pytest.raises(Refused) as caught:
        decisions.approve(hall, OFFICER, Chosen(STATION, id))
    assert code(caught) == "decision.materials_to_follow"


def test_deciding_is_the_officers_right(hall: Hall, chosen: Chosen) -> None:
    with pytest.raises(Refused) as caught:
        decisions.approve(hall, PUBLISHER, chosen)
    assert code(caught) == "role.not_allowed"


def test_a_case_of_another_station_or_none_is_unknown(hall: Hall, chosen: Chosen) -> None:
    for other in (Chosen(OTHER, chosen.id), Chosen(STATION, "nothing")):
        with pytest.raises(Refused) as caught:
            decisions.approve(hall, OFFICER, other)
        assert code(caught) == "case.unknown"


def test_decisions_stand_in_the_audit_by_number(hall: Hall, chosen: Chosen) -> None:
    decisions.approve(hall, OFFICER, chosen, "准予")
    line = audit.page(hall, ADMIN)[0]
    assert (line.login, line.what, line.on) == ("li", "case.approved", "017014-20261123-01-0001-7")
    assert "准予" not in repr(line)

"""Accepting a visit: the lanes, what is lacking, several items, an agent, and doing it twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from people import people
from visits import answers_for, everything_shown, line

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.visitdraft import LineDraft, MaterialDraft, VisitDraft
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.storage import drafts
from station_desktop.storage.proof import proof
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import intake
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

COLLECT = "GOV-EL-001"
DIRECT = "GOV-EL-009"
BOOKING = "LIF-HC-003"


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, people(1)[0].typed())


def visit(work: Work, resident: Resident, *lines: LineDraft, **more: Any) -> VisitDraft:
    return VisitDraft(id=work.store.ledger.new_id(), resident=resident.id, lines=lines, **more)


def one(work: Work, draft: VisitDraft) -> Case:
    return intake.accept(work, draft).cases[0]


def test_a_collect_item_with_everything_there_is_accepted_with_its_promise(
    work: Work, resident: Resident
) -> None:
    case = one(work, visit(work, resident, line(work, COLLECT)))
    assert case.state == "accepted"
    assert case.number.startswith("017014-20261126-01-0001-")
    assert case.deadline is not None
    assert case.deadline.counted_from == "2026-11-26"
    assert case.deadline.due == "2026-12-17"
    assert not case.lacking
    assert not case.notices


def test_after_closing_time_the_next_working_day_counts(
    work: Work, resident: Resident, clock: Any
) -> None:
    clock.turn(hours=31)
    case = one(work, visit(work, resident, line(work, COLLECT)))
    assert case.deadline is not None
    assert case.deadline.counted_from == "2026-11-30"


def test_a_direct_item_is_finished_there_and_then(work: Work, resident: Resident) -> None:
    case = one(work, visit(work, resident, line(work, DIRECT)))
    assert case.state == "completed"
    assert case.result


def test_a_booking_is_arranged_with_the_organisation_of_the_item(
    work: Work, resident: Resident
) -> None:
    agreed = {"organisation": "幸福照护站", "at": "2026-12-01 09:30", "contact": "周师傅"}
    case = one(work, visit(work, resident, line(work, BOOKING, appointment=agreed)))
    assert case.state == "arranged"
    assert case.appointment is not None
    assert case.appointment.organisation == "幸福照护站"
    assert case.appointment.at == "2026-12-01T09:30"


def test_what_is_missing_is_named_once_and_starts_no_clock(work: Work, resident: Resident) -> None:
    case = one(work, visit(work, resident, line(work, COLLECT, shown={})))
    assert case.state == "incomplete"
    assert case.deadline is None
    assert set(case.lacking) == {"id_card", "photo_1inch"}
    assert [set(notice.named) for notice in case.notices] == [{"id_card", "photo_1inch"}]


def test_only_a_non_key_document_may_follow_and_only_by_a_date(
    work: Work, resident: Resident
) -> None:
    day = (work.store.today() + timedelta(days=10)).isoformat()
    shown = everything_shown(work, COLLECT) | {
        "photo_1inch": MaterialDraft(standing="later", promised=day)
    }
    case = one(work, visit(work, resident, line(work, COLLECT, shown=shown)))
    assert case.state == "accepted"
    assert [material.key for material in case.to_follow] == ["photo_1inch"]
    assert [notice.named for notice in case.notices] == [("photo_1inch",)]
    for key, promised, code in (
        ("id_card", day, "material.never_later"),
        ("photo_1inch", "", "material.promise_date"),
        ("photo_1inch", work.store.today().isoformat(), "material.promise_date"),
    ):
        wrong = everything_shown(work, COLLECT) | {
            key: MaterialDraft(standing="later", promised=promised)
        }
        with pytest.raises(Refused) as refused:
            intake.accept(work, visit(work, resident, line(work, COLLECT, shown=wrong)))
        assert [(p.code, p.field) for p in refused.value.problems] == [
            (code, f"line/a/materials/{key}")
        ]


def test_every_problem_of_every_line_is_told_at_once_and_nothing_is_written(
    work: Work, resident: Resident
) -> None:
    before = work.store.ledger.count()
    bad = visit(
        work,
        resident,
        LineDraft("a", COLLECT, ""),
        LineDraft("b", "NO-SUCH-ITEM", ""),
        agent={"name": "", "id_number": "11010519491231002"},
    )
    with pytest.raises(Refused) as refused:
        intake.accept(work, bad)
    fields = {problem.field for problem in refused.value.problems}
    assert {"agent/name", "agent/id_number", "line/b/item"} <= fields
    assert sum(field.startswith("line/a/answers/") for field in fields) >= 2
    assert work.store.ledger.count() == before


def test_the_same_visit_twice_gives_the_first_answer(work: Work, resident: Resident) -> None:
    draft = visit(work, resident, line(work, COLLECT), line(work, DIRECT, id="b"))
    first = intake.accept(work, draft)
    before = work.store.ledger.count()
    again = intake.accept(work, draft)
    assert again.again
    assert not first.again
    assert again.cases == first.cases
    assert work.store.ledger.count() == before


def test_accepting_takes_the_draft_away_and_refusing_leaves_it(
    work: Work, resident: Resident
) -> None:
    connection, author = work.store.connection, work.author
    drafts.save(connection, "d1", author, {"line/a/item": COLLECT, "resident": resident.id}, 1)
    with pytest.raises(Refused):
        intake.accept(work, VisitDraft("d1", resident.id, lines=(LineDraft("a", COLLECT, ""),)))
    assert drafts.load(connection, "d1") is not None
    intake.accept(work, VisitDraft("d1", resident.id, lines=(line(work, COLLECT),)))
    assert drafts.load(connection, "d1") is None


def test_numbers_go_on_by_one_and_start_anew_each_day(
    work: Work, resident: Resident, clock: Any
) -> None:
    draft = visit(work, resident, line(work, DIRECT), line(work, DIRECT, id="b"))
    numbers = [case.number for case in intake.accept(work, draft).cases]
    assert [number[:23] for number in numbers] == [
        "017014-20261126-01-0001",
        "017014-20261126-01-0002",
    ]
    cases.void(work, numbers[1], "录错了")
    third = one(work, visit(work, resident, line(work, DIRECT)))
    assert third.number.startswith("017014-20261126-01-0003")
    clock.turn(days=1)
    fourth = one(work, visit(work, resident, line(work, DIRECT)))
    assert fourth.number.startswith("017014-20261127-01-0001")


def test_an_agent_needs_both_identities_and_the_mandate(work: Work, resident: Resident) -> None:
    someone = people(2)[1]
    agent = {"name": someone.name, "id_number": someone.id_number, "relation": "女儿"}
    case = one(work, visit(work, resident, line(work, COLLECT), agent=agent))
    assert case.agent is not None
    assert case.agent.id_number == someone.id_number
    assert set(case.lacking) == {"agent_id_card"}
    herself = {"name": resident.name, "id_number": resident.id_number}
    draft = visit(work, resident, line(work, COLLECT), agent=herself)
    with pytest.raises(Refused) as refused:
        intake.accept(work, draft)
    assert "agent.is_resident" in {problem.code for problem in refused.value.problems}


def test_what_the_form_learned_goes_into_the_record(work: Work, resident: Resident) -> None:
    told = answers_for(work, COLLECT) | {"contact_phone": "13900001111"}
    one(work, visit(work, resident, line(work, COLLECT, answers=told)))
    assert residents.get(work, resident.id).phone == "13900001111"


def test_a_document_shown_once_serves_the_next_item_but_identity_is_always_looked_at(
    work: Work, resident: Resident, clock: Any
) -> None:
    code = "GOV-SS-001"
    one(work, visit(work, resident, line(work, code)))
    clock.turn(days=3)
    later = one(work, visit(work, resident, line(work, code, shown={})))
    standing = {material.key: material.standing for material in later.materials}
    assert standing["hukou_book"] == "reused"
    assert standing["id_card"] == "missing"
    clock.turn(days=400)
    much_later = one(work, visit(work, resident, line(work, code, shown={})))
    standing = {material.key: material.standing for material in much_later.materials}
    assert standing["hukou_book"] == "missing"


def test_a_supplement_accepts_and_an_untold_fault_counts_back(
    work: Work, resident: Resident, clock: Any
) -> None:
    case = one(work, visit(work, resident, line(work, COLLECT, shown={})))
    clock.turn(days=5)
    came = {"id_card": MaterialDraft("original"), "photo_1inch": MaterialDraft("original")}
    done = cases.supply(work, case.number, came)
    assert done.case.state == "accepted"
    assert done.case.deadline is not None
    assert done.case.deadline.counted_from == "2026-12-01"
    assert not done.untold

    other = one(work, visit(work, resident, line(work, COLLECT, shown={})))
    wrong = {
        "id_card": MaterialDraft("original"),
        "photo_1inch": MaterialDraft("original"),
        "hukou_book": MaterialDraft("wrong", note="首页缺失"),
    }
    clock.turn(days=7)
    second = cases.supply(work, other.number, wrong)
    assert second.untold == ("hukou_book",)
    assert second.case.state == "accepted"
    assert second.case.deadline is not None
    assert second.case.deadline.counted_from == "2026-12-01"


def test_nothing_closes_while_something_is_to_follow(work: Work, resident: Resident) -> None:
    day = (work.store.today() + timedelta(days=10)).isoformat()
    shown = everything_shown(work, COLLECT) | {
        "photo_1inch": MaterialDraft(standing="later", promised=day)
    }
    case = one(work, visit(work, resident, line(work, COLLECT, shown=shown)))
    with pytest.raises(Refused) as refused:
        cases.complete(work, case.number)
    assert refused.value.first.code == "flow.documents_to_follow"
    cases.supply(work, case.number, {"photo_1inch": MaterialDraft("original")})
    assert cases.complete(work, case.number).state == "completed"
    with pytest.raises(Refused):
        cases.withdraw(work, case.number, "不办了")


def test_a_pause_moves_the_promise(work: Work, resident: Resident, clock: Any) -> None:
    case = one(work, visit(work, resident, line(work, COLLECT)))
    cases.pause(work, case.number, "公示")
    clock.turn(days=7)
    resumed = cases.resume(work, case.number)
    assert resumed.deadline is not None
    assert resumed.deadline.due == "2026-12-24"
    assert proof.prove(work.store.ledger).holds


def test_a_refused_proof_is_noted_and_an_unknown_one_is_not(work: Work, resident: Resident) -> None:
    refusal = intake.refuse_proof(work, "kinship", resident.id)
    assert refusal.proof == "kinship"
    with pytest.raises(Refused):
        intake.refuse_proof(work, "no-such-proof")

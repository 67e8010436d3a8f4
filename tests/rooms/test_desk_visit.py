"""The visit as values: what is still to do, what is shared, what is saved, and reopening."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from desk_hands import ZHANG, id_number

from station_desktop.domain.person import identity
from station_desktop.domain.person.documents import Scan
from station_desktop.domain.problem import Problem, Refused
from station_desktop.rooms.desk import finding, gather
from station_desktop.rooms.desk.line import Line, LineFacts
from station_desktop.rooms.desk.places import by_place
from station_desktop.rooms.desk.reopening import reopen
from station_desktop.rooms.desk.visit import Visit
from station_desktop.storage import drafts
from station_desktop.storage.store import Store
from station_desktop.usecases.counter import intake
from station_desktop.usecases.door import accounts, approvals
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

TRAINING, ALLOWANCE, WHEELCHAIR = "GOV-EM-008", "GOV-EL-005", "GOV-DP-011"
TRAINED = {
    "training_course": "computer_office",
    "training_level": "beginner",
    "training_schedule": "weekday_daytime",
    "employment_status": "unemployed",
    "education_level": "primary_or_below",
}
SCAN = Scan("a" * 64, "image/png", 10)


@pytest.fixture
def work(station: SimpleNamespace) -> Iterator[Work]:
    store = Store(station.folder, station.key)
    yield Work(store, station.actor)
    store.close()


@pytest.fixture
def today(work: Work) -> date:
    return work.store.today()


@pytest.fixture
def visit(work: Work) -> Visit:
    """Zhang Xiaoming is here."""
    made = Visit("0" * 32)
    made.choose_resident(residents.register(work, ZHANG))
    return made


@pytest.fixture
def add(work: Work, visit: Visit, today: date) -> Callable[[str], Line]:
    """Adds an item to the visit."""

    def added(code: str) -> Line:
        facts = gather.line_facts(work, code, visit.resident)
        return visit.add_line(f"l{len(visit.lines)}{code}", facts, today)

    return added


def answered(visit: Visit, line: Line, answers: dict[str, str]) -> None:
    for key, value in answers.items():
        visit.answer(line, key, value)


def test_the_next_thing_goes_from_person_to_item_to_form_to_documents_to_acceptance(
    work: Work, today: date
) -> None:
    visit = Visit("0" * 32)
    assert visit.next_step(today) == "resident"
    visit.choose_resident(residents.register(work, ZHANG))
    assert visit.next_step(today) == "item"
    line = visit.add_line("l", gather.line_facts(work, TRAINING, visit.resident), today)
    assert visit.next_step(today) == "fill"
    answered(visit, line, line_answers(line))
    assert visit.next_step(today) == "check"
    assert visit.tick_all(line) == 1
    assert visit.next_step(today) == "accept"


def line_answers(line: Line) -> dict[str, str]:
    """The first choice of every choice field of the item."""
    return {
        field.key: field.choices[0].value for field in line.item.fields if field.type == "choice"
    }


def test_the_record_answers_without_being_saved_again(
    visit: Visit, add: Callable[[str], Line]
) -> None:
    line = add(ALLOWANCE)
    assert line.raw()["registered_address"] == ZHANG["registered_address"]
    assert line.origins["registered_address"] == "record"
    assert not any("registered_address" in path for path in visit.changes)


def test_an_answer_taken_away_stays_away(
    visit: Visit, add: Callable[[str], Line], today: date
) -> None:
    line = add(ALLOWANCE)
    visit.answer(line, "registered_address", None)
    assert line.raw()["registered_address"] == ""
    assert "registered_address" in {p.field for p in line.open_questions(today)}


def test_an_answer_given_for_one_item_is_not_asked_again_for_the_next(
    visit: Visit, add: Callable[[str], Line]
) -> None:
    first = add(WHEELCHAIR)
    visit.answer(first, "bank_name", "工商银行")
    second = add("GOV-DP-005")
    assert second.raw()["bank_name"] == "工商银行"
    assert second.origins["bank_name"] == "earlier"
    assert visit.changes[f"line/{second.id}/answers/bank_name"] == "工商银行"


def test_an_earlier_case_answers_what_may_be_offered_again(
    work: Work, visit: Visit, add: Callable[[str], Line]
) -> None:
    line = add(TRAINING)
    answered(visit, line, line_answers(line))
    visit.tick_all(line)
    intake.accept(work, visit.draft())
    assert visit.resident is not None
    again = gather.line_facts(work, TRAINING, residents.get(work, visit.resident.id))
    known = again.record | again.earlier
    assert known["employment_status"] == line.answers["employment_status"]
    assert "training_course" not in known, "that is asked anew each time"


def test_an_answer_that_does_not_pass_the_next_items_question_is_not_offered(
    work: Work, today: date
) -> None:
    facts = gather.line_facts(work, TRAINING, None)
    strange = LineFacts(
        item=facts.item,
        pack=facts.pack,
        alone=facts.alone,
        with_agent=facts.with_agent,
        earlier={"employment_status": "astronaut"},
    )
    line = Visit("0" * 32).add_line("l", strange, today)
    assert "employment_status" not in line.answers


def test_a_document_seen_once_serves_every_item(visit: Visit, add: Callable[[str], Line]) -> None:
    first, second = add(TRAINING), add(ALLOWANCE)
    visit.set_standing(first, "id_card", "original")
    assert second.materials["id_card"].standing == "original"
    third = add(WHEELCHAIR)
    assert third.materials["id_card"].standing == "original"


def test_a_document_missing_for_one_item_says_nothing_of_the_others(
    visit: Visit, add: Callable[[str], Line]
) -> None:
    first, second = add(TRAINING), add(ALLOWANCE)
    visit.set_standing(first, "id_card", "missing")
    assert "id_card" not in second.materials


def test_a_scan_serves_every_item_and_means_the_document_is_here(
    visit: Visit, add: Callable[[str], Line]
) -> None:
    first, second = add(TRAINING), add(ALLOWANCE)
    visit.add_scan(first, "id_card", SCAN)
    for line in (first, second):
        assert line.materials["id_card"].scans == (SCAN,)
        assert line.materials["id_card"].standing == "original"


def test_one_of_a_group_is_enough_and_is_one_row(
    visit: Visit, add: Callable[[str], Line], today: date
) -> None:
    line = add(WHEELCHAIR)
    [row] = [row for row in line.rows(False) if len(row.members) > 1]
    assert row.standing is None
    other = row.members[1].key
    visit.set_standing(line, other, "original")
    [row] = [row for row in line.rows(False) if len(row.members) > 1]
    assert (row.key, row.standing) == (other, "original")
    assert row.members[0].key not in line.assess(False, today).lacking


def test_an_agent_brings_documents_of_their_own(visit: Visit, add: Callable[[str], Line]) -> None:
    line = add(ALLOWANCE)
    assert "agent_id_card" not in {row.key for row in line.rows(visit.agent_on)}
    visit.set_agent(True, "委托书")
    assert "agent_id_card" in {row.key for row in line.rows(visit.agent_on)}
    assert visit.draft().agent == {"mandate": "委托书"}
    visit.set_agent(False, "委托书")
    assert visit.draft().agent == {}
    assert visit.changes["agent/mandate"] is None


def test_the_states_of_a_line(visit: Visit, add: Callable[[str], Line], today: date) -> None:
    line = add("GOV-DP-005")
    assert line.state(False, today).kind == "fill"
    typed = line_answers(line) | {
        "disability_certificate_no": "11010219500307123943",
        "bank_name": "工商银行",
        "bank_account": "6222020200112233446",
    }
    answered(visit, line, typed)
    visit.answer(line, "has_guardian", False)
    visit.answer(line, "benefits_received", ["none"])
    state = line.state(False, today)
    assert (state.kind, state.count) == ("check", 4)
    visit.tick_all(line)
    assert line.state(False, today).kind == "ready"
    visit.set_standing(line, "disability_service_card", "later", promised="2099-01-01")
    assert line.state(False, today).kind == "follow"
    visit.set_standing(line, "hukou_book", "wrong", note="页码不全")
    assert line.state(False, today).kind == "lacking"


def test_everything_is_reopened_as_it_was_left(
    work: Work, visit: Visit, add: Callable[[str], Line], today: date
) -> None:
    first, second = add(TRAINING), add(WHEELCHAIR)
    answered(visit, first, {"training_level": "beginner"})
    visit.set_standing(second, "disability_cert", "wrong", note="过期")
    visit.add_scan(first, "id_card", SCAN)
    visit.set_text(first, "result", "已报名")
    visit.set_agent(True, "委托书")
    visit.type_agent("name", "李建国")
    visit.choose_line(first.id)
    saved = visit.take_changes()
    gather.save_draft(work, visit.id, saved)
    again = gather.open_draft(work, visit.id)
    assert again is not None
    assert again.draft() == visit.draft()
    assert again.chosen == first.id
    assert again.agent_on
    assert again.changes == {}


def test_a_line_taken_out_leaves_no_path_and_comes_back_whole(
    work: Work, visit: Visit, add: Callable[[str], Line], today: date
) -> None:
    line = add(TRAINING)
    answered(visit, line, {"training_level": "beginner"})
    visit.tick_all(line)
    before = visit.draft()
    gather.save_draft(work, visit.id, visit.take_changes())
    gone = visit.remove_line(line.id)
    assert gone is line
    gather.save_draft(work, visit.id, visit.changes)
    values = drafts.load(work.store.connection, visit.id)
    assert values is not None
    assert not [path for path in values if path.startswith("line/")]
    visit.restore_line(gone)
    gather.save_draft(work, visit.id, visit.take_changes())
    again = gather.open_draft(work, visit.id)
    assert again is not None
    assert again.draft() == before


def test_a_person_alone_is_not_worth_a_draft(visit: Visit, add: Callable[[str], Line]) -> None:
    assert visit.take_changes() == {}
    add(TRAINING)
    assert visit.take_changes()["resident"] == visit.draft().resident


def test_a_line_of_a_catalogue_that_is_gone_is_left_out(today: date) -> None:
    values = {"line/a/item": "X-1", "line/a/pack": "unknown", "chosen": "a"}
    assert reopen("0" * 32, values, None, {}, today).lines == []


def test_problems_go_where_they_belong() -> None:
    found = by_place(
        [
            Problem("form.required", "line/a/answers/phone"),
            Problem("material.never_later", "line/a/materials/id_card"),
            Problem("name.empty", "agent/name"),
            Problem("intake.no_item"),
        ]
    )
    assert [p.field for p in found.lines["a"]] == ["answers/phone", "materials/id_card"]
    assert [p.field for p in found.agent] == ["name"]
    assert [p.code for p in found.elsewhere] == ["intake.no_item"]


# finding


def kinds(work: Work, text: str, *, known: bool = False) -> list[str]:
    return [hit.kind for hit in finding.find(work, text, person_known=known)]


def test_people_come_first_until_somebody_is_here(work: Work) -> None:
    residents.register(work, ZHANG)
    assert kinds(work, "zxm")[0] == "resident"
    assert kinds(work, "zxm", known=True)[0] == "item"
    assert kinds(work, "ｚｘｍ")[0] == "resident"


def test_a_phone_or_part_of_a_number_is_never_an_item(work: Work) -> None:
    residents.register(work, ZHANG)
    assert kinds(work, "13800138000") == ["resident"]
    assert kinds(work, ZHANG["id_number"][-4:]) == ["resident"]


def test_an_unknown_name_or_number_can_be_registered(work: Work) -> None:
    assert kinds(work, "王秀兰")[0] == "register"
    assert kinds(work, id_number("11010219621105003")) == ["register"]
    assert kinds(work, "高龄津贴")[0] == "item"


def test_a_registered_number_is_not_offered_for_registration(work: Work) -> None:
    residents.register(work, ZHANG)
    assert kinds(work, ZHANG["id_number"]) == ["resident"]


def test_a_proof_is_found_among_the_items(work: Work) -> None:
    assert kinds(work, "无犯罪记录证明")[0] == "proof"


# approval


def test_only_the_right_person_with_the_right_password_approves(work: Work) -> None:
    accounts.add(work, "chief", "陈静", ("stationmaster",), "Steady-Hand-77")
    accounts.add(work, "clerk", "刘洋", ("worker",), "Green-Lamp-31")
    assert approvals.approve(work, "chief", "Steady-Hand-77", "id.override").name == "陈静"
    for login, password, code in (
        ("chief", "steady-hand-77", "vault.wrong"),
        ("nobody", "Steady-Hand-77", "vault.wrong"),
        ("clerk", "Green-Lamp-31", "role.not_allowed"),
    ):
        with pytest.raises(Refused) as refused:
            approvals.approve(work, login, password, "id.override")
        assert refused.value.first.code == code


def test_a_locked_account_approves_nothing(work: Work) -> None:
    accounts.add(work, "chief", "陈静", ("stationmaster",), "Steady-Hand-77")
    accounts.set_lock(work, "chief", True)
    with pytest.raises(Refused) as refused:
        approvals.approve(work, "chief", "Steady-Hand-77", "id.override")
    assert refused.value.first.code == "account.locked"


def test_invented_people_have_numbers_that_pass(today: date) -> None:
    assert identity.check(ZHANG["id_number"], today).valid

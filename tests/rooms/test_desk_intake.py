"""What the desk does with a visit, by keys alone, in a real window over a real store."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from desk_hands import ALT, CTRL, ENTER, ZHANG, Hands, id_number
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from station_desktop.papers.document import Document
from station_desktop.rooms.desk import gather
from station_desktop.usecases.casework import cases
from station_desktop.usecases.door import accounts

Key = Qt.Key
ALLOWANCE = "GOV-EL-005"  # advanced-age allowance: a form, an identity card, a household register


def take_allowance(hands: Hands) -> None:
    """The person is here and the allowance's form is filled; the keyboard is at the documents."""
    hands.find("zxm")
    hands.find("gljt")
    line = hands.page.flow.visit.line
    assert line is not None
    assert line.item.code == ALLOWANCE
    for _ in range(20):
        if hands.where == "desk.materials":
            return
        field = hands.where.removeprefix("desk.form.").partition(".")[0]
        wanted = [p.field for p in line.open_questions(hands.page.flow.today)]
        if field in wanted:
            hands.type("1")
        else:
            hands.enter()
    raise AssertionError(hands.where)


def standing(hands: Hands, key: str) -> str | None:
    line = hands.page.flow.visit.line
    assert line is not None
    return next(row.standing for row in line.rows(False) if row.key == key)


def test_the_keyboard_begins_in_the_one_box(hands: Hands) -> None:
    assert hands.where == "desk.search"


def test_a_missing_document_makes_an_incomplete_case_with_a_notice(
    hands: Hands, tmp_path: Path
) -> None:
    hands.know()
    take_allowance(hands)
    hands.type("om")  # the card is here, the register is not
    assert hands.where == "desk.accept"
    hands.press(ENTER, CTRL)
    [case] = hands.cases
    assert case.state == "incomplete"
    assert case.lacking == ("hukou_book",)
    assert [notice.named for notice in case.notices] == [("hukou_book",)]
    assert "Household" in outcome_text(hands)
    printed = {file.stem.rsplit("-", 1)[1] for file in (tmp_path / "papers").iterdir()}
    assert printed == {"notice", "receipt"}, "what is missing is told in writing, unasked"


def outcome_text(hands: Hands) -> str:
    return "\n".join(label.text() for label in hands.page.outcome.findChildren(QLabel))


def test_documents_not_looked_at_stop_acceptance_once(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    hands.press(ENTER, CTRL)
    assert hands.page.flow.accepted is None
    assert hands.where == "desk.materials"
    assert hands.page.messages.messages
    hands.press(Key.Key_M, CTRL)
    assert not hands.page.messages.messages, "what is put right is not said any longer"
    hands.press(ENTER, CTRL)
    assert [case.state for case in hands.cases] == ["accepted"]


def test_an_identity_card_may_never_follow(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    hands.type("l")
    assert hands.where == "desk.materials"
    assert standing(hands, "id_card") is None


def test_a_document_may_follow_by_the_day_proposed(hands: Hands) -> None:
    hands.know()
    hands.find("zxm")
    hands.page.flow.add_item("GOV-DP-005")
    hands.settle()
    table = hands.page.what.materials
    table.begin()
    keys = [row.key for row in table._rows]
    table.table.setCurrentCell(keys.index("disability_service_card"), 0)
    hands.type("l")
    assert hands.where == "desk.materials.entry"
    proposed = hands.page.what.materials.question.entry.text()
    hands.enter()
    assert standing(hands, "disability_service_card") == "later"
    line = hands.page.flow.visit.line
    assert line is not None
    assert line.materials["disability_service_card"].promised == proposed
    assert hands.where == "desk.materials"


def test_an_unanswered_question_gets_the_keyboard_and_its_sentence(hands: Hands) -> None:
    hands.know()
    hands.find("zxm")
    hands.find("pxbm")
    hands.press(Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)
    assert hands.page.flow.accepted is None
    assert hands.where == "desk.form.training_course"
    assert hands.page.what.form.row("training_course").error
    assert hands.page.what.form.row("training_schedule").error


def test_enter_in_an_input_method_takes_nothing(hands: Hands) -> None:
    hands.know()
    hands.compose("zxm")
    hands.press(ENTER)
    hands.press(ENTER, CTRL)
    assert hands.page.flow.visit.resident is None
    hands.commit("张小明")
    hands.settle()
    hands.enter()
    assert hands.page.flow.visit.resident is not None


def test_a_number_key_takes_the_entry_with_that_number(hands: Hands) -> None:
    hands.know()
    hands.know(name="张雪梅", id_number=id_number("11010219871105002"), phone="13700001111")
    hands.type("zx")
    second = hands.page.search.list.found.index(1, 0).data()
    hands.press(Key.Key_2, ALT)
    assert hands.page.flow.visit.resident is not None
    assert hands.page.flow.visit.resident.name in second


def test_two_items_share_what_was_said_and_seen(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    hands.press(Key.Key_M, CTRL)
    hands.press(Key.Key_N, CTRL)
    hands.find("pxbm")
    first, second = hands.page.flow.visit.lines
    assert second.materials["id_card"].standing == "original"
    assert hands.page.flow.visit.line is second
    hands.press(Key.Key_Up, ALT)
    assert hands.page.flow.visit.line is first
    assert hands.where == "desk.lines"


def test_an_item_taken_out_comes_back(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    hands.press(Key.Key_M, CTRL)
    hands.press(Key.Key_Down, ALT)
    hands.press(Key.Key_Delete)
    assert hands.page.flow.visit.lines == []
    [message] = hands.page.messages.messages
    undo = message.findChild(QPushButton, "desk.message.action")
    assert undo is not None
    undo.click()
    hands.settle()
    [line] = hands.page.flow.visit.lines
    assert line.materials["id_card"].standing == "original"


def test_somebody_acts_for_the_resident(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    hands.press(Key.Key_F4)
    assert hands.where == "desk.agent_form.name"
    hands.press(Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)
    assert hands.page.flow.accepted is None, "an agent without a name and number"
    hands.page.visit.begin_agent()
    hands.type("李建国")
    hands.enter()
    hands.type(id_number("11010219760809101"))
    hands.press(ENTER, CTRL)
    [case] = hands.cases
    assert case.agent is not None
    assert (case.agent.name, case.agent.mandate) == ("李建国", "power of attorney")
    assert "agent_id_card" in {material.key for material in case.materials}


def test_a_proof_that_may_not_be_issued_is_refused_in_writing(hands: Hands, tmp_path: Path) -> None:
    hands.know()
    hands.find("zxm")
    hands.find("wufanzuizm")
    proof = hands.page.proof.proof
    assert proof is not None
    assert proof.key == "no_criminal_record"
    hands.press(ENTER, CTRL)
    assert hands.page.proof.recorded is not None
    assert hands.page.proof.recorded.resident
    assert [file.name[-11:] for file in (tmp_path / "papers").iterdir()] == ["refusal.pdf"]


def test_a_known_case_number_opens_the_case(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    hands.press(Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)
    [case] = hands.cases
    hands.enter()
    assert hands.where == "desk.search"
    with hands.qtbot.waitSignal(hands.seat.wanted) as wanted:
        hands.find(case.number)
    assert wanted.args == ["queue", f"case:{case.number}"]


def test_enter_after_the_outcome_begins_with_the_next_person(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    hands.press(Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)
    hands.enter()
    assert hands.page.flow.visit.resident is None
    assert hands.where == "desk.search"
    hands.find("zxm")
    assert hands.page.who.findChildren(QPushButton, "desk.case")


class JammedPrinter:
    """A printer out of paper."""

    def __init__(self) -> None:
        self.jammed = True

    def put(self, document: Document, name: str) -> bool:
        return not self.jammed


def test_a_failed_print_moves_no_case_and_can_be_repeated(hands: Hands) -> None:
    printer = JammedPrinter()
    hands.page.printer.out = printer
    hands.know()
    take_allowance(hands)
    hands.press(Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)
    [case] = hands.cases
    assert "print again" in outcome_text(hands)
    printer.jammed = False
    hands.type("1")
    assert "copy 2" in outcome_text(hands)
    now = hands.ask(lambda work: cases.get(work, case.number))
    assert now.state == "accepted"
    assert [made.copy_number for made in now.papers] == [1, 2]


def test_without_a_printer_a_folder_is_asked_for_before_anything_is_written(
    hands: Hands, tmp_path: Path
) -> None:
    hands.page.printer.out = None
    hands.know()
    take_allowance(hands)
    hands.press(Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)
    assert hands.page.outcome.place.isVisible()
    assert hands.page.preview.pages, "the receipt can be seen all the same"
    folder = tmp_path / "chosen"
    folder.mkdir()
    hands.page.outcome.folder.setFocus()
    hands.page.outcome.folder.setText(str(folder))
    hands.enter()
    assert [file.name[-11:] for file in folder.iterdir()] == ["receipt.pdf"]
    assert hands.where == "desk.outcome"


def test_a_masked_number_is_shown_for_a_reason_and_noted(hands: Hands) -> None:
    resident = hands.know()
    hands.find("zxm")
    number = ZHANG["id_number"]
    assert number not in who_text(hands)
    eye = hands.page.who.findChild(QPushButton, "desk.reveal.id_number")
    assert eye is not None
    eye.click()
    hands.type("the resident asks to check it")
    hands.enter()
    assert number in who_text(hands)
    history = hands.ask(lambda work: work.store.ledger.history(f"resident:{resident.id}"))
    assert history[-1].kind == "resident.revealed"
    hands.page.who._hide.timeout.emit()
    assert number not in who_text(hands)


def who_text(hands: Hands) -> str:
    return "\n".join(label.text() for label in hands.page.who.findChildren(QLabel))


@pytest.fixture
def chief(hands: Hands) -> str:
    """A stationmaster beside the worker at the desk; the login."""
    hands.act(
        lambda work: accounts.add(work, "chief", "陈静", ("stationmaster",), "Steady-Hand-77")
    )
    return "chief"


FAILING = "110102195003071230"


def new_person(hands: Hands, number: str, name: str = "张小明") -> None:
    hands.find(number)
    assert hands.where == "desk.new.name"
    hands.type(name)


def test_a_failing_number_needs_a_supervisor(hands: Hands, chief: str) -> None:
    assert ZHANG["id_number"] != FAILING
    hands.seat.actor = msgspec.structs.replace(hands.seat.actor, roles=("worker",))
    hands.sit_down()
    new_person(hands, FAILING)
    panel = hands.page.register.approval
    assert panel.isVisible()
    assert hands.where == "desk.new.name", "typing goes on while the panel is offered"
    hands.press(ENTER, CTRL)
    assert hands.page.flow.visit.resident is None
    assert hands.where == "desk.approve.login"
    panel.login.setFocus()
    hands.type(chief)
    panel.password.setFocus()
    hands.type("wrong-password")
    panel.reason.setFocus()
    hands.type("old card seen")
    hands.enter()
    assert hands.page.flow.visit.resident is None
    panel.password.setFocus()
    hands.type("Steady-Hand-77")
    hands.enter()
    person = hands.page.flow.visit.resident
    assert person is not None
    assert (person.id_number, person.id_override) == (FAILING, "陈静 (chief): old card seen")


def test_a_supervisor_at_the_desk_gives_only_the_reason(hands: Hands) -> None:
    new_person(hands, FAILING)
    hands.press(ENTER, CTRL)
    assert hands.where == "desk.approve.reason"
    hands.type("old card seen")
    hands.enter()
    person = hands.page.flow.visit.resident
    assert person is not None
    assert (person.id_number, person.id_override) == (FAILING, "old card seen")


def test_a_likely_duplicate_is_shown_before_anything_is_created(hands: Hands) -> None:
    known = hands.know()
    near = id_number("11010219500307125")
    new_person(hands, near)
    hands.press(ENTER, CTRL)
    assert hands.where == "desk.twins"
    assert hands.page.flow.visit.resident is None
    hands.type("1")
    assert hands.page.flow.visit.resident is not None
    assert hands.page.flow.visit.resident.id == known.id


def test_another_person_of_the_same_name_is_registered(hands: Hands) -> None:
    known = hands.know()
    new_person(hands, id_number("11010219500307125"))
    hands.press(ENTER, CTRL)
    hands.type("n")
    person = hands.page.flow.visit.resident
    assert person is not None
    assert person.id != known.id


def test_escape_from_a_registration_leaves_no_draft(hands: Hands) -> None:
    new_person(hands, id_number("11010219500307125"))
    hands.press(Key.Key_Escape)
    assert hands.where == "desk.search"
    assert not hands.page.flow.visit.worth_keeping


def test_a_scan_of_the_clipboard_serves_every_item(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    QApplication.clipboard().setImage(image)
    hands.press(Key.Key_V, CTRL)
    line = hands.page.flow.visit.line
    assert line is not None
    [scan] = line.materials["id_card"].scans
    assert (scan.media, line.materials["id_card"].standing) == ("image/png", "original")
    hands.press(Key.Key_N, CTRL)
    hands.find("pxbm")
    second = hands.page.flow.visit.lines[1]
    assert second.materials["id_card"].scans == (scan,)


def test_a_scan_beyond_the_limit_is_declined_with_a_reason(hands: Hands, tmp_path: Path) -> None:
    hands.know()
    take_allowance(hands)
    large = tmp_path / "scan.jpg"
    with large.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with hands.qtbot.waitSignal(hands.seat.said) as said:
        hands.page.scans.add_files([str(large)])
    assert "20 MB" in said.args[1]
    hands.settle()
    assert standing(hands, "id_card") is None


def test_another_person_never_gets_what_the_first_one_said(hands: Hands) -> None:
    hands.know()
    hands.know(name="李晓红", id_number=id_number("11010219621105002"), phone="13611110000")
    take_allowance(hands)
    first = hands.page.flow.visit.id
    hands.press(Key.Key_N, CTRL)
    with hands.qtbot.waitSignal(hands.seat.said) as said:
        hands.find("13611110000")
    assert "张小明" in said.args[1]
    assert hands.page.flow.visit.resident is not None
    assert hands.page.flow.visit.resident.name == "李晓红"
    assert hands.page.flow.visit.lines == []
    assert [card.id for card in hands.ask(gather.draft_cards)] == [first]


def test_one_more_item_after_the_outcome_is_a_new_visit_of_the_same_person(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    hands.press(Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)
    before = hands.page.flow.visit.id
    hands.page.search.setFocus()
    hands.find("pxbm")
    visit = hands.page.flow.visit
    assert visit.id != before
    assert visit.resident is not None
    assert [line.item.code for line in visit.lines] == ["GOV-EM-008"]


def test_keys_at_the_documents_are_not_for_an_input_method(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    assert hands.where == "desk.materials"
    assert not hands.focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_scan_is_seen_small_and_can_be_taken_away(hands: Hands, tmp_path: Path) -> None:
    file = tmp_path / "card.png"
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    picture.save(str(file))
    hands.know()
    take_allowance(hands)
    hands.page.scans.add_files([str(file)])
    hands.settle()
    hands.page.what.materials.table.setFocus()
    shown = [label.pixmap() for label in hands.page.what.materials.thumbs.findChildren(QLabel)]
    assert [p.height() for p in shown if not p.isNull()] == [52]
    hands.press(Key.Key_Delete)
    line = hands.page.flow.visit.line
    assert line is not None
    assert line.materials["id_card"].scans == ()
    assert hands.page.what.materials.thumbs.isHidden()


def test_a_papers_own_validity_is_kept_with_it(hands: Hands) -> None:
    hands.know()
    take_allowance(hands)
    hands.type("v")
    assert hands.where == "desk.materials.entry"
    hands.type("20991231")
    hands.enter()
    line = hands.page.flow.visit.line
    assert line is not None
    assert line.materials["id_card"].valid_until == "2099-12-31"
    assert hands.where == "desk.materials"

"""The partner directory worked by the keyboard alone: found, opened, taken in, corrected, closed
with a reason and asked again; its doors, its contract and its year stand where one looks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from partners_made import REPAIR, area, partner, repair_case
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from seated import Hands, seated

from station_desktop.domain.partner.partners import Partner
from station_desktop.rooms.names import NAMES
from station_desktop.rooms.partners import room
from station_desktop.rooms.partners.page import PartnersPage
from station_desktop.rooms.partners.page_chart import RecordChart
from station_desktop.ui.object_names import nameless
from station_desktop.ui.seat import Seat
from station_desktop.usecases.demo import demo_partners
from station_desktop.usecases.dispatch import dispatching, partners
from station_desktop.usecases.dispatch.dispatching import Order
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.work import Actor, Work

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
HOURS = "1-5 09:00-12:00 13:30-17:00"


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def some(work: Work) -> dict[str, Partner]:
    """Thursday, ten in the morning: one open, one closed till evening, one that says nothing."""
    return {
        "home": partner(work, hours=HOURS, contract_until="2026-12-10", contact="赵建国"),
        "bar": partner(work, "夜宵铺", kind="outlet", hours="1-7 18:00-02:00"),
        "team": partner(work, "老街坊志愿队", kind="volunteer", services=["陪伴老人"]),
    }


@pytest.fixture
def hands(qtbot: QtBot, some: dict[str, Partner], seat: Seat) -> Hands:
    return Hands(qtbot, seat, PartnersPage(seat))


def shown(hands: Hands) -> list[str]:
    model = hands.find("partners.table").model()
    return [model.row(n).partner.name for n in range(model.rowCount())]


def cell(hands: Hands, row: int, key: str) -> str:
    model = hands.find("partners.table").model()
    column = [column.key for column in model.columns].index(key)
    return str(model.index(row, column).data())


def test_the_directory_says_who_is_open_and_whose_contract_ends(hands: Hands) -> None:
    assert shown(hands) == ["北京广安家政服务有限公司", "夜宵铺", "老街坊志愿队"]
    assert cell(hands, 0, "doors") == "open until 12:00"
    assert cell(hands, 1, "doors") == "closed, opens 18:00"
    assert cell(hands, 2, "doors") == ""
    assert cell(hands, 0, "contract") == "contract: 14 days left"
    assert cell(hands, 0, "services") == "Plumbing and electrical repair"
    assert hands.find("partners.count").text() == "3 partners"


def test_it_is_narrowed_from_the_keyboard(hands: Hands, work: Work, some: Any) -> None:
    hands.press(Key.Key_3, CONTROL)
    assert shown(hands) == ["夜宵铺"]
    hands.press(Key.Key_1, CONTROL)
    hands.press(Key.Key_6, CONTROL)
    assert shown(hands) == ["北京广安家政服务有限公司"]
    hands.press(Key.Key_6, CONTROL)
    hands.press(Key.Key_F, CONTROL)
    hands.type("ljfzy")
    hands.press(Key.Key_Return)
    assert shown(hands) == ["老街坊志愿队"]
    partners.close(work, some["bar"].id, "关门")
    hands.press(Key.Key_F, CONTROL)
    hands.press(Key.Key_Delete)
    hands.press(Key.Key_Return)
    assert "夜宵铺" not in shown(hands)
    hands.press(Key.Key_7, CONTROL)
    assert "夜宵铺" in shown(hands)


def test_one_is_opened_with_its_year_and_its_tasks(
    hands: Hands, work: Work, some: Any, clock: Any
) -> None:
    case = repair_case(work)
    dispatching.dispatch(work, case.number, [Order("", "", partner=some["home"].id)])
    other = repair_case(work, 2)
    dispatching.dispatch(work, other.number, [Order("", "", partner=some["home"].id)])
    dispatching.report(work, other.number, "1", "修好了")
    dispatching.appraise(work, other.number, "1", 4)
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Return)
    page = hands.page
    assert isinstance(page, PartnersPage)
    assert hands.find("partners.partner.name").text() == "北京广安家政服务有限公司"
    assert hands.find("partners.partner.doors").text() == "✓ open until 12:00"
    assert "14 days left" in hands.find("partners.partner.contract").text()
    assert "2 tasks · 1 done" in hands.find("partners.partner.record").text()
    assert "4.0 of 5 (1 time)" in hands.find("partners.partner.record").text()
    chart = hands.find("partners.partner.chart")
    assert isinstance(chart, RecordChart)
    assert chart.said() == ["2026-11: 2 tasks, 0 late, 0 refused", "grade 4: 1 time"]
    table = hands.find("partners.tasks")
    assert hands.focus is table
    assert table.model().row(0).number == case.number

    wanted: list[tuple[str, object]] = []
    page.partner._seat.wanted.connect(lambda where, what: wanted.append((where, what)))
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Return)
    assert wanted == [("queue", f"case:{case.number}")]

    hands.press(Key.Key_Down, ALT)
    assert hands.find("partners.partner.name").text() == "夜宵铺"
    hands.press(Key.Key_Escape)
    assert hands.focus is hands.find("partners.table")


def test_a_new_one_is_typed_in(qtbot: QtBot, hands: Hands, work: Work) -> None:
    area(work, "第一网格")
    area(work, "第二网格")
    hands.press(Key.Key_N, CONTROL)
    hands.type("2")
    hands.type("校场理发店")
    hands.press(Key.Key_Return)
    hands.type("上门刮脸")
    hands.press(Key.Key_Tab)
    line = hands.focus
    qtbot.keyClicks(line, "haircut")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Key.Key_Return)
    hands.page.activateWindow()  # off-screen nobody else gives the window back
    hands.wait()
    page = hands.page
    assert isinstance(page, PartnersPage)
    services = page.edit.form.answers()["services"]
    assert services == "上门刮脸\nHome haircut"
    page.edit.form.go_to("hours")
    hands.type("看情况")
    hands.press(Key.Key_Return, CONTROL)
    assert page.edit.form.row("hours").error
    assert page.currentWidget() is page.edit
    page.edit.form.go_to("hours")
    hands.press(Key.Key_A, CONTROL)
    hands.type("一至日 9点-20点")
    hands.press(Key.Key_Return, CONTROL)
    found = partners.named(work, "校场理发店")
    assert (found.kind, found.hours) == ("outlet", "1-7 09:00-20:00")
    assert found.services == ("上门刮脸", "LIF-HC-004")
    assert page.currentWidget() is page.partner
    assert hands.find("partners.partner.name").text() == "校场理发店"


def test_one_is_corrected(hands: Hands, work: Work, some: Any) -> None:
    hands.page.go(f"partner:{some['home'].id}")
    hands.wait()
    hands.press(Key.Key_F4)
    page = hands.page
    form = page.edit.form
    assert form.answers()["hours"] == "Mon-Fri 09:00-12:00, 13:30-17:00"
    assert form.answers()["services"] == "Plumbing and electrical repair"
    form.go_to("price")
    hands.type("50元")
    hands.press(Key.Key_Return, CONTROL)
    after = partners.get(work, some["home"].id)
    assert (after.price, after.hours, after.services) == ("50元", HOURS, (REPAIR,))
    assert [entry.kind for entry in partners.history(work, after.id)] == [
        "partner.registered",
        "partner.changed",
    ]
    hands.press(Key.Key_F4)
    hands.press(Key.Key_Escape)
    assert page.currentWidget() is page.partner
    assert len(partners.history(work, after.id)) == 2


def test_one_is_closed_with_a_reason_and_asked_again(hands: Hands, work: Work, some: Any) -> None:
    case = repair_case(work)
    dispatching.dispatch(work, case.number, [Order("", "", partner=some["home"].id)])
    hands.page.go(f"partner:{some['home'].id}")
    hands.wait()
    hands.press(Key.Key_F8)
    assert "1 of its tasks are open" in hands.page.partner.stage.panel.note.text()
    hands.press(Key.Key_Return, CONTROL)
    assert hands.page.partner.stage.panel.form.row("reason").error
    hands.type("搬到外区")
    hands.press(Key.Key_Return, CONTROL)
    closed = partners.get(work, some["home"].id)
    assert (closed.open, closed.closed_reason) == (False, "搬到外区")
    said = hands.find("partners.partner.said").accessibleName()
    assert "搬到外区" in said
    assert "1 open task" in said
    hands.press(Key.Key_F8)
    assert partners.get(work, some["home"].id).open


def test_what_is_wrong_with_the_whole_is_said_too(hands: Hands, some: Any) -> None:
    hands.press(Key.Key_N, CONTROL)
    page = hands.page
    hands.press(Key.Key_Return, CONTROL)
    assert page.edit.form.row("kind").error
    assert page.edit.form.row("name").error
    page.edit.form.set_answers({"kind": "agency", "name": some["home"].name})
    hands.press(Key.Key_Return, CONTROL)
    assert "in the directory already" in page.edit.form.row("name").error


def test_a_worker_looks_and_does_not_edit(
    qtbot: QtBot, some: Any, data_dir: Path, founded: Founded, clock: Any, work: Work, qapp: Any
) -> None:
    worker = Actor("w", "w", "工", ("worker",))
    with seated(data_dir, founded.key, worker, clock) as seat:
        hands = Hands(qtbot, seat, PartnersPage(seat))
        assert hands.find("partners.new").isHidden()
        hands.press(Key.Key_Home)
        hands.press(Key.Key_Return)
        for name in ("edit", "close", "reopen"):
            assert hands.find(f"partners.act.{name}").isHidden()
        hands.press(Key.Key_F8)
        assert hands.page.partner.stage.panel is None
        hands.press(Key.Key_F4)
        assert hands.page.currentWidget() is hands.page.partner


def test_the_whole_directory_of_the_demo_is_shown(qtbot: QtBot, work: Work, seat: Seat) -> None:
    demo_partners.furnish(work)
    hands = Hands(qtbot, seat, PartnersPage(seat))
    assert hands.find("partners.count").text() == "99 partners"
    kinds = [cell(hands, n, "kind") for n in range(99)]
    assert list(dict.fromkeys(kinds)) == [
        "Agency",
        "Outlet",
        "Unit",
        "Volunteers",
    ]
    hands.press(Key.Key_End)
    hands.press(Key.Key_Return)
    assert hands.find("partners.partner.name").text()


def test_everything_has_its_name(hands: Hands, some: Any) -> None:
    hands.page.go(f"partner:{some['home'].id}")
    hands.wait()
    hands.press(Key.Key_F8)
    assert nameless(hands.page, NAMES["partners"]) == []


def test_the_forms_answers_are_what_is_kept() -> None:
    fields = room.questions((), ())
    assert [field.key for field in fields][:4] == ["kind", "name", "services", room.ADD_ITEM]
    assert room.to_keep(fields, {"kind": "unit", "name": "x"})["hours"] == ""
    assert room.with_service("a\n\nb ", "b") == "a\nb"
    assert room.with_service(None, "b") == "b"

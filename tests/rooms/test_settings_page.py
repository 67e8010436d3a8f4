"""The Settings room worked by keyboard: saved as one leaves a line, refused beneath it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.settings import KEYS, Settings
from station_desktop.rooms.names import NAMES
from station_desktop.rooms.settings import room
from station_desktop.rooms.settings.page import SettingsPage
from station_desktop.rooms.settings.room import Asked
from station_desktop.storage.store import Store
from station_desktop.ui import object_names
from station_desktop.ui.form.field_inputs import LineInput
from station_desktop.ui.form.field_row import FieldRow
from station_desktop.ui.seat import Seat
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.work import Work

YEAR = (
    "2027-01-01,放假,元旦\n2027-05-01,放假,劳动节\n2027-10-01,放假,国庆节\n2027-02-20,上班\n"
).encode("gb18030")


@pytest.fixture
def page(qtbot: QtBot, seat: Seat) -> SettingsPage:
    made = SettingsPage(seat)
    qtbot.addWidget(made)
    made.resize(1270, 690)
    made.show()
    qtbot.waitUntil(lambda: line(made, "station", "station_code").line.text() != "")
    return made


def line(page: SettingsPage, group: str, key: str) -> LineInput:
    made = page.groups[group].rows[key].input
    assert isinstance(made, LineInput)
    return made


def settle(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.waitUntil(lambda: page._seat.runner.idle)


def stored(station: SimpleNamespace) -> Settings:
    store = Store(station.folder, station.key, read_only=True)
    try:
        return store.settings()
    finally:
        store.close()


def typed(made: LineInput, text: str) -> None:
    made.line.setFocus()
    made.line.selectAll()
    QTest.keyClicks(made.line, text)


def test_everything_that_can_be_used_has_a_name(page: SettingsPage) -> None:
    assert object_names.nameless(page, NAMES["settings"]) == []


def test_every_setting_a_station_may_change_is_asked_once() -> None:
    asked = [key for keys in room.GROUPS.values() for key in keys]
    assert sorted(asked) == sorted(set(KEYS) - {"calendar", "hall_calendar", "demo"})


def test_enter_saves_a_line_and_leads_to_the_next(
    qtbot: QtBot, page: SettingsPage, station: SimpleNamespace
) -> None:
    typed(line(page, "desk", "desk"), "3")
    QTest.keyClick(line(page, "desk", "desk").line, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert stored(station).desk == "03"
    assert line(page, "desk", "desk").line.text() == "03"
    assert "Saved" in page.groups["desk"].rows["desk"].note


def test_leaving_a_line_saves_it_and_looking_at_it_does_not(
    qtbot: QtBot, page: SettingsPage, station: SimpleNamespace
) -> None:
    made = line(page, "station", "station_address")
    made.line.setText("老墙根街2号")
    page.groups["station"]._save("station_name")
    made.left.emit()
    settle(qtbot, page)
    assert stored(station).station_address == "老墙根街2号"
    store = Store(station.folder, station.key)
    history = [*store.ledger.history("setting:station_address")]
    names = [*store.ledger.history("setting:station_name")]
    store.close()
    assert len(history) == 1
    assert len(names) == 1, "the founding only"


def test_what_is_refused_stays_typed_with_the_reason_beneath(
    qtbot: QtBot, page: SettingsPage, station: SimpleNamespace
) -> None:
    made = line(page, "desk", "closing_time")
    typed(made, "25:00")
    QTest.keyClick(made.line, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert "17:00" in page.groups["desk"].rows["closing_time"].error
    assert made.line.text() == "25:00"
    assert stored(station).closing_time == "17:00"
    QTest.keyClick(made.line, Qt.Key.Key_Escape)
    assert made.line.text() == "17:00"
    assert not page.groups["desk"].rows["closing_time"].error


def test_a_choice_is_saved_as_it_is_made(
    qtbot: QtBot, page: SettingsPage, station: SimpleNamespace
) -> None:
    button = page.findChild(QPushButton, "settings.paper_format.large")
    assert button is not None
    button.click()
    settle(qtbot, page)
    assert stored(station).paper_format == "large"


def test_a_change_from_elsewhere_does_not_wipe_what_is_being_typed(
    qtbot: QtBot, page: SettingsPage, seat: Seat
) -> None:
    typed(line(page, "station", "station_hours"), "09:00-17:00")
    seat.write(
        lambda work: station_settings.change(work, "subdistrict", "广安门内街道"),
        changed=frozenset({"settings"}),
    )
    qtbot.waitUntil(lambda: line(page, "station", "subdistrict").line.text() == "广安门内街道")
    assert line(page, "station", "station_hours").line.text() == "09:00-17:00"


def test_a_year_is_imported_from_a_file_and_then_known(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path
) -> None:
    path = tmp_path / "2027.csv"
    path.write_bytes(YEAR)
    card = page.calendar
    card.path.setText(str(path))
    QTest.keyClick(card.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "2027" in card.reach.text() and card.act.isEnabled())
    qtbot.waitUntil(lambda: "Imported 2027: 3 days off, 1 make-up" in card.sentence.text())
    qtbot.waitUntil(lambda: "–2027" in card.reach.text())


def test_every_faulty_line_of_a_year_file_is_told(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path
) -> None:
    path = tmp_path / "2027.csv"
    path.write_text("2027-01-01,off\n2027-02-30,off\n2027-05-01,party\n", "utf-8")
    page.calendar.path.setText(str(path))
    page.calendar.act.click()
    qtbot.waitUntil(lambda: page.calendar.told.isVisible())
    said = page.calendar.sentence.text()
    assert "line 2" in said
    assert "line 3" in said
    assert page.calendar.act.isEnabled()


def test_a_year_file_that_is_not_there_is_said(qtbot: QtBot, page: SettingsPage) -> None:
    page.calendar.path.setText("/no/such/2027.csv")
    page.calendar.act.click()
    qtbot.waitUntil(lambda: "2027.csv" in page.calendar.sentence.text())


def test_a_day_of_our_own_is_added_and_taken_back(qtbot: QtBot, page: SettingsPage) -> None:
    row = page.calendar.rows["day"]
    day = date(page._seat.today().year, 12, 31).isoformat()
    row.input.set_raw(day)
    page.calendar.add.click()
    name = f"settings.day.{day}"
    qtbot.waitUntil(lambda: page.findChild(QPushButton, name) is not None)
    assert row.input.raw() is None
    button = page.findChild(QPushButton, name)
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: page.findChild(QPushButton, name) is None)


def test_a_day_that_is_none_is_refused_beneath_it(page: SettingsPage) -> None:
    page.calendar.rows["day"].input.set_raw("2026-02-30")
    page.calendar.add.click()
    assert "not a date" in page.calendar.rows["day"].error


def ask(qtbot: QtBot, page: SettingsPage, **answers: str) -> dict[str, FieldRow]:
    rows = page.counting.rows
    for key, value in answers.items():
        rows[key].input.set_raw(value)
    page.counting.ask()
    settle(qtbot, page)
    return rows


def test_the_calculator_says_the_day_and_how_it_was_reached(
    qtbot: QtBot, page: SettingsPage
) -> None:
    ask(qtbot, page, accepted_at="2026.2.13", time="10:00", days="3", unit="working_day")
    assert "25 February 2026" in page.counting.due.text()
    said = page.counting.steps.text()
    assert "Spring Festival" in said
    assert "make-up working day" in said
    ask(qtbot, page, time="17:00")
    assert "26 February 2026" in page.counting.due.text()


def test_the_calculator_says_what_cannot_be_read(qtbot: QtBot, page: SettingsPage) -> None:
    rows = ask(qtbot, page, accepted_at="soon", time="noon", days="some")
    assert all(rows[key].error for key in ("accepted_at", "time", "days"))
    assert page.counting.due.text() == ""
    rows = ask(qtbot, page, accepted_at="2026-02-13", time="9:00", days="3")
    assert not any(row.error for row in rows.values())


def test_a_year_not_known_is_cautioned(qtbot: QtBot, page: SettingsPage) -> None:
    ask(qtbot, page, accepted_at="2028-01-05", time="10:00", days="5", unit="calendar_day")
    assert "2028" in page.counting.steps.text()
    assert page.counting.chip.isVisible()


def test_keys_lead_to_the_parts(page: SettingsPage) -> None:
    page.activateWindow()
    page.go("calendar")
    assert page.focusWidget() is page.calendar.path
    page.go("count")
    assert page.focusWidget() is page.counting.rows["accepted_at"].input.focus_control()


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked("2026-02-13", "10:00", "99999"), "days"),
        (Asked("1900-01-01", "10:00", "3"), "accepted_at"),
        (Asked("2026-02-13", "25:00", "3"), "time"),
        (Asked("2026-02-13", "10:00", "-3"), "days"),
    ],
)
def test_each_refusal_is_about_its_question(work: Work, asked: Asked, field: str) -> None:
    with pytest.raises(Refused) as caught:
        room.count(work, asked)
    assert caught.value.first.field == field


def test_years_are_said_as_stretches() -> None:
    assert room.years_said((2004, 2005, 2006, 2009)) == "2004–2006, 2009"
    assert room.years_said(()) == ""


def test_every_question_has_its_words() -> None:
    questions = [
        *(room.question(key) for keys in room.GROUPS.values() for key in keys),
        *room.calculator_questions(),
        *room.day_questions(),
    ]
    for found in questions:
        for words in (found.label, *(choice.label for choice in found.choices)):
            assert words.zh, found.key
            assert words.en, found.key


def test_both_languages_hold_the_same_phrases_of_this_area() -> None:
    def keys(language: str) -> set[Any]:
        return {
            key
            for key in phrases.table(language)
            if key.split(".")[0] in ("setting", "due", "day", "staff")
        }

    assert keys("en") == keys("zh_CN")


def test_weights_that_do_not_add_up_are_remarked_on_until_they_do(
    qtbot: QtBot, page: SettingsPage
) -> None:
    group = page.groups["rates"]
    assert not group.remark.isVisible()
    for text, remarked in (("30", True), ("10", False)):
        typed(line(page, "rates", "rate_response"), text)
        QTest.keyClick(line(page, "rates", "rate_response").line, Qt.Key.Key_Return)
        settle(qtbot, page)
        qtbot.waitUntil(lambda remarked=remarked: group.remark.isVisible() == remarked)
    assert phrases.say("setting.weights", "en", total=120).startswith("The three weights")

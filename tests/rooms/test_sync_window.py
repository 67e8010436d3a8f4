"""The whole window and a real hall: let in by hand, offline, back, locked, closed, a second PC."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hall_server import HallServer, serving
from people import people
from pytestqt.qtbot import QtBot
from taken_in import take_in
from whole_window import CTRL, Key, Window, opened

from station_desktop.hall import registry
from station_desktop.rooms.names import NAMES
from station_desktop.storage.store import Store
from station_desktop.ui import object_names
from station_desktop.usecases.people import residents
from station_desktop.usecases.setup import enrolling
from station_desktop.usecases.work import Work

FOUNDER, FOUNDERS = "wangmin", "Warm-Tea-2026"


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[HallServer]:
    with serving(tmp_path / "hall") as server:
        yield server


@pytest.fixture
def window(qtbot: QtBot, station: SimpleNamespace) -> Iterator[Window]:
    """The founder, who holds every role, at a window that works alone."""
    with opened(qtbot, station.folder) as made:
        made.sign_in(FOUNDER, FOUNDERS)
        yield made


@pytest.fixture
def enrolled(station: SimpleNamespace, hall: HallServer) -> SimpleNamespace:
    store = Store(station.folder, station.key)
    enrolling.enrol(Work(store, station.actor), hall.url, hall.code(), "一号窗口")
    store.close()
    return station


@pytest.fixture
def connected(qtbot: QtBot, enrolled: SimpleNamespace) -> Iterator[Window]:
    """As ``window``, let in, and at rest after its first rounds."""
    with opened(qtbot, enrolled.folder) as made:
        made.sign_in(FOUNDER, FOUNDERS)
        all_sent(qtbot, made)
        yield made


def strip(window: Window) -> tuple[str, str]:
    assert window.app.shell is not None
    status = window.app.shell.status
    return status.sign.text(), status.connection.text()


def all_sent(qtbot: QtBot, window: Window) -> None:
    def arrived() -> bool:
        assert window.app.exchange is not None
        if not window.app.exchange.busy and strip(window)[1] != "All sent":
            window.app.exchange.now()
        return strip(window) == ("✓ Connected", "All sent")

    qtbot.waitUntil(arrived, timeout=20_000)


def tried_again(qtbot: QtBot, window: Window, hall: HallServer) -> None:
    """Until a further round has been made, whatever came of it."""
    exchange = window.app.exchange
    assert exchange is not None
    qtbot.waitUntil(lambda: not exchange.busy)
    with qtbot.waitSignal(exchange.moved):
        exchange.now()
    qtbot.waitUntil(lambda: not exchange.busy)
    window.settle()


def test_alone_it_says_so_and_a_click_shows_the_room(window: Window) -> None:
    assert strip(window)[0] == "Works alone"
    window.click("shell.status.connection")
    assert window.app.shell is not None
    assert window.app.shell.current == "sync"
    assert any("nothing leaves this computer" in text for text in window.texts())
    assert "Connecting…" not in window.texts()


def test_everything_that_can_be_used_has_a_name(window: Window) -> None:
    page = window.room("sync")
    for view in ("standing", "made", "settle", "days", "stick", "enrol"):
        page.go(view)  # type: ignore[attr-defined]
        window.settle()
        assert object_names.nameless(page, NAMES["sync"]) == []


def test_it_is_let_in_by_keyboard_alone(qtbot: QtBot, window: Window, hall: HallServer) -> None:
    window.room("sync")
    window.press(Key.Key_6, CTRL)
    for text in (hall.url, "ABCDE-FGHJ0", "一号窗口"):
        window.type(text)
        window.press(Key.Key_Return)
    assert any("20 letters and digits" in text for text in window.texts())
    assert window.here.objectName() == "sync.enrol.code"
    window.here.setText(hall.code())  # type: ignore[attr-defined]
    window.press(Key.Key_Return)
    window.press(Key.Key_Return)
    all_sent(qtbot, window)
    assert window.room("sync").view == "standing"  # type: ignore[attr-defined]


def test_what_is_done_goes_by_itself_and_offline_is_said_with_what_waits(
    qtbot: QtBot, connected: Window, hall: HallServer
) -> None:
    hall.mode = "login"
    seat = connected.app.seat
    assert seat is not None
    person = people(1)[0]
    seat.write(
        lambda work: residents.register(work, person.typed()), changed=frozenset({"residents"})
    )
    tried_again(qtbot, connected, hall)
    sign, detail = strip(connected)
    assert sign.startswith("! Offline since ")
    assert detail == "1 to send"
    connected.room("sync")
    told = " ".join(connected.texts())
    assert "out of reach" in told
    assert "sign-in in the browser" in told
    hall.mode = "well"
    connected.press(Key.Key_F5)
    qtbot.waitUntil(lambda: strip(connected) == ("✓ Connected", "All sent"))


def test_in_chinese_it_reads_as_a_counter_would_say_it(
    qtbot: QtBot, connected: Window, hall: HallServer
) -> None:
    connected.app.looks.speak("zh_CN")
    assert strip(connected) == ("✓ 已连接", "全部已送达")
    hall.mode = "missing"
    tried_again(qtbot, connected, hall)
    assert strip(connected)[0].endswith("起离线")


def test_rounds_go_on_while_it_is_locked(qtbot: QtBot, connected: Window, hall: HallServer) -> None:
    connected.app.lock("left")
    connected.settle()
    before = hall.asked
    tried_again(qtbot, connected, hall)
    assert hall.asked > before


def test_closing_does_not_wait_for_a_hall_that_does_not_answer(
    qtbot: QtBot, connected: Window, hall: HallServer
) -> None:
    hall.mode = "silent"
    before = hall.asked
    exchange = connected.app.exchange
    assert exchange is not None
    exchange.now()
    qtbot.waitUntil(lambda: hall.asked > before)
    assert exchange.busy
    connected.app.window.close()
    assert connected.app.runner._lanes["line"]._threads == []
    assert not hall.released.is_set()


def test_revoked_it_needs_somebody_and_says_where_to_go(
    qtbot: QtBot, connected: Window, hall: HallServer
) -> None:
    device = registry.devices(hall.hall, hall.officer)[0].id
    registry.revoke(hall.hall, hall.officer, device, "丢失")
    tried_again(qtbot, connected, hall)
    assert strip(connected) == ("✕ Needs you", "This PC was revoked")
    connected.room("sync")
    connected.click("sync.cure.enrol")
    assert any("with a new code it goes on" in text.casefold() for text in connected.texts())


def test_another_pc_becomes_a_window_and_its_staff_sign_in(
    qtbot: QtBot, connected: Window, hall: HallServer, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path / "second") as second:
        second.click("door.what.join")
        for text in (hall.url, hall.code(), "二号窗口"):
            second.here.setText(text)  # type: ignore[attr-defined]
            second.press(Key.Key_Return)
        second.settle()
        shown = second.named("door.recovery_key.shown").text()
        second.named("door.recovery_key.again").setFocus()
        second.here.setText(shown.replace(" ", ""))  # type: ignore[attr-defined]
        second.press(Key.Key_Return)
        second.sign_in(FOUNDER, FOUNDERS)
        assert second.inside
        all_sent(qtbot, second)
    devices = registry.devices(hall.hall, hall.officer)
    assert [device.name for device in devices] == ["一号窗口", "二号窗口"]


def test_a_code_that_is_refused_is_said_beside_it_and_leaves_nothing(
    qtbot: QtBot, hall: HallServer, tmp_path: Path
) -> None:
    folder = tmp_path / "second"
    with opened(qtbot, folder) as second:
        second.click("door.what.join")
        for text in (hall.url, "ABCDE-FGHJK-LMNPQ-RSTUV", "二号窗口"):
            second.here.setText(text)  # type: ignore[attr-defined]
            second.press(Key.Key_Return)
        assert second.named("door.join.code").property("wrong")
        assert any("does not know this enrolment code" in t for t in _said(second))
        assert not (folder / "station.db").exists()
        second.click("door.join.back")
        assert second.app.door.page.objectName() == "door.what"


def _said(window: Window) -> list[str]:
    page = window.app.door.page
    assert page is not None
    return [message.sentence for message in page.messages.messages]


def test_enter_on_a_row_opens_the_case(
    qtbot: QtBot, enrolled: SimpleNamespace, hall: HallServer
) -> None:
    store = Store(enrolled.folder, enrolled.key)
    work = Work(store, enrolled.actor)
    case = take_in(work, residents.register(work, people(1)[0].typed()))
    store.close()
    with opened(qtbot, enrolled.folder) as window:
        window.sign_in(FOUNDER, FOUNDERS)
        all_sent(qtbot, window)
        page = window.room("sync")
        window.press(Key.Key_2, CTRL)
        model = page.part("made").model  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: model.row(0) is not None)
        assert (model.row(0).stood, model.row(0).case) == ("received", case.number)
        assert model.row(0).number > 0
        window.press(Key.Key_Return)
        assert window.app.shell is not None
        assert window.app.shell.current == "queue"
        assert case.number in window.texts()

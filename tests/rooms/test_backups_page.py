"""Backups at the window: a place chosen, one made and verified, the quiet sign; and a station
brought back at the door."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from copied_station import founded as founded
from founding import PASSWORD
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from whole_window import CTRL, Key, Window, opened

from station_desktop.rooms.given_file import PLACES
from station_desktop.rooms.upkeep.page_backups import Backups
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backup_places, backup_rounds
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.work import Work


@pytest.fixture(autouse=True)
def _nobody_searches_for_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "keep_item_index", lambda _: None)


def part(window: Window) -> Backups:
    window.room("upkeep")
    window.press(Key.Key_2, CTRL)
    found: Backups = window.named("upkeep").part("backups")
    return found


def rows(table: Any) -> list[list[str]]:
    model = table.model()
    across = range(model.columnCount())
    return [[model.index(row, at).data() for at in across] for row in range(model.rowCount())]


def said(page: Backups) -> list[str]:
    from station_desktop.ui.page.messages import Message

    return [one.sentence for one in page.messages.findChildren(Message)]


def keeper(window: Window) -> Any:
    assert window.app.seat is not None
    return window.app.seat.backups


class Far:
    """Notes how far it is each time that the keeper says that it moved."""

    def __init__(self, window: Window, page: Backups) -> None:
        self.seen: list[tuple[bool, bool, str]] = []
        kept = keeper(window)

        def note() -> None:
            strip = window.app.shell.status.backups.text()  # type: ignore[union-attr]
            self.seen.append((kept.busy, page.make.isEnabled(), strip))

        kept.moved.connect(note)


def test_from_choosing_a_place_to_a_verified_backup(
    qtbot: QtBot, data_dir: Path, founded: Founded, tmp_path: Path, clock: Any
) -> None:
    stick = tmp_path / "U 盘"
    stick.mkdir()
    with opened(qtbot, data_dir, time=clock) as window:
        window.sign_in("wangmin", PASSWORD)
        strip = window.app.shell.status.backups  # type: ignore[union-attr]
        assert strip.text() == "No backup place"
        window.click("shell.status.backups")
        page = part(window)
        assert not page.make.isEnabled()
        assert "No backup place is chosen yet" in page.sentence.text()
        for typed in (str(tmp_path / "no"), str(stick)):
            window.named("upkeep.backups.place.path").setText(typed)
            window.click("upkeep.backups.place.act")
        assert len(said(page)) == 1  # of the first
        assert strip.text() == "No backup yet"
        far = Far(window, page)
        window.click("upkeep.backups.make")
        assert far.seen[0] == (True, False, "No backup yet")
        assert any(text.startswith("Backup ") for _, _, text in far.seen)
        assert said(page) == [f"Backup made and verified in “{stick}”."]
        assert page.sentence.text() == "Last verified backup: 2026-11-26 10:00"
        assert strip.isHidden()
        [[place, state, last, *_]] = rows(page.places.table)
        assert (place, last) == (str(stick), "2026-11-26 10:00")
        assert "same disk" in state
        [[made, whose, *_, whole]] = rows(page.list.table)
        assert (made, whose) == ("2026-11-26 10:00", "this one")
        assert "whole" in whole
        window.click("upkeep.backups.verify")
        assert "opens and proves right" in said(page)[-1]
        _missed_and_caught_up_with(window, page, stick, clock)
        _planned(window, page)
        window.click("upkeep.backups.remove")
        assert rows(page.places.table) == []
        assert len(list(stick.glob("*.station-backup"))) == 2


def _missed_and_caught_up_with(window: Window, page: Backups, stick: Path, clock: Any) -> None:
    """The next days nobody plugs the stick in; then somebody does."""
    pocket = stick.with_name("pocket")
    stick.rename(pocket)
    clock.turn(days=3)
    for _ in range(2):
        keeper(window).look()
        window.settle()
    assert window.app.shell.status.backups.text() == "Last backup 3 days ago"  # type: ignore[union-attr]
    assert rows(page.places.table)[0][1].endswith("not here")
    pocket.rename(stick)
    keeper(window).look()
    window.settle()
    assert window.app.shell.status.backups.isHidden()  # type: ignore[union-attr]
    keeper(window).look()
    window.settle()
    assert len(list(stick.glob("*.station-backup"))) == 2


def _planned(window: Window, page: Backups) -> None:
    page.places.at.setText("25:00")
    window.click("upkeep.backups.save")
    assert "17:00" in said(page)[-1]
    for name, text in (("time", "18:30"), ("keep", "30, 0, 0")):
        window.named(f"upkeep.backups.{name}").setText(text)
    window.click("upkeep.backups.save")
    assert page.places.at.text() == "18:30"


def test_damaged_data_is_moved_aside_at_the_door_and_a_new_pc_begins_there(
    qtbot: QtBot, data_dir: Path, founded: Founded, tmp_path: Path, clock: Any
) -> None:
    store = Store(data_dir, founded.key, time=clock)
    stick = tmp_path / "stick"
    stick.mkdir()
    backup_places.add(Work(store, founded.actor), stick)
    [went] = backup_rounds.run(store)
    store.close()
    assert went.backup is not None
    (data_dir / "station.db").write_bytes(b"not a database, " * 1000)
    with opened(qtbot, data_dir, time=clock) as window:
        window.click("door.sign_in.restore")
        type_in = _typing(window)
        type_in("file", str(went.backup.path))
        type_in("recovery_key", "AAAA")
        window.click("door.restore.go")
        assert "eight groups" in _told(window)
        type_in("recovery_key", founded.recovery_key.lower())
        window.click("door.restore.go")
        assert "moved aside" in _told(window)
        window.named("door.restore.over").setChecked(True)
        window.click("door.restore.go")
        assert window.named("door.restored.people").text() == "wangmin  王敏"
        window.click("door.restored.go")
        window.sign_in("wangmin", PASSWORD)
        assert window.inside
        window.app.lock()
        window.settle()
        assert _buttons(window) >= {"door.sign_in.go", "door.sign_in.recover"}
        assert "door.sign_in.restore" not in _buttons(window)  # its data is in use
    [aside] = data_dir.glob("replaced-*")
    assert (aside / "station.db").read_bytes().startswith(b"not a database")
    with opened(qtbot, tmp_path / "new", time=clock) as window:
        window.click("door.what.restore")
        _typing(window)("file", str(stick))
        _typing(window)("recovery_key", founded.recovery_key)
        window.click("door.restore.go")
        window.click("door.restored.go")
        assert "door.sign_in.go" in _buttons(window)


def _buttons(window: Window) -> set[str]:
    page = window.app.door.page
    assert page is not None
    return {button.objectName() for button in page.findChildren(QPushButton)}


def _typing(window: Window) -> Callable[[str, str], None]:
    def put(key: str, text: str) -> None:
        window.named(f"door.restore.{key}").setText(text)

    return put


def _told(window: Window) -> str:
    from station_desktop.ui.page.messages import Message

    return " ".join(one.sentence for one in window.app.door.findChildren(Message))


def test_a_file_that_was_double_clicked_opens_where_it_belongs(
    qtbot: QtBot, work: Work, data_dir: Path, tmp_path: Path
) -> None:
    work.store.close()
    backup, packet, update = (
        tmp_path / f"给 station{suffix}"
        for suffix in (".station-backup", ".packet", ".station-update")
    )
    with opened(qtbot, data_dir, file=backup) as window:
        page = window.app.door.page
        assert page is not None
        assert page.objectName() == "door.restore"
        assert page.boxes["file"].text() == str(backup)
    with opened(qtbot, data_dir, file=packet) as window:
        window.sign_in("wangmin", PASSWORD)
        assert window.app.shell is not None
        assert window.app.shell.current == "sync"
        assert window.named("sync").view == "stick"
        assert window.named("sync.import.path").text() == str(packet)
        room, view = PLACES[update.suffix]
        window.app._go(room, view)
        window.named(room).part(view).take(update)
        assert window.named("upkeep.updates.file.path").text() == str(update)

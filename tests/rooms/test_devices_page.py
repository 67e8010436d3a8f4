"""The devices part of the upkeep room, through the real window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from receipt_printer import listening
from whole_window import Key, Window, opened

from station_desktop.storage.store import Store
from station_desktop.ui.page.messages import Message
from station_desktop.usecases.device import devices

FOUNDER, FOUNDERS = "wangmin", "Warm-Tea-2026"
NUMBER = "11010519491231002X"
FIELDS = ("张小明", "女", "汉", "19491231", "北京市西城区校场小六条19号", NUMBER, "北京市公安局")


class OneCamera:
    """A camera that shows one picture as soon as it is opened."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self.open_now = 0

    def names(self) -> tuple[str, ...]:
        return self._names

    def open(
        self, name: str, seen: Callable[[QImage], None], failed: Callable[[], None]
    ) -> Callable[[], None]:
        assert name in self._names
        self.open_now += 1
        image = QImage(1600, 1200, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.darkCyan)
        seen(image)
        return self._end

    def _end(self) -> None:
        self.open_now -= 1


@pytest.fixture
def window(
    qtbot: QtBot, station: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    monkeypatch.setenv("STATION_POLICY", str(tmp_path / "policy.toml"))
    with opened(qtbot, station.folder) as made:
        made.sign_in(FOUNDER, FOUNDERS)
        made.room("upkeep")
        made.click("upkeep.view.devices")
        yield made


@pytest.fixture
def paper_roll() -> Iterator[tuple[int, list[bytes]]]:
    with listening() as made:
        yield made


def said(window: Window) -> str:
    return str(window.named("upkeep.devices.said").text())


def found(window: Window, key: str) -> str:
    return str(window.named(f"upkeep.devices.found.{key}").text())


def messages(window: Window) -> list[str]:
    return [one.sentence for one in window.app.window.findChildren(Message)]


def test_readers_and_printers_are_tried_one_by_one(
    window: Window,
    tmp_path: Path,
    paper_roll: tuple[int, list[bytes]],
    station: SimpleNamespace,
) -> None:
    assert "Nobody has said where" in found(window, "watched_file")
    window.press(Key.Key_F6)
    assert "Nobody has said where" in said(window)
    assert "Second, pull its USB plug" in window.named("upkeep.devices.advice").text()

    window.press(Key.Key_F7)
    assert window.here.objectName() == "upkeep.devices.swipe"
    window.type("|".join(FIELDS))
    window.press(Key.Key_Return)
    assert said(window).startswith("Read: 张*, female, born 1949, 110105********002X")
    assert not window.named("upkeep.devices.advice").isVisible()
    window.press(Key.Key_F7)
    window.type(NUMBER[:-1] + "1")
    window.press(Key.Key_Return)
    assert "check" in said(window)

    written = tmp_path / "读卡" / "wz.txt"
    written.parent.mkdir()
    window.named("upkeep.devices.card_file.path").setText(str(written))
    window.click("upkeep.devices.card_file.act")
    assert "no card has been read yet" in found(window, "watched_file")
    written.write_bytes("\r\n".join(FIELDS).encode("gbk"))
    window.press(Key.Key_F6)
    assert "The address came, too." in said(window)

    port, came = paper_roll
    window.named("upkeep.devices.printer").setText("somewhere")
    window.click("upkeep.devices.save")
    assert "tcp:192.168.1.50" in " ".join(messages(window))
    window.named("upkeep.devices.printer").setText(f"tcp:127.0.0.1:{port}")
    window.named("upkeep.devices.paper").setCurrentIndex(0)
    window.click("upkeep.devices.save")
    assert "answers" in found(window, "receipt_printer")
    window.click("upkeep.devices.try.receipt_printer")
    assert "A test receipt went to the printer" in said(window)
    slip = came[-1]
    assert slip.startswith(b"\x1b@")
    assert "居民事项受理回执".encode("gbk") in slip
    assert slip.endswith(b"\x1dV\x42\x00")
    store = Store(station.folder, station.key, read_only=True)
    assert json.loads(store.ledger.meta("devices") or "")["paper"] == 58
    store.close()

    window.app.looks.speak("zh_CN")
    window.settle()
    assert "最近一次读卡" in found(window, "watched_file") or "还没有" in found(
        window, "watched_file"
    )
    assert "试一试  F6" in window.named("upkeep.devices.try.watched_file").text()


def test_the_camera_shows_its_picture_until_the_policy_forbids_it(
    window: Window, tmp_path: Path
) -> None:
    page = window.room("upkeep").part("devices")
    window.click("upkeep.devices.try.system_camera")
    assert "No document camera was found" in said(window)
    assert "close other programs" in window.named("upkeep.devices.advice").text()

    page.camera.eye = OneCamera("Laptop", "CZUR 高拍仪")
    window.click("upkeep.devices.try.system_camera")
    assert page.camera.eye.open_now == 1
    assert "2 found: Laptop, CZUR 高拍仪" in said(window)
    window.click("upkeep.devices.camera.take")
    assert "1600×1200" in said(window)
    names = window.named("upkeep.devices.cameras")
    names.setCurrentText("CZUR 高拍仪")
    window.click("upkeep.devices.use_camera")
    assert page.camera.eye.open_now == 1
    window.click("upkeep.view.health")
    assert page.camera.eye.open_now == 0
    desk = window.room("desk")
    assert desk.flow.around.camera == "CZUR 高拍仪"

    (tmp_path / "policy.toml").write_text('device_adapters = ["keyboard"]\n', "utf-8")
    window.room("upkeep")
    window.click("upkeep.view.devices")
    window.press(Key.Key_F5)
    assert "policy does not allow" in found(window, "receipt_printer")
    assert window.named("upkeep.devices.try.keyboard").isEnabled()
    assert not window.named("upkeep.devices.try.system_camera").isEnabled()
    assert not devices.allowed("system_printer")

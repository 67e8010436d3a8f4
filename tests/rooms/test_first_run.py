"""The first start in the real window, by keyboard: a station made step by step, back and forth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest
from hall_server import HallServer, serving
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from whole_window import Key, Window, opened

from station_desktop import preferences
from station_desktop.papers.document import Document, texts
from station_desktop.rooms.names import NAMES
from station_desktop.storage.keys import vault
from station_desktop.storage.keys.vault import Cost, LockOut, Vault
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.ui import object_names
from station_desktop.usecases.demo import demo

PASSWORD = "Warm-Tea-2026"
CODE = "ABCDE-FGHJK-LMNPQ-RSTUV"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "Cost", lambda: Cost(passes=1, memory=64, lanes=1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据 folder"


@pytest.fixture
def window(qtbot: QtBot, folder: Path) -> Iterator[Window]:
    with opened(qtbot, folder) as made:
        yield made


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[HallServer]:
    with serving(tmp_path / "hall") as server:
        yield server


@pytest.fixture
def laid_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "policy.toml"
    monkeypatch.setenv("STATION_POLICY", str(file))
    return file


def step(window: Window) -> str:
    page = window.app.door.page
    assert page is not None
    assert object_names.nameless(page, NAMES["door"]) == []
    return page.objectName().removeprefix("door.")


def on_page(window: Window, name: str) -> Any:
    """A widget of the step that is shown; those before it may not be gone yet."""
    page = window.app.door.page
    assert page is not None
    found = page.findChild(QWidget, f"door.{name}")
    assert found is not None, name
    return found


def press_button(window: Window, name: str) -> None:
    on_page(window, name).click()
    window.settle()


def said(window: Window) -> str:
    page = window.app.door.page
    assert page is not None
    return " ".join(message.sentence for message in page.messages.messages)


def fill(window: Window, *texts: str) -> None:
    """Each text into the box that has the keyboard, and Enter."""
    for text in texts:
        window.here.setText(text)  # type: ignore[attr-defined]
        window.press(Key.Key_Return)


def key_shown(window: Window) -> str:
    text: str = on_page(window, "recovery_key.shown").text()
    return text.replace(" ", "")


def to_the_key(window: Window) -> None:
    """The shortest way: a station and its first account."""
    window.press(Key.Key_1)
    fill(window, "老墙根社区服务站", "１１０１０２０１７０１４", "", "", "")
    fill(window, "zhaogang", "赵刚", PASSWORD, PASSWORD)
    window.press(Key.Key_Return)
    assert step(window) == "staff"
    window.press(Key.Key_Return)
    assert step(window) == "recovery_key"


def test_a_station_is_set_up_by_keyboard_alone(
    window: Window, folder: Path, tmp_path: Path
) -> None:
    assert step(window) == "what"
    window.press(Key.Key_1)
    assert step(window) == "station"
    fill(window, "", "12", "", "", "")
    assert "Enter the name" in said(window)
    assert "6 to 15 digits" in said(window)
    assert window.here.objectName() == "door.station.name"
    fill(window, "老墙根社区服务站", "110102017014", "广安门内街道", "老墙根街2号", "010")
    assert window.here.objectName() == "door.station.phone"
    fill(window, "010-63030000")
    assert step(window) == "first"
    fill(window, "zhaogang", "赵刚", "short", "shirt")
    window.press(Key.Key_Return)
    assert "too short" in said(window)
    assert "not the same" in said(window)
    on_page(window, "first.password").setText(PASSWORD)
    on_page(window, "first.again").setText(PASSWORD)
    on_page(window, "first.roles.it").click()
    on_page(window, "first.again").setFocus()
    window.press(Key.Key_Return)
    window.press(Key.Key_Return)
    assert "needs the role IT staff" in said(window)
    assert "too short" not in said(window), "what is put right is said no more"
    window.press(Key.Key_4)
    window.press(Key.Key_Return)
    assert step(window) == "staff"
    assert not any("could receive residents" in text for text in window.texts())
    fill(window, "wangmin", "王敏", "")
    window.press(Key.Key_Return)
    assert any("王敏 · wangmin" in text for text in window.texts())
    fill(window, "ZHAOGANG", "李静", "")
    window.press(Key.Key_Return)
    assert "is taken" in said(window)
    on_page(window, "staff.login").setText("lijing")
    on_page(window, "staff.password").setText("Green-Tea-2027")
    on_page(window, "staff.password").setFocus()
    window.press(Key.Key_Return)
    window.press(Key.Key_3)
    window.press(Key.Key_Return)
    window.press(Key.Key_Return)
    assert step(window) == "recovery_key"
    assert not (folder / "station.keys").exists(), "nothing is made before the last step"
    shown = key_shown(window)
    back_and_forth(window)
    assert key_shown(window) == shown
    printed(window, tmp_path, shown)
    fill(window, "AAAA-" * 7 + "AAAA")
    assert on_page(window, "recovery_key.again").property("wrong")
    fill(window, shown.lower().replace("-", " "))
    assert step(window) == "hall"
    window.press(Key.Key_Return)
    window.press(Key.Key_Return)
    window.press(Key.Key_Return)
    assert step(window) == "done"
    given = on_page(window, "done.password.1").text()
    assert "wangmin, lijing" in on_page(window, "done.facts").text()
    window.press(Key.Key_Return)
    assert window.inside
    assert window.app.seat is not None
    assert window.app.seat.actor.roles == ("stationmaster", "it")
    as_planned(folder, given, shown)


def back_and_forth(window: Window) -> None:
    """All the way back and on again: every word is still there."""
    for wanted in ("staff", "first", "station", "what"):
        window.press(Key.Key_Escape)
        assert step(window) == wanted
    window.press(Key.Key_1)
    assert on_page(window, "station.address").text() == "老墙根街2号"
    press_button(window, "station.go")
    assert on_page(window, "first.password").text() == PASSWORD
    assert on_page(window, "first.roles.it").isChecked()
    press_button(window, "first.go")
    assert on_page(window, "staff.remove.1").isVisible()
    press_button(window, "staff.go")


class Held:
    """Takes papers and keeps what stands on them."""

    def __init__(self) -> None:
        self.words = ""

    def put(self, document: Document, name: str) -> bool:
        self.words = "".join(texts(document))
        return True


def printed(window: Window, folder: Path, key: str) -> None:
    """By the button, with the station's name and the key on it; then as a file, knowingly."""
    page = window.app.door.page
    page.out = held = Held()  # type: ignore[union-attr]
    press_button(window, "recovery_key.print")
    assert "Printed" in said(window)
    assert "老墙根社区服务站" in held.words
    assert all(group in held.words for group in key.split("-"))
    press_button(window, "recovery_key.save")
    assert "a key lying about" in said(window)
    file = folder / "key.pdf"
    fill(window, str(file))
    text = "".join(pypdf.PdfReader(file).pages[0].extract_text().split())
    assert "老墙根社区服务站" in text
    assert key.replace("-", "") in text
    assert "delete it" in said(window)
    on_page(window, "recovery_key.pdf.path").setFocus()
    fill(window, str(file))
    assert "already" in said(window)
    on_page(window, "recovery_key.again").setFocus()


def as_planned(folder: Path, given: str, key: str) -> None:
    opened_by = {
        Vault(folder).open_with_recovery(key),
        Vault(folder).open("wangmin", given, 0, LockOut())[0],
        Vault(folder).open("lijing", "Green-Tea-2027", 0, LockOut())[0],
    }
    assert len(opened_by) == 1
    store = Store(folder, opened_by.pop(), read_only=True)
    kept = store.settings()
    roles = {account.login: account.roles for account in reads.accounts(store.connection)}
    store.close()
    assert roles["wangmin"] == ("worker",)
    assert roles["lijing"] == ("worker", "deputy")
    assert (kept.station_name, kept.station_code) == ("老墙根社区服务站", "110102017014")
    assert (kept.subdistrict, kept.station_phone) == ("广安门内街道", "010-63030000")


def test_the_hall_may_refuse_and_the_station_stands(
    window: Window, folder: Path, hall: HallServer
) -> None:
    to_the_key(window)
    fill_key = key_shown(window)
    on_page(window, "recovery_key.again").setFocus()
    fill(window, fill_key)
    fill(window, hall.url, "ABC", "")
    assert "20 letters and digits" in said(window)
    assert not (folder / "station.keys").exists()
    on_page(window, "hall.code").setFocus()
    fill(window, CODE, "一号窗口")
    assert "is set up and safe on this PC" in said(window)
    assert "does not know this enrolment code" in said(window)
    assert on_page(window, "hall.code").property("wrong")
    assert not on_page(window, "hall.back").isVisible(), "what is made is not made again"
    on_page(window, "hall.code").setFocus()
    fill(window, hall.code(), "一号窗口")
    assert step(window) == "done"
    assert "enrolled as window" in on_page(window, "done.facts").text()


def test_language_is_chosen_at_every_page_and_kept(window: Window, folder: Path) -> None:
    press_button(window, "what.language")
    assert any("新建服务站" in text for text in window.texts())
    assert preferences.load(folder).language == "zh_CN"
    window.press(Key.Key_2)
    order = []
    for _ in range(6):
        order.append(window.here.objectName().removeprefix("door.join."))
        window.press(Key.Key_Tab)
    assert order == ["address", "code", "name", "go", "back", "language"], "down the card"
    press_button(window, "join.language")
    assert any("Another window of a station" in text for text in window.texts())
    assert preferences.load(folder).language == "en"


def test_other_ways_lead_back_to_the_same_question(window: Window) -> None:
    window.press(Key.Key_1)
    fill(window, "老墙根社区服务站")
    window.press(Key.Key_Escape)
    for way in ("join", "restore"):
        press_button(window, f"what.{way}")
        assert window.app.door.page.objectName() == f"door.{way}"  # type: ignore[union-attr]
        window.press(Key.Key_Escape)
        assert step(window) == "what"
    window.press(Key.Key_1)
    assert on_page(window, "station.name").text() == "老墙根社区服务站"


def test_the_demo_station_opens_in_a_folder_of_its_own(
    window: Window, folder: Path, station: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "LOGIN", "wangmin")
    monkeypatch.setattr(demo, "PASSWORD", PASSWORD)
    copytree(station.folder, folder / "demo")
    window.press(Key.Key_4)
    assert step(window) == "sign_in"
    window.press(Key.Key_Return)
    assert window.inside
    assert not (folder / "station.db").exists()


def test_a_policy_names_the_hall_and_leaves_no_demo(
    qtbot: QtBot, folder: Path, laid_down: Path
) -> None:
    laid_down.write_text(
        'allow_demo = false\nhall_address = "https://hall.example.gov.cn"\npassword_length = 20\n',
        "utf-8",
    )
    with opened(qtbot, folder) as window:
        page = window.app.door.page
        assert page is not None
        assert page.findChild(QPushButton, "door.what.demo") is None
        press_button(window, "what.join")
        assert on_page(window, "join.address").isReadOnly()
        assert on_page(window, "join.address").text() == "https://hall.example.gov.cn"
        press_button(window, "join.back")
        window.press(Key.Key_1)
        fill(window, "老墙根社区服务站", "110102017014", "", "", "")
        fill(window, "zhaogang", "赵刚", PASSWORD, PASSWORD)
        window.press(Key.Key_Return)
        assert "at least 20 characters" in said(window)


def test_what_is_laid_down_is_shown_and_cannot_be_typed_over(
    qtbot: QtBot, station: SimpleNamespace, laid_down: Path, tmp_path: Path
) -> None:
    laid_down.write_text('idle_minutes = 5\nrooms_hidden = ["journal"]\ncolour = 1\n', "utf-8")
    with opened(qtbot, station.folder) as window:
        window.sign_in("wangmin", PASSWORD)
        assert window.app.shell is not None
        assert window.app._idle.interval() == 5 * 60_000
        rail = {button.objectName() for button in window.app.shell.rail.findChildren(QPushButton)}
        assert "shell.rail.journal" not in rail
        window.app._go("journal")
        assert window.app.shell.current != "journal"
        window.room("settings")
        idle = window.named("settings.idle_minutes")
        assert (idle.text(), idle.isEnabled()) == ("5", False)
        assert window.named("settings.lock_minutes").isEnabled()
        assert any("Fixed by policy" in text for text in window.texts())
        page = window.room("upkeep")
        page.go("policy")  # type: ignore[attr-defined]
        window.settle()
        assert object_names.nameless(page, NAMES["upkeep"]) == []
        told = " ".join(window.texts())
        assert str(laid_down) in told
        assert "colour" in told
        assert "Lock when idle" in told
        window.here.setText(str(tmp_path / "example"))  # type: ignore[attr-defined]
        window.press(Key.Key_Return)
        assert (tmp_path / "example.toml").read_text("utf-8").startswith("# Policy")
        laid_down.unlink()
        window.app.looks.speak("zh_CN")
        window.press(Key.Key_F5)
        assert any("没有对本机作统一规定" in text for text in window.texts())
        window.app.looks.speak("en")
        assert QApplication.focusWidget() is not None

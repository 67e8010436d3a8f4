"""A card at the desk finds or begins the resident; the camera's picture goes to the document."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_hands import ENTER, ZHANG, Hands, id_number
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton
from receipt_printer import listening

from station_desktop.devices.adapter import Around, Choices
from station_desktop.papers.document import Document, Text
from station_desktop.storage import blobs
from station_desktop.ui.page import paper_out
from station_desktop.usecases.device import devices

F3 = Qt.Key.Key_F3
NEW = id_number("11010519620814002")


def card(name: str, number: str) -> str:
    return f"{name}|男|汉|北京市西城区上斜街3号|{number}|北京市公安局西城分局"


def tell(hands: Hands, key: str, value: str) -> None:
    """What IT tells this PC on the devices' page."""
    changed = frozenset({"settings"})
    hands.seat.write(lambda work: devices.choose(work, key, value), changed=changed)
    hands.settle()


@pytest.fixture
def sentences(hands: Hands) -> list[str]:
    """Everything that the desk asked the window to say."""
    said: list[str] = []
    hands.seat.said.connect(lambda _, sentence: said.append(sentence))
    return said


@pytest.fixture(autouse=True)
def _without_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATION_POLICY", str(tmp_path / "policy.toml"))


def test_a_reader_that_types_finds_or_begins_the_resident(hands: Hands) -> None:
    hands.know()
    hands.type(card("张小明", ZHANG["id_number"]))
    hands.press(ENTER)
    assert hands.page.flow.visit.resident.name == "张小明"
    hands.press(Qt.Key.Key_F2)
    hands.type(card("赵德才", NEW))
    hands.press(ENTER)
    typed = hands.page.register.typed()
    assert (typed["name"], typed["id_number"]) == ("赵德才", NEW)
    assert typed["registered_address"] == "北京市西城区上斜街3号"


def test_one_key_reads_the_card_that_lies_there(
    hands: Hands, tmp_path: Path, sentences: list[str]
) -> None:
    hands.press(F3)
    assert "reader that types needs no key" in sentences[-1]
    assert hands.page.findChild(QPushButton, "desk.card") is None
    file = tmp_path / "wz.txt"
    hands.know()
    tell(hands, "card_file", str(file))
    assert hands.page.findChild(QPushButton, "desk.card") is not None
    lines = (
        "张小明",
        "男",
        "汉",
        "北京市",
        ZHANG["id_number"],
        "北京市公安局",
        "20010101",
        "20110101",
    )
    file.write_bytes("\n".join(lines).encode("gbk"))
    hands.press(F3)
    assert hands.page.flow.visit.resident.name == "张小明"
    assert "has run out" in sentences[-1]
    hands.press(Qt.Key.Key_F2)
    file.write_bytes(card("赵德才", NEW).encode("gbk"))
    hands.press(F3)
    assert hands.page.register.typed()["name"] == "赵德才"
    os.utime(file, (1, 1))
    hands.press(F3)
    assert "may be somebody else's" in sentences[-1]


class OnePicture:
    """A camera that shows one picture as soon as it is opened."""

    def names(self) -> tuple[str, ...]:
        return ("CZUR",)

    def open(
        self, name: str, seen: Callable[[QImage], None], failed: Callable[[], None]
    ) -> Callable[[], None]:
        image = QImage(800, 600, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        seen(image)
        return lambda: None


def test_a_photograph_goes_to_the_document_in_hand(hands: Hands) -> None:
    hands.know()
    tell(hands, "camera", "CZUR")
    page = hands.page
    page.camera.eye = OnePicture()
    hands.find("zxm")
    hands.find("pxbm")
    page.what.materials.begin()
    hands.settle()
    page.scans.photograph()
    hands.settle()
    assert hands.where == "desk.camera.take"
    hands.press(ENTER)
    line = page.flow.visit.line
    assert line is not None
    [scan] = line.materials["id_card"].scans
    stored = hands.ask(lambda work: blobs.get(work.store.connection, scan.hash))
    assert stored[:3] == b"\xff\xd8\xff"
    assert page.middle.currentWidget() is page.what


def test_slips_go_to_the_receipt_printer_and_pages_do_not(qapp: object, hands: Hands) -> None:
    slip = Document("receipt", "zh_CN", "roll", "回执", (Text("居民事项受理回执"), Text("张䶮")))
    with listening() as (port, came):
        seen = Around(hands.seat.now(), Choices(printer=f"tcp:127.0.0.1:{port}", paper=58))
        out = paper_out.look(seen)
        assert out is not None
        assert out.put(slip, "a")
        assert not out.put(Document("notice", "zh_CN", "a4", "告知书", ()), "b")  # no other printer
    (sent,) = came
    assert sent.count(b"\x1dv0\x00\x30\x00") >= 1  # 48 bytes across: 384 dots
    assert sent.count(b"\x00") < len(sent)
    gone = Around(hands.seat.now(), Choices(printer=f"tcp:127.0.0.1:{port}"))
    assert not paper_out.RollFirst(gone, None).put(slip, "c")

"""All items of the reference catalogue through the real window, each with its own form, to a case
and to papers whose text is read back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from desk_hands import CTRL, ENTER, Hands
from PySide6.QtCore import Qt
from test_desk_keystrokes import fill

from station_desktop import shipped
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Item
from station_desktop.domain.form import forms
from station_desktop.papers import printing
from station_desktop.usecases.paper import papers

PACK = shipped.reference_pack()
HANDFUL = 15
HANDFULS = [PACK.items[at : at + HANDFUL] for at in range(0, len(PACK.items), HANDFUL)]
ENDS = {"direct": "completed", "collect": "accepted", "dispatch": "accepted", "booking": "accepted"}
BEGINS = {"life": "asked", "public": "proposed", "party_masses": "registered"}


def test_no_item_is_left_out() -> None:
    codes = [item.code for handful in HANDFULS for item in handful]
    assert len(codes) == len(set(codes)) == 149


@pytest.mark.parametrize("handful", HANDFULS, ids=lambda handful: handful[0].code)
def test_from_the_box_to_the_paper(
    hands: Hands, handful: tuple[Item, ...], tmp_path: Path, subtests: pytest.Subtests
) -> None:
    hands.know()
    for item in handful:
        with subtests.test(item.code):
            take_in(hands, item)
            (case,) = hands.cases
            assert case.item == item.code
            assert case.state == ENDS[item.mode], case.lacking
            assert case.at == BEGINS.get(item.category, case.at)
            read_papers(hands, item, case, tmp_path)
            hands.press(Qt.Key.Key_F2)


def take_in(hands: Hands, item: Item) -> None:
    """One visitor with one request, by the keyboard alone."""
    hands.find("zxm")
    hands.find(item.name.zh)
    line = hands.page.flow.visit.line
    assert line is not None
    assert line.item.code == item.code
    asked = {field.key for field in forms.applicable(item.fields, line.answers)}
    assert asked, "an item without a form of its own"
    assert {key for key in asked if hands.page.what.form.row(key).isVisibleTo(hands.page)} == asked
    fill(hands)
    if item.materials:
        hands.press(Qt.Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)


def read_papers(hands: Hands, item: Item, case: Case, folder: Path) -> None:
    """The receipt printed by itself, and the filled form, read back as text."""
    (printed,) = (folder / "papers").glob(f"{case.number}-receipt*.pdf")
    text = text_of(printed.read_bytes())
    for expected in (case.number, item.name.zh, "张小明", "老墙根社区服务站"):
        assert squeezed(expected) in text, f"{expected} is not on the receipt"
    document = hands.ask(lambda work: papers.document(work, [case.number], "form", "zh_CN", "a4"))
    text = text_of(printing.pdf_bytes(document))
    for field in forms.applicable(item.fields, case.answers):
        assert squeezed(field.label.zh) in text, f"{field.label.zh} is not on the form"
        if field.key in case.answers:
            shown = forms.show(field, case.answers[field.key], "zh_CN")
            assert squeezed(shown) in text, f"{shown} is not on the form"


def text_of(pdf: bytes) -> str:
    ran = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return squeezed(ran.stdout.decode())


def squeezed(text: str) -> str:
    """Without the spaces and line ends that the layout put in."""
    return "".join(text.split())

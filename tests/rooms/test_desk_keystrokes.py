"""How many keys it takes, counted from the first letter of the name to the printed receipt."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_hands import CTRL, ENTER, Hands, id_number
from PySide6.QtCore import Qt

from station_desktop.domain.catalogue import Field

KEY_M = Qt.Key.Key_M


def fill(hands: Hands) -> None:
    """Answer every required question that is still open, going on with Enter alone."""
    for _ in range(40):
        line = hands.page.flow.visit.line
        assert line is not None
        wanted = [problem.field for problem in line.open_questions(hands.page.flow.today)]
        if not wanted:
            return
        here = next((field for field in line.item.fields if asks(hands.where, field)), None)
        if here is None or here.key not in wanted:
            hands.enter()
            continue
        hands.type(shortest(here))
        if len(here.choices) > 5 and here.type == "choice":
            hands.enter()
    raise AssertionError("the form does not come to an end")


def asks(where: str, field: Field) -> bool:
    return where == f"desk.form.{field.key}" or where.startswith(f"desk.form.{field.key}.")


def shortest(field: Field) -> str:
    """A short answer as a clerk would type it."""
    if field.type == "choice" and len(field.choices) > 5:
        return field.choices[1].label.en[:3]
    by_type = {
        "choice": "1",
        "multi_choice": "1",
        "boolean": "1",
        "integer": "3",
        "money": "500",
        "decimal": "12",
        "date": "20260301",
        "year_month": "202603",
        "phone": "13911112222",
        "bank_card": "6222020200112233446",
        "id_number": id_number("11010219800101001"),
    }
    return by_type.get(field.type, "none")


def report(capsys: pytest.CaptureFixture[str], what: str, hands: Hands) -> None:
    with capsys.disabled():
        print(f"\n{what}: {hands.keys} keys")


def receipts(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "papers").glob("*-receipt.pdf"))


def test_a_returning_residents_direct_item(
    hands: Hands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hands.know()
    hands.find("zxm")
    hands.find("pxbm")
    hands.find("com")
    hands.type("12")
    hands.find("une")
    hands.find("b")
    hands.press(KEY_M, CTRL)
    hands.press(ENTER, CTRL)
    assert [case.state for case in hands.cases] == ["completed"]
    assert len(receipts(tmp_path)) == 1
    report(capsys, "a returning resident, a direct item", hands)
    assert hands.keys <= 40


def test_a_returning_residents_collected_item(
    hands: Hands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hands.know()
    hands.find("zxm")
    hands.find("gljt")
    assert hands.page.flow.visit.lines[0].item.code == "GOV-EL-005"
    fill(hands)
    hands.press(KEY_M, CTRL)
    hands.press(ENTER, CTRL)
    assert [case.state for case in hands.cases] == ["accepted"]
    assert len(receipts(tmp_path)) == 1
    report(capsys, "a returning resident, a collected item", hands)
    assert hands.keys <= 80


def test_a_new_resident(hands: Hands, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hands.find(id_number("11010219621105003"))
    hands.type("李晓红")
    hands.enter()
    hands.press(ENTER)  # the number stands already
    hands.find("13611110000")
    hands.enter()  # the phone is her own
    hands.find("老墙根街12号楼3单元501")
    hands.press(ENTER, CTRL)
    assert hands.page.flow.visit.resident is not None
    hands.find("pxbm")
    hands.find("com")
    hands.type("12")
    hands.find("une")
    hands.find("b")
    hands.press(KEY_M, CTRL)
    hands.press(ENTER, CTRL)
    assert [case.state for case in hands.cases] == ["completed"]
    assert len(receipts(tmp_path)) == 1
    report(capsys, "a new resident, a direct item", hands)
    assert hands.keys <= 120


def test_three_items_in_one_visit(
    hands: Hands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hands.know()
    hands.find("zxm")
    for number, words in enumerate(("gljt", "pxbm", "jjhj"), 1):
        hands.press(Qt.Key.Key_N, CTRL)
        hands.find(words)
        assert len(hands.page.flow.visit.lines) == number
        fill(hands)
        if hands.page.what.materials.table.rowCount():
            hands.press(KEY_M, CTRL)
    hands.press(ENTER, CTRL)
    assert len(hands.cases) == 3
    assert len(receipts(tmp_path)) == 1
    report(capsys, "three items in one visit", hands)
    assert hands.keys <= 150

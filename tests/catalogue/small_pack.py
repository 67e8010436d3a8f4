"""A small catalogue that uses every column of the workbook, and a workbook made of bare rows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from station_desktop.domain.catalogue import (
    Choice,
    Field,
    Item,
    ItemMaterial,
    Limit,
    Material,
    Pack,
    Promise,
    RefusedProof,
    Result,
    Words,
)

Sheets = dict[str, list[list[Any]]]


def _item(code: str, **changes: Any) -> Item:
    values: dict[str, Any] = {
        "code": code,
        "category": "government",
        "group": Words("养老服务", "Elderly services"),
        "name": Words("养老助残卡申领", "Apply for the senior card"),
        "mode": "collect",
        "process": "administrative",
        "department": Words("区民政局", "District Civil Affairs Bureau"),
        "eligibility": Words("年满60周岁的老年人", "People aged 60 or over"),
        "result": Result(
            Words("卡已制成", "Card made"),
            Words("养老助残卡", "Card"),
            Words("请来领卡", "Collect it"),
        ),
        "promised": Limit(15),
    }
    return Item(**{**values, **changes})


def small_pack() -> Pack:
    """Three items: one in two versions, one with a form and documents, one of the public kind."""
    card = _item(
        "GOV-EL-001",
        legal=Limit(20),
        words=("老年卡", "坐车卡"),
        words_en=("senior card", "-bus card"),
        effective_until=date(2026, 6, 30),
        superior_code="11110000000000000X2000111001000",
        source="=来源",
        fields=(
            Field(
                "way",
                "choice",
                Words("领取方式", "How received"),
                required=True,
                choices=(
                    Choice("pick_up", Words("到站领取", "Pick up")),
                    Choice("post", Words("邮寄", "Post")),
                ),
            ),
            Field(
                "address",
                "address",
                Words("收件地址", "Address"),
                prefill="resident.residence_address",
                applies_when="way=post",
                help=Words("写到门牌", "With the number"),
                sensitive=True,
                reuse=True,
            ),
            Field("danger", "boolean", Words("是否危险", "Danger"), urgent=True),
        ),
        materials=(
            ItemMaterial("id_card", "check", never_later=True),
            ItemMaterial("photo", copies=2, note=Words("近期", "recent")),
            ItemMaterial("mandate", "keep", never_later=True, when="agent"),
            ItemMaterial(
                "hukou",
                when="judged",
                condition=Words("本市的", "local"),
                any_of=Words("住所", "home"),
            ),
            ItemMaterial(
                "permit",
                when="judged",
                condition=Words("本市的", "local"),
                any_of=Words("住所", "home"),
            ),
            ItemMaterial("id_card", "no", 1, True, holder=Words("监护人", "the guardian")),
        ),
    )
    renewed = _item(
        "GOV-EL-001",
        effective_from=date(2026, 7, 1),
        promised=Limit(10, "calendar_day"),
        legal=Limit(15, "calendar_day"),
        fields=card.fields[:1],
        materials=card.materials[:1],
    )
    tools = _item(
        "PUB-WF-004", category="public", mode="booking", process="negotiation", promised=Limit(0)
    )
    return Pack(
        version="小目录（1）",
        title=Words("小目录", "Small catalogue"),
        notice=Words("@仅供试验", "For trial only"),
        items=(card, renewed, tools),
        materials=(
            Material(
                "id_card", Words("居民身份证", "ID card"), "B", 3650, True, Words("公安", "Police")
            ),
            Material("photo", Words("照片", "Photograph"), "D"),
            Material("mandate", Words("委托书", "Mandate"), "D", None, True, is_form=True),
            Material("hukou", Words("户口簿", "Register"), "B", 365, sensitive=True),
            Material("permit", Words("居住证", "Permit"), "B", 365, sensitive=True),
        ),
        refused_proofs=(
            RefusedProof(
                "kinship",
                Words("亲属关系证明", "Proof of kinship"),
                ("证明我妈是我妈",),
                ("prove she is my mother",),
                Words("到公证处办理", "Go to a notary"),
                "公开文件",
            ),
        ),
        promise=Promise(2, {"government": 1, "public": 1}, 0, 1),
    )


def sheets_of(path: Path) -> Sheets:
    """The cells of every sheet as they stand in the file."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def write_sheets(sheets: Sheets, path: Path) -> Path:
    """A plain workbook as another program would write it: shared texts, numbers as numbers."""
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, line in enumerate(rows):
            for column, cell in enumerate(line):
                if isinstance(cell, bool):
                    sheet.write_boolean(row, column, cell)
                elif isinstance(cell, int | float):
                    sheet.write_number(row, column, cell)
                elif isinstance(cell, date):
                    style = book.add_format({"num_format": "yyyy-mm-dd"})
                    sheet.write_datetime(row, column, cell, style)
                elif cell:
                    sheet.write_string(row, column, cell)
    book.close()
    return path


def column_of(sheets: Sheets, sheet: str, head: str) -> int:
    """The index of the column with this Chinese head."""
    return [str(cell).splitlines()[0] for cell in sheets[sheet][0]].index(head)


def letter_of(index: int) -> str:
    """The letter of a column among the first 26, or the two letters of one further right."""
    name: str = xlsxwriter.utility.xl_col_to_name(index)
    return re.sub(r"\W", "", name)

"""Demands as other systems hand them over: rows of a CSV export, of JSON, or of a request.

A 12345 platform, a subdistrict app and a clerk's spreadsheet name the same things differently;
:data:`HEADS` knows the usual heads in both languages. Nothing is refused here but a file that
cannot be read at all; whether a row makes sense is for ``checks``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from station_desktop.domain.problem import refuse
from station_desktop.domain.text.folding import plain

LARGEST_FILE = 20_000_000
MOST_ROWS = 20_000

HEADS: dict[str, tuple[str, ...]] = {
    "source": ("来源", "诉求来源", "渠道", "受理渠道", "source", "channel"),
    "reference": (
        "工单编号", "工单号", "诉求编号", "编号", "单号", "流水号", "受理编号",
        "reference", "referencenumber", "number", "orderno", "id",
    ),
    "title": ("标题", "诉求标题", "工单标题", "主题", "诉求事项", "title", "subject"),
    "text": (
        "内容", "诉求内容", "工单内容", "问题描述", "诉求描述", "详情", "主要内容",
        "text", "content", "description", "details",
    ),
    "station": (
        "站点", "站点编码", "服务站", "社区", "所属社区", "承办社区", "社区名称", "承办单位",
        "station", "stationcode", "community", "unit",
    ),
    "contact": (
        "姓名", "联系人", "诉求人", "来电人", "反映人", "市民姓名", "诉求人姓名",
        "contact", "name", "caller", "contactname",
    ),
    "phone": (
        "电话", "联系电话", "来电号码", "手机", "手机号", "手机号码", "联系方式",
        "phone", "telephone", "mobile", "contactphone",
    ),
    "id_number": ("身份证号", "身份证号码", "证件号码", "证件号", "idnumber", "idno", "idcard"),
    "address": (
        "地址", "诉求地址", "事发地址", "问题地址", "住址", "居住地址", "详细地址",
        "address", "location",
    ),
    "received_at": (
        "受理时间", "来电时间", "接收时间", "接单时间", "派单时间", "登记时间", "创建时间",
        "receivedat", "received", "createdat", "created",
    ),
    "due": ("截止时间", "截止日期", "办理期限", "办结期限", "到期时间", "due", "dueat", "deadline"),
    "grade": (
        "等级", "处置等级", "处理等级", "紧急程度", "办理时限", "处置时限", "时限",
        "grade", "priority", "level",
    ),
}  # fmt: skip
"""The heads by which each column is known, folded by :func:`_head`."""

_FIELDS = {head: field for field, heads in HEADS.items() for head in heads}
_BRACKETS = re.compile(r"\(.*?\)|（.*?）")
_SEPARATORS = re.compile(r"[\s_\-:：*]+")


class DemandRow(msgspec.Struct, frozen=True):
    """One demand as handed over, every value still as written. ``line`` counts from 1, the head of
    a table included."""

    line: int
    source: str = ""
    reference: str = ""
    title: str = ""
    text: str = ""
    station: str = ""
    contact: str = ""
    phone: str = ""
    id_number: str = ""
    address: str = ""
    received_at: str = ""
    due: str = ""
    grade: str = ""


def from_file(data: bytes, source: str = "") -> tuple[DemandRow, ...]:
    """The rows of an export, JSON or CSV, whichever it is; ``source`` is what rows without a
    source of their own come from.

    Refuses ``demand.file_large``, ``demand.file_unreadable``, ``demand.file_heads``,
    ``demand.file_empty``, ``demand.file_rows``.
    """
    if len(data) > LARGEST_FILE:
        raise refuse("demand.file_large", most=LARGEST_FILE // 1_000_000)
    text = _decoded(data)
    json = text.lstrip()[:1] in ("[", "{")
    rows = _from_json(text, source) if json else _from_csv(text, source)
    if not rows:
        raise refuse("demand.file_empty")
    return rows


def from_objects(objects: Iterable[Mapping[str, Any]], source: str = "") -> tuple[DemandRow, ...]:
    """Rows from JSON objects whose names are any of :data:`HEADS`; others are passed over."""
    found = []
    for line, given in enumerate(objects, start=1):
        if line > MOST_ROWS:
            raise refuse("demand.file_rows", most=MOST_ROWS)
        values = {
            field: _text(value)
            for name, value in given.items()
            if (field := _FIELDS.get(_head(str(name)))) is not None
        }
        found.append(_row(line, values, source))
    return tuple(found)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refuse("demand.file_unreadable")


def _from_json(text: str, source: str) -> tuple[DemandRow, ...]:
    """A list of objects, or an object that holds one list (``{"data": […]}``), or one object."""
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise refuse("demand.file_unreadable") from None
    if isinstance(value, dict):
        one = any(_head(str(name)) in _FIELDS for name in value)
        lists = [] if one else [part for part in value.values() if isinstance(part, list)]
        value = lists[0] if len(lists) == 1 else [value]
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise refuse("demand.file_unreadable")
    return from_objects(value, source)


def _from_csv(text: str, source: str) -> tuple[DemandRow, ...]:
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise refuse("demand.file_unreadable") from None
    if not lines:
        return ()
    if len(lines) > MOST_ROWS + 1:
        raise refuse("demand.file_rows", most=MOST_ROWS)
    fields = [_FIELDS.get(_head(cell), "") for cell in lines[0]]
    missing = {"reference", "text"} - set(fields)
    if missing:
        raise refuse("demand.file_heads")
    return tuple(
        _row(number, _cells(fields, cells), source)
        for number, cells in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in cells)
    )


def _cells(fields: list[str], cells: list[str]) -> dict[str, str]:
    """Values by field; of two columns for one field the first that says something counts."""
    values: dict[str, str] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field and not values.get(field):
            values[field] = cell
    return values


def _row(line: int, values: dict[str, str], source: str) -> DemandRow:
    named = {field: value.strip() for field, value in values.items()}
    named["source"] = named.get("source") or source
    return DemandRow(line=line, **named)


def _head(text: str) -> str:
    """A head without case, brackets and separators: ``联系电话（手机）`` and ``Contact_Phone``."""
    return _SEPARATORS.sub("", _BRACKETS.sub("", plain(text).lower()))


def _text(value: Any) -> str:
    """A JSON value as it would stand in a table; lists and objects say nothing there."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)

"""How a catalogue stands in a workbook: sheets, columns and the words of their lists.

The only place that knows sheet and column names; writing and reading both follow it. A head is
the Chinese name over the English one, and a sheet is found by its Chinese name alone, so a hall
may shorten the heads or move the columns about.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal[
    "text", "code", "words", "integer", "yes", "date", "category", "mode", "process", "unit",
    "type", "grade", "original", "when",
]  # fmt: skip

LISTS: dict[str, dict[str, str]] = {
    "yes": {"true": "是", "false": "否"},
    "category": {
        "party_masses": "党务服务",
        "government": "政务服务",
        "life": "生活便民服务",
        "public": "公益志愿服务",
    },
    "mode": {"direct": "即办", "collect": "收件", "dispatch": "派单", "booking": "预约"},
    "process": {
        "leadership": "领导流程",
        "administrative": "行政流程",
        "market": "市场流程",
        "negotiation": "协商流程",
    },
    "unit": {"working_day": "工作日", "calendar_day": "自然日"},
    "type": {
        "text": "单行文字",
        "long_text": "多行文字",
        "choice": "单选",
        "multi_choice": "多选",
        "boolean": "是否",
        "date": "日期",
        "year_month": "年月",
        "integer": "整数",
        "decimal": "小数",
        "money": "金额",
        "phone": "电话",
        "address": "地址",
        "id_number": "证件号码",
        "bank_card": "银行账号",
    },
    "grade": {"A": "A", "B": "B", "C": "C", "D": "D"},
    "original": {"check": "查验原件", "keep": "收存原件", "no": "不要原件"},
    "when": {"": "一律需要", "agent": "代办时", "judged": "视情形"},
}
"""The words of every list: value in the pack to word in the cell, in the order offered."""


class Column(msgspec.Struct, frozen=True):
    """One column; ``attribute`` is the path of its value inside what one row describes.

    ``needed`` is whether the cell may not be blank; ``optional`` whether the whole column may be
    missing from the sheet, which reads as blank cells.
    """

    attribute: str
    zh: str
    en: str
    kind: Kind = "text"
    width: int = 14
    needed: bool = False
    optional: bool = False


class Sheet(msgspec.Struct, frozen=True):
    """One sheet of rows under one line of heads."""

    name: str
    columns: tuple[Column, ...]


def _pair(attribute: str, zh: str, en: str, width: int, needed: bool = False) -> list[Column]:
    """A text in both languages; only the Chinese may be needed."""
    return [
        Column(f"{attribute}.zh", f"{zh}（中文）", f"{en}, Chinese", width=width, needed=needed),
        Column(f"{attribute}.en", f"{zh}（英文）", f"{en}, English", width=width, optional=True),
    ]


_ITEM = Column("item", "事项编码", "Item code", "code", 16, needed=True)
_SINCE = Column("since", "版本生效日期", "Version effective from", "date", 14, optional=True)

README = "说明"
ABOUT = Sheet(
    "目录信息",
    (
        Column("version", "版本", "Version", width=20, needed=True),
        *_pair("title", "目录名称", "Title", 30, needed=True),
        *_pair("notice", "使用提示", "Notice", 60),
        Column("promise.items", "核对：事项总数", "Check: items", "integer", optional=True),
        Column(
            "promise.by_category.party_masses",
            "核对：党务服务",
            "Check: Party",
            "integer",
            optional=True,
        ),
        Column(
            "promise.by_category.government",
            "核对：政务服务",
            "Check: government",
            "integer",
            optional=True,
        ),
        Column(
            "promise.by_category.life",
            "核对：生活便民服务",
            "Check: life",
            "integer",
            optional=True,
        ),
        Column(
            "promise.by_category.public",
            "核对：公益志愿服务",
            "Check: public",
            "integer",
            optional=True,
        ),
        Column(
            "promise.government_direct", "核对：政务即办", "Check: direct", "integer", optional=True
        ),
        Column(
            "promise.government_collect",
            "核对：政务收件",
            "Check: collect",
            "integer",
            optional=True,
        ),
    ),
)
ITEMS = Sheet(
    "事项",
    (
        Column("code", "事项编码", "Item code", "code", 16, needed=True),
        Column("category", "服务类别", "Category", "category", 14, needed=True),
        *_pair("group", "分组", "Group", 16, needed=True),
        *_pair("name", "事项名称", "Item", 34, needed=True),
        Column("mode", "办理方式", "Mode", "mode", 10, needed=True),
        Column("process", "流程类型", "Process", "process", 12, needed=True),
        *_pair("department", "承办单位", "Department", 30, needed=True),
        *_pair("eligibility", "受理条件", "Who may apply", 40, needed=True),
        Column("promised.days", "承诺时限", "Promised limit", "integer", 10, needed=True),
        Column("promised.unit", "承诺时限单位", "Promised unit", "unit", 10, needed=True),
        Column("legal.days", "法定时限", "Legal limit", "integer", 10, optional=True),
        Column("legal.unit", "法定时限单位", "Legal unit", "unit", 10, optional=True),
        *_pair("result.text", "办理结果", "Result", 34, needed=True),
        *_pair("result.paper", "发给居民的文书", "Paper handed over", 26),
        *_pair("result.next_step", "下一步", "What happens next", 40),
        Column("words", "居民常用说法", "How residents ask, Chinese", "words", 40),
        Column(
            "words_en", "居民常用说法（英文）", "How residents ask, English", "words", 40,
            optional=True,
        ),
        Column("effective_from", "生效日期", "Effective from", "date", 12, optional=True),
        Column("effective_until", "失效日期", "Effective until", "date", 12, optional=True),
        Column("superior_code", "上级事项编码", "Superior code", "code", 34, optional=True),
        Column("source", "来源", "Source", "text", 40, optional=True),
    ),
)  # fmt: skip
FIELDS = Sheet(
    "表单字段",
    (
        _ITEM,
        _SINCE,
        Column("key", "字段代码", "Field key", "code", 28, needed=True),
        Column("type", "字段类型", "Type", "type", 12, needed=True),
        *_pair("label", "字段名称", "Label", 26, needed=True),
        Column("required", "必填", "Required", "yes", 8, needed=True),
        Column("prefill", "自动带出", "Prefill", "code", 28, optional=True),
        Column("applies_when", "填写条件", "Applies when", "code", 30, optional=True),
        *_pair("help", "填写提示", "Help", 34),
        Column("sensitive", "敏感信息", "Sensitive", "yes", 10, needed=True),
        Column("reuse", "可沿用上次", "Reuse last answer", "yes", 10, needed=True),
        Column("urgent", "答“是”须立即处置", "Yes needs immediate response", "yes", 14),
    ),
)
CHOICES = Sheet(
    "选项",
    (
        _ITEM,
        _SINCE,
        Column("field", "字段代码", "Field key", "code", 28, needed=True),
        Column("value", "选项代码", "Choice value", "code", 24, needed=True),
        *_pair("label", "选项名称", "Choice", 30, needed=True),
    ),
)
MATERIALS = Sheet(
    "材料种类",
    (
        Column("key", "材料代码", "Material key", "code", 34, needed=True),
        *_pair("name", "材料名称", "Material", 34, needed=True),
        Column("grade", "材料分级", "Grade", "grade", 10, needed=True),
        Column("reusable_days", "可复用天数", "Reusable within days", "integer", 12),
        Column("never_later", "不得容缺", "Never to follow", "yes", 10, needed=True),
        *_pair("issued_by", "出具单位", "Issued by", 34),
        Column("is_form", "本站提供表单", "Sheet the station prints", "yes", 12, needed=True),
        Column("sensitive", "敏感信息", "Sensitive", "yes", 10, needed=True),
    ),
)
ITEM_MATERIALS = Sheet(
    "事项材料",
    (
        _ITEM,
        _SINCE,
        Column("key", "材料代码", "Material key", "code", 34, needed=True),
        Column("original", "原件要求", "Original", "original", 12, needed=True),
        Column("copies", "份数", "Copies", "integer", 8, needed=True),
        Column("never_later", "不得容缺", "Never to follow", "yes", 10, needed=True),
        Column("when", "何时需要", "When needed", "when", 12, needed=True),
        *_pair("condition", "情形说明", "Condition", 26),
        *_pair("any_of", "任选其一组名", "Any one of", 24),
        *_pair("holder", "材料持有人", "Whose document", 20),
        *_pair("note", "备注", "Note", 26),
    ),
)
PROOFS = Sheet(
    "不予开具证明",
    (
        Column("key", "证明代码", "Proof key", "code", 24, needed=True),
        *_pair("name", "证明名称", "Proof", 30, needed=True),
        Column("words", "居民常用说法", "How residents ask, Chinese", "words", 40),
        Column(
            "words_en", "居民常用说法（英文）", "How residents ask, English", "words", 40,
            optional=True,
        ),
        *_pair("who_issues", "由谁出具", "Who issues it", 60, needed=True),
        Column("source", "来源", "Source", "text", 40, optional=True),
    ),
)  # fmt: skip

SHEETS: tuple[Sheet, ...] = (
    ABOUT,
    ITEMS,
    FIELDS,
    CHOICES,
    MATERIALS,
    ITEM_MATERIALS,
    PROOFS,
)

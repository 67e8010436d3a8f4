"""What people write into a cell beside what it is for.

A role or a sign beside a name, whose phone it is, ″ for what stands above, two people in one cell:
in a list for people's eyes all of it is plain, so none of it may end up inside a name or a number.
"""

from __future__ import annotations

import re

LONGEST_REMARK = 20

_HANZI = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_DITTO = frozenset(("同上", "同前", "上同", "同左上", "〃", "″", "〞", '"', "“", "”", "''"))
_SAME_AS_OTHER = re.compile(
    r"(?:同|与)(?:户籍|户口|现住|居住|住)(?:所在)?(?:地|址|地址)?(?:一致|相同)?|人户一致"
)
_REMARK = re.compile(
    f"([{_HANZI}][{_HANZI}·\\s]*)[(（\\[【]([^()（）\\[\\]【】]{{1,{LONGEST_REMARK}}})[)）\\]】]"
)
_SIGNED = re.compile(f"([{_HANZI}][{_HANZI}·\\s]*?)\\s*([*＊★☆※△▲●○◆#]+)")
_BETWEEN_NAMES = re.compile(r"[、/／\\;；,，&+|\r\n]+")
_ONE_NAME = re.compile(f"[{_HANZI}]{{2,4}}")
_BETWEEN_NUMBERS = re.compile(r"[\s/／\\、;；,，|]+")
_ONE_NUMBER = re.compile(r"\d{17}[\dXx]|\d{15}", re.ASCII)
_OWNER = re.compile(f"[{_HANZI}]+")
_AROUND_OWNER = re.compile(f"[{_HANZI}()（）\\[\\]【】:：]+")


def is_ditto(text: str) -> bool:
    """Whether a cell stands for what the row above says."""
    return text in _DITTO


def is_the_other_address(text: str) -> bool:
    """Whether an address cell stands for the person's other address (同户籍, 人户一致)."""
    return _SAME_AS_OTHER.fullmatch(text) is not None


def name_and_remark(text: str) -> tuple[str, str]:
    """A name in hanzi and what was written behind it: a remark in brackets, or signs."""
    found = _REMARK.fullmatch(text) or _SIGNED.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else (text, "")


def several_names(text: str) -> bool:
    """Whether a cell holds the names of more than one person; ``text`` with its line breaks."""
    parts = [part for each in _BETWEEN_NAMES.split(text) if (part := "".join(each.split()))]
    return len(parts) > 1 and all(_ONE_NAME.fullmatch(part) for part in parts)


def several_numbers(text: str) -> bool:
    """Whether a cell holds more than one resident number."""
    parts = [part for part in _BETWEEN_NUMBERS.split(text) if part]
    return len(parts) > 1 and all(_ONE_NUMBER.fullmatch(part) for part in parts)


def phone_and_owner(text: str) -> tuple[str, str]:
    """A phone without the words that say whose it is, and those words."""
    return _AROUND_OWNER.sub(" ", text).strip(), "".join(_OWNER.findall(text))

"""Person names as written on documents: made uniform, checked, and split into surname and given.

Names may hold characters beyond the Basic Multilingual Plane (GB 18030-2022) and, for many
minorities, a middle dot, which input methods write in half a dozen ways. Length is counted in
characters as people see them in a register, up to 50, never in bytes.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from station_desktop.domain.problem import Problem
from station_desktop.domain.text.folding import half_width, unprintable, without_invisible

LONGEST = 50
DOT = "\u00b7"

_HANZI = "\u3007\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_DOTTED = re.compile(f"(?<=[{_HANZI}])\\s*[.·•‧・･∙⋅●﹒᛫˙]\\s*(?=[{_HANZI}])")
_PADDED = re.compile(f"(?<=[{_HANZI}])\\s+(?=[{_HANZI}])")
_ALL_HANZI = re.compile(f"[{_HANZI}]+")
_SYMBOLS = frozenset({"So", "Sk", "Sm", "Sc"})
_COMPOUND = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 "
    "赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 "
    "司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 "
    "宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 "
    "公玉 梁丘 左丘 东门 西门 南荣 第五 叶赫 纳兰 完颜 爱新 达奚 贺兰 即墨 "
    "淳于 单于 富察 佟佳 瓜尔佳 钮祜禄 叶赫那拉 爱新觉罗 萨克达 那拉 赫舍里 "
    "歐陽 司馬 諸葛 尉遲 東方 南宮 鐘離 長孫 聞人 "
)
_COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
_LONGEST_SURNAME = max(map(len, _COMPOUND_SURNAMES))


class NameCheck(msgspec.Struct, frozen=True):
    """One typed name: ``name`` is the form to store, empty when there is a problem."""

    name: str
    problem: Problem | None = None


def normalise(text: str) -> str:
    """One way of writing each name; never raises, judges nothing.

    Composes accents (NFC), strips, folds full-width letters, closes the space that rosters put
    into two-character names, and writes every dot between hanzi as U+00B7.
    """
    folded = half_width(without_invisible(unicodedata.normalize("NFC", text))).strip()
    dotted = _DOTTED.sub(DOT, folded)
    return re.sub(r" {2,}", " ", _PADDED.sub("", dotted))


def check(text: str) -> NameCheck:
    """The name to store, or what is wrong with it; never raises, whatever the text."""
    if len(text) > 20 * LONGEST:
        return NameCheck("", Problem("name.too_long", params={"limit": LONGEST}))
    name = normalise(text)
    code = _fault(name)
    if code == "name.too_long":
        return NameCheck("", Problem(code, params={"limit": LONGEST}))
    return NameCheck("", Problem(code)) if code else NameCheck(name)


def _fault(name: str) -> str:
    if not name:
        return "name.empty"
    if len(name) > LONGEST:
        return "name.too_long"
    if unprintable(name):
        return "name.control"
    if not any(_is_letter(character) for character in name):
        return "name.no_letters"
    if "*" in name or any(unicodedata.category(each) in _SYMBOLS for each in name):
        return "name.symbols"
    return ""


def _is_letter(character: str) -> bool:
    """Letters and hanzi, with those newer than this Python's tables or outside Unicode's own."""
    return character.isalpha() or _ALL_HANZI.fullmatch(character) is not None


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name: ``("欧阳", "修")``, ``("张", "小明")``.

    A name of exactly two characters is one and one (欧阳 is 欧 + 阳). Names with a middle dot and
    names in letters have no surname that could be told from their writing: ``("", name)``.
    """
    if _ALL_HANZI.fullmatch(name) is None:
        return "", name
    for length in range(min(_LONGEST_SURNAME, len(name) - 1), 1, -1):
        if name[:length] in _COMPOUND_SURNAMES:
            return name[:length], name[length:]
    return name[:1], name[1:]

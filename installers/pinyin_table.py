"""Make ``resources/pinyin.txt`` from the pypinyin package (a build-time tool, never imported by
the program: loading it takes one to three seconds).

    python installers/pinyin_table.py            write the table
    python installers/pinyin_table.py --check    fail when the table in the tree differs

The format is described in ``station_desktop/domain/text/pinyin.py``.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

TARGET = Path(__file__).resolve().parent.parent / "resources" / "pinyin.txt"

ADDED = {
    "单": ("shan",), "解": ("xie",), "仇": ("qiu",), "曾": ("zeng",), "区": ("ou",),
    "查": ("zha",), "盖": ("ge",), "尉": ("yu", "wei"), "重": ("chong",), "长": ("zhang",),
    "乐": ("yue",), "朴": ("piao",), "任": ("ren",), "华": ("hua",), "纪": ("ji",), "折": ("she",),
    "万": ("mo",), "种": ("chong",), "覃": ("qin", "tan"), "员": ("yun",), "黑": ("he",),
    "缪": ("miao",), "繁": ("po",), "召": ("shao",), "洗": ("xian",), "冼": ("xian",),
    "秘": ("bi",), "祭": ("zhai",), "能": ("nai",), "不": ("fou",), "晟": ("sheng", "cheng"),
    "令": ("ling",), "呙": ("guo",), "佴": ("nai",), "逯": ("lu",), "隗": ("wei", "kui"),
    "郗": ("xi", "chi"), "燕": ("yan",), "车": ("che",), "盛": ("sheng",), "宁": ("ning",),
    "那": ("na",), "角": ("jue",), "褚": ("chu",), "颉": ("xie",), "葛": ("ge",), "翟": ("zhai",),
    "牟": ("mu",), "卜": ("bu",), "贾": ("jia",), "柏": ("bai",), "都": ("du",), "谌": ("chen",),
    "䶮": ("yan",), "㛃": ("jie",), "嗯": ("en",), "𬱖": ("di",),
}  # fmt: skip
"""Readings that must be there whatever the source lists: surnames and words of the counter."""


def plain(reading: str) -> str:
    """One reading without its tone, ``ü`` as ``v``; empty when no vowel letter is left."""
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", reading.strip().lower()):
        if char == "\u0308" and letters and letters[-1] == "u":
            letters[-1] = "v"
        elif char.isascii() and char.isalpha():
            letters.append(char)
    text = "".join(letters)
    return text if any(letter in "aeiouv" for letter in text) else ""


def row(char: str, listed: str) -> tuple[str, ...]:
    """All toneless readings of one character, common first, the ``u`` spellings of ``v`` last."""
    found = [plain(reading) for reading in listed.split(",")] + list(ADDED.get(char, ()))
    found += [reading.replace("v", "u") for reading in found if "v" in reading]
    return tuple(dict.fromkeys(reading for reading in found if reading))


def table() -> str:
    """The whole table as text, characters in code order within each line."""
    rows: dict[tuple[str, ...], list[str]] = {}
    listed = {chr(code): text for code, text in PINYIN_DICT.items()}
    for char in sorted(listed.keys() | ADDED.keys()):
        readings = row(char, listed.get(char, ""))
        if readings and char != "〇":
            rows.setdefault(readings, []).append(char)
    rows.setdefault(("ling",), []).append("〇")
    return "".join(f"{' '.join(row)}\t{''.join(chars)}\n" for row, chars in sorted(rows.items()))


def main() -> int:
    """Write the table, or compare it with ``--check``."""
    data = table().encode("utf-8")
    if "--check" in sys.argv[1:]:
        same = TARGET.exists() and TARGET.read_bytes() == data
        print("pinyin table is up to date" if same else "pinyin table differs: run this script")
        return 0 if same else 1
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

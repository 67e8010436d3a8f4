"""Identity cards in the files that readers' own programs write: lines, pairs, XML or JSON.

The usual one is ``wz.txt``: nine lines in GBK – name, sex, nation, birth, address, number, issuer,
valid from, valid until. Others name their fields, in Chinese, in English or by initials.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from station_desktop.domain.person import cards, identity
from station_desktop.domain.person.cards import Card
from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.text.folding import half_width

LARGEST = 262_144
"""Bytes; a photograph in such a file makes it some 50 kB."""

_LONGEST_FIELD = 200
_PAIR = re.compile(r"\s*([^:=：]{1,20}?)\s*[:=：]\s*(.*)")
_NAMES: dict[str, tuple[str, ...]] = {
    "name": ("name", "姓名", "xm", "peoplename", "partyname"),
    "sex": ("sex", "gender", "性别", "xb", "peoplesex"),
    "nation": ("nation", "folk", "民族", "mz", "peoplenation", "ethnicity"),
    "birth_date": ("birth", "birthday", "born", "出生", "出生日期", "csrq", "birthdate"),
    "address": ("address", "addr", "住址", "地址", "zz", "dz", "peopleaddress", "certaddress"),
    "id_number": (
        *("id", "idnumber", "idnum", "idcode", "idcard", "idcardno", "cardno", "certnumber"),
        *(
            "number",
            "code",
            "身份证号",
            "身份证号码",
            "公民身份号码",
            "sfzh",
            "gmsfhm",
            "peopleidcode",
        ),
    ),
    "issuer": ("issuer", "issue", "department", "depart", "签发机关", "qfjg", "certorg"),
    "valid_from": (
        "validfrom",
        "startdate",
        "begin",
        "effdate",
        "有效期起始",
        "yxqq",
        "validstart",
    ),
    "valid_until": ("validuntil", "enddate", "end", "expdate", "有效期截止", "yxqz", "validend"),
    "period": ("validity", "validdate", "valid", "period", "有效期限", "有效期", "yxqx"),
}
_KNOWN = {name: key for key, names in _NAMES.items() for name in names}


def read(data: bytes, today: date) -> Card:
    """The card in a file. Refuses ``card.nothing`` (an empty file), ``card.too_large``,
    ``card.unreadable``, ``card.no_number`` and what is wrong with the number."""
    if len(data) > LARGEST:
        raise refuse("card.too_large")
    text = _decoded(data).strip("\x00\ufeff \t\r\n")
    if not text:
        raise refuse("card.nothing")
    if text.startswith("<"):
        return _named(dict(_of_xml(text)), today)
    if text.startswith(("{", "[")):
        return _named(dict(_of_json(text)), today)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    pairs = dict(found for line in lines if (found := _pair(line)) is not None)
    if "id_number" in pairs:
        return _named(pairs, today)
    if len(lines) == 1:
        return cards.read(lines[0], today)
    return cards.of_fields(lines, today)


def _decoded(data: bytes) -> str:
    """UTF-16 with its mark, UTF-8, else GBK in its widest form."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if data[1:2] == b"\x00" or data[3:4] == b"\x00":
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _pair(line: str) -> tuple[str, str] | None:
    found = _PAIR.fullmatch(line)
    key = _key(found[1]) if found is not None else ""
    return (key, found[2]) if found is not None and key else None


def _key(name: str) -> str:
    plain = re.sub(r"[\s_\-.]", "", half_width(name)).lower()
    return _KNOWN.get(plain, "")


def _of_xml(text: str) -> Iterator[tuple[str, str]]:
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):  # entities can grow without an end
        raise refuse("card.unreadable")
    try:
        root = ET.fromstring(re.sub(r"^<\?xml[^>]*\?>", "", text))
    except ET.ParseError:
        raise refuse("card.unreadable") from None
    for element in root.iter():
        named = [(element.tag, element.text or ""), *element.attrib.items()]
        yield from _kept(named)


def _of_json(text: str) -> Iterator[tuple[str, str]]:
    try:
        yield from _walked(json.loads(text))
    except (ValueError, RecursionError):
        raise refuse("card.unreadable") from None


def _walked(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from _kept((str(k), v) for k, v in value.items() if isinstance(v, str | int))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _walked(one)


def _kept(named: Any) -> Iterator[tuple[str, str]]:
    for name, value in named:
        key = _key(name.rpartition("}")[2])
        said = str(value).strip()
        if key and 0 < len(said) <= _LONGEST_FIELD:
            yield key, said


def _named(said: Mapping[str, str], today: date) -> Card:
    if "id_number" not in said:
        raise refuse("card.no_number")
    checked = identity.check(said["id_number"], today)
    if checked.problem is not None:
        raise Refused(checked.problem)
    if len(checked.normalised) != 18:
        raise refuse("card.no_number")
    start, end = cards.period(said.get("period", ""))
    until = said.get("valid_until", "")
    born = checked.birth_date.isoformat() if checked.birth_date else ""
    return Card(
        id_number=checked.normalised,
        name=said.get("name", ""),
        sex=checked.sex or cards.sex_of(said.get("sex", "")),
        nation=cards.nation_of(said.get("nation", "")),
        birth_date=born,
        address=said.get("address", ""),
        issuer=said.get("issuer", ""),
        valid_from=cards.day(said.get("valid_from", "")) or start,
        valid_until=(cards.LONG if until in ("长期", "永久") else cards.day(until)) or end,
    )

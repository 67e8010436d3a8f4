"""What an identity card says of a person, and how it is read out of what a reader types.

Readers that type ("keyboard wedge") give the number alone or all fields with a mark between them.
Which field is which is told from what it says, not from where it stands: every maker has an order
of its own. The number must be right; everything else is a help for whoever would have to type it.
The card's photograph is never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from station_desktop.domain.person import identity
from station_desktop.domain.person.identity import Sex
from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.text.dates import parse_day, real_day
from station_desktop.domain.text.folding import half_width, without_invisible

LONG = "long"
"""How long a card is valid that never ends (长期, from 46 years of age)."""
LONGEST = 2_000
"""Characters; all that a card says is some 200."""
_NATIONS = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 "
    "拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 "
    "怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
NATIONS = tuple(_NATIONS.split())
"""In the order of their codes, 01 to 56 (GB/T 3304)."""

_MARKS = re.compile(r"[|,;#^~\t\r\n，；｜]+")
_FEWEST = 3
_SEXES: dict[str, Sex] = {"男": "male", "女": "female", "M": "male", "F": "female"}
_CODED_SEXES: dict[str, Sex] = {"1": "male", "2": "female"}
_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,30}")
_PLACE = re.compile(r"[省市区县旗州镇乡村街路号院楼室]")
_PERIOD = re.compile(r"(\d{4}[-./]?\d{2}[-./]?\d{2})\s*[-—~至]\s*(.+)")
_LONG_WORDS = ("长期", "永久")


class Card(msgspec.Struct, frozen=True):
    """One person's card. Only ``id_number`` (normalised) is always there; days are ISO text,
    ``valid_until`` may be :data:`LONG`. ``address`` is where the person is registered."""

    id_number: str
    name: str = ""
    sex: Sex | Literal[""] = ""
    nation: str = ""
    birth_date: str = ""
    address: str = ""
    issuer: str = ""
    valid_from: str = ""
    valid_until: str = ""

    def ran_out(self, today: date) -> bool:
        """Whether the card says that it is no longer valid."""
        return self.valid_until not in ("", LONG) and self.valid_until < today.isoformat()


def read(text: str, today: date) -> Card:
    """What was typed by a reader: a number, or fields with marks between them. Refuses
    ``card.nothing``, ``card.too_long``, ``card.no_number`` and what is wrong with the number."""
    if len(text) > LONGEST:
        raise refuse("card.too_long")
    parts = fields(text)
    if not parts:
        raise refuse("card.nothing")
    return of_fields(parts, today)


def of_search(text: str, today: date) -> Card | None:
    """The card, where text in a search box is one; ``None`` for everything that people type."""
    if len(text) > LONGEST or len(fields(text)) < _FEWEST:
        return None
    try:
        return read(text, today)
    except Refused:
        return None


def typed(card: Card) -> str:
    """The card as a reader would type it; :func:`of_search` reads it back."""
    until = "长期" if card.valid_until == LONG else card.valid_until
    sex = {"male": "男", "female": "女"}.get(card.sex, "")
    said = (card.id_number, card.name, sex, card.nation, card.birth_date, card.address, card.issuer)
    return "|".join((*said, card.valid_from, until))


def fields(text: str) -> list[str]:
    """The parts of one typed line, without empty ones; bytes of GBK or UTF-8 that came as one
    letter each are put together again."""
    whole = half_width(without_invisible(_mended(text)))
    return [part for piece in _MARKS.split(whole) if (part := piece.strip())]


def of_fields(parts: Iterable[str], today: date) -> Card:
    """The card out of fields in any order. Refuses as :func:`read` does."""
    kept = [half_width(part).strip() for part in parts]
    checked = _number(kept, today)
    rest = [part for part in kept if identity.check(part, today).normalised != checked.normalised]
    days, until = _days(rest)
    born = checked.birth_date.isoformat() if checked.birth_date is not None else ""
    validity = sorted(day for day in days if day != born)
    words = [part for part in rest if _HANZI.search(part) and not _is_day(part)]
    issuer = next((word for word in words if word.endswith(("公安局", "分局", "公安处"))), "")
    nation = _nation(rest)
    words = [word for word in words if word != issuer and _nation([word]) == ""]
    words = [word for word in words if word not in _SEXES and word not in _LONG_WORDS]
    name = next((word for word in words if _NAME.fullmatch(word) and not _is_address(word)), "")
    address = max((word for word in words if word != name), key=len, default="")
    return Card(
        id_number=checked.normalised,
        name=name,
        sex=checked.sex or _sex(rest),
        nation=nation,
        birth_date=born or next(iter(days), ""),
        address=address,
        issuer=issuer,
        valid_from=validity[0] if validity else "",
        valid_until=until or (validity[-1] if len(validity) > 1 else ""),
    )


def day(text: str) -> str:
    """An ISO day out of a day in any of the usual forms; empty when it is none."""
    found = parse_day(text)
    real = real_day(*found) if found is not None else None
    return real.isoformat() if real is not None else ""


def period(text: str) -> tuple[str, str]:
    """Both ends of a card's time: ``2010.01.01-2030.01.01``, ``20100101-长期``."""
    found = _PERIOD.fullmatch(half_width(text).strip())
    if found is None:
        return "", ""
    return day(found[1]), LONG if found[2].strip() in _LONG_WORDS else day(found[2])


def nation_of(text: str) -> str:
    """The nation by its name, with or without 族, or by its two-digit code."""
    return _nation([half_width(text).strip()], coded=True)


def sex_of(text: str) -> Sex | Literal[""]:
    """The sex by its word or by its code on the card."""
    word = half_width(text).strip().upper()
    return _SEXES.get(word, _CODED_SEXES.get(word, ""))


def _mended(text: str) -> str:
    """Readers that know nothing of the input method type bytes: each comes as a Latin letter."""
    if _HANZI.search(text) or not any("\x80" <= letter <= "\xff" for letter in text):
        return text
    for form in ("utf-8", "gb18030"):
        try:
            return text.encode("latin-1").decode(form)
        except UnicodeError:
            continue
    return text


def _number(parts: Iterable[str], today: date) -> identity.IdCheck:
    """The one part that is a number of a card with a chip; a passport number could be anything."""
    nearly = None
    for part in parts:
        found = identity.check(part, today)
        if len(found.normalised) == 18 and not found.legacy:
            if found.valid:
                return found
            nearly = nearly or found
    if nearly is not None and nearly.problem is not None:
        raise Refused(nearly.problem)
    raise refuse("card.no_number")


def _days(parts: Iterable[str]) -> tuple[list[str], str]:
    """All days among the fields, and :data:`LONG` where one says so."""
    found, until = [], ""
    for part in parts:
        start, end = period(part)
        until = LONG if LONG in (end, until) or part in _LONG_WORDS else ""
        found += [one for one in (start, end, day(part)) if one and one != LONG]
    return found, until


def _is_day(text: str) -> bool:
    return bool(day(text) or period(text)[0])


def _is_address(text: str) -> bool:
    return len(text) > 4 and len(_PLACE.findall(text)) >= 2


def _nation(parts: Iterable[str], *, coded: bool = False) -> str:
    for part in parts:
        word = part.removesuffix("族")
        if word in NATIONS:
            return word
        if coded and part.isdecimal() and 1 <= int(part) <= len(NATIONS):
            return NATIONS[int(part) - 1]
    return ""


def _sex(parts: Iterable[str]) -> Sex | Literal[""]:
    return next((_SEXES[part.upper()] for part in parts if part.upper() in _SEXES), "")

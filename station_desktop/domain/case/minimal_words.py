"""What an organisation may not be told with a task: identity numbers, and a market partner no
benefit or health status either (PIPL art. 6 and 28: need, address and time are enough).

Text is judged as typed, in half or full width, with whatever stands between the digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from station_desktop.domain.person.identity import check_digit
from station_desktop.domain.problem import Problem
from station_desktop.domain.text.dates import real_day
from station_desktop.domain.text.folding import plain

_GAP = r"[\s\-_.·,，、/]*"
_RUN = re.compile(rf"\d(?:{_GAP}\d)*(?:{_GAP}X)?", re.ASCII | re.IGNORECASE)
_SOLID = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dX]|\d{15})(?![0-9A-Za-z])", re.IGNORECASE)
_LONGEST_OLD = 15
_STATUS = re.compile(
    "低保边缘|低保|低收入|低边户?|特困|五保|社会救助|救助金?|贫困|困难家庭|困难户|困难补助"
    "|残疾(?:等级|[一二三四]级|证|人证)?|[一二三四]级残疾?|智残|肢残|精神(?:病|障碍|残疾)|艾滋|吸毒|戒毒"
    "|失独|计生特殊|计划生育特殊|孤儿|困境儿童|优抚|社区矫正|刑满|高龄津贴|护理补贴|生活补贴|养老助残"
    "|dibao|low[- ]income|destitut|welfare recipient|social assistance|disab(?:led|ility)"
    "|subsid(?:y|ies)|mental(?:ly)? ill|orphan|bereaved|on parole|community correction",
    re.IGNORECASE,
)


def faults(
    text: str, field: str, *, market: bool, known: Iterable[str] = (), allowed: str = ""
) -> tuple[Problem, ...]:
    """What ``text`` says that it may not. ``market`` is a partner of the market; ``known`` are the
    numbers of the people concerned, whatever their form; ``allowed`` is the service's own name,
    whose words say nothing of the person."""
    found = []
    if has_id_number(text, known):
        found.append(Problem("dispatch.id_number", field))
    words = status_words(text, allowed) if market else ()
    if words:
        found.append(Problem("dispatch.status_words", field, {"words": "、".join(words)}))
    return tuple(found)


def has_id_number(text: str, known: Iterable[str] = ()) -> bool:
    """Whether an identity number of 15 or 18 characters stands in ``text``, or one of ``known``."""
    folded = plain(text).upper()
    if _SOLID.search(folded):
        return True
    bare = re.sub(_GAP, "", folded)
    if any(number and len(number) > 5 and number.upper() in bare for number in known):
        return True
    return any(_holds_number(run[0]) for run in _RUN.finditer(folded))


def status_words(text: str, allowed: str = "") -> tuple[str, ...]:
    """The words for a benefit, a hardship or an illness that stand in ``text``, each once; those
    of ``allowed`` are passed over."""
    found = (word[0] for word in _STATUS.finditer(plain(text)))
    return tuple(dict.fromkeys(word for word in found if word not in allowed))


def _holds_number(run: str) -> bool:
    """Whether digits with gaps between them hold an identity number: one that begins and ends
    with the run, or that its check digit gives away."""
    digits = re.sub(_GAP, "", run)
    if len(digits) == _LONGEST_OLD and digits.isdigit():
        return _birth(f"19{digits[6:12]}")
    starts = range(len(digits) - 17)
    return any(_is_number(digits[at : at + 18]) for at in starts)


def _is_number(text: str) -> bool:
    return text[:17].isdigit() and _birth(text[6:14]) and text[17] == check_digit(text)


def _birth(text: str) -> bool:
    day = real_day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return day is not None and date(1900, 1, 1) <= day

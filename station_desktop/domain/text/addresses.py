"""A typed address taken apart: the courtyard or building one walks to, and the door in it.

Lane neighbourhoods count 胡同 + 门牌 + 院内房号, housing estates 楼 + 单元 + 室; both end in doors
that belong to one building. What stands before the lane (province, district, street office) says
nothing within one station and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from station_desktop.domain.text.folding import half_width, without_invisible

_DIVISIONS = re.compile(
    r"^(?:[^省市区县]{1,8}(?:省|市|自治区|(?<!小)区|县))*(?:[^街镇乡]{1,8}(?:街道|镇|乡))?"
)
"""Province, city, district and street office at the beginning of an address."""
_BUILDING = re.compile(r".*(?:[\d甲乙丙丁东西南北中A-Za-z]号?大?[院楼栋幢座]|小区|公寓)")
_LANE = re.compile(r"\D+?(?=[甲乙丙丁]?\d|$)")
_SPACES = re.compile(r"\s+")
_NUMBERS = re.compile(r"(\d+)", re.ASCII)
_DIGITS = 5


class Place(msgspec.Struct, frozen=True):
    """``building`` is a courtyard, a building, or a lane whose doors open to the street; ``door``
    is empty where the address names none."""

    building: str
    door: str = ""


def plain(address: str) -> str:
    """The address from its lane on, half width, without spaces: how two are compared."""
    text = _SPACES.sub("", half_width(without_invisible(address)))
    return text[_divided(text) :]


def _divided(text: str) -> int:
    found = _DIVISIONS.match(text)
    return found.end() if found is not None else 0


def split(address: str) -> Place:
    """The building and the door: 校场小六条19号院 and 3号, 老墙根街2号院3号楼 and 2单元501,
    校场小六条 and 19号. A whole courtyard (校场小六条19号院) has no door."""
    text = plain(address)
    found = _BUILDING.match(text)
    end = found.end() if found is not None else _lane_end(text)
    return Place(text[:end].strip("-—,，、"), text[end:].strip("-—,，、"))


def _lane_end(text: str) -> int:
    found = _LANE.match(text)
    return found.end() if found is not None else 0


def entry_of(building: str, entries: Iterable[str]) -> str:
    """The longest of ``entries`` (courtyards, buildings, whole lanes) that ``building`` belongs
    to, empty for none: the lane 校场小六条 has the courtyard 校场小六条19号院."""
    fitting = (entry for entry in entries if entry and _within(building, entry))
    return max(fitting, key=len, default="")


def _within(building: str, entry: str) -> bool:
    if not building.startswith(entry):
        return False
    return not (entry[-1:].isdigit() and building[len(entry) : len(entry) + 1].isdigit())


def order(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts doors as one walks past them: 9号 before 10号."""
    parts = (part for part in _NUMBERS.split(name) if part)
    return tuple((0, int(p), "") if p.isascii() and p.isdigit() else (1, 0, p) for p in parts)


def key(address: str) -> str:
    """The same order as plain text, for an index: every number with as many digits."""
    return _NUMBERS.sub(lambda found: found[0].zfill(_DIGITS), address)

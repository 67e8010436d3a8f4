"""Area-fixed households (包片联户): grid areas with the staff who answer for them, and the
households of their courtyards and buildings.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact

Attention = Literal[
    "alone_old", "old", "disabled", "low_income", "minor", "ill", "bereaved", "corrections"
]
ATTENTIONS: tuple[Attention, ...] = (
    "alone_old",
    "old",
    "disabled",
    "low_income",
    "minor",
    "ill",
    "bereaved",
    "corrections",
)
"""Why a household is looked after more often: an old person alone 独居老人, people over 80 高龄,
disabled 残疾, low income 低保/低收入, minors in need 困境儿童, gravely ill 重病, a family that lost
its only child 计生特殊家庭, people under community correction 社区矫正."""


class Area(msgspec.Struct, frozen=True, omit_defaults=True):
    """One grid area (网格). ``worker`` is the account that answers for it, ``others`` those who
    stand in; ``buildings`` are its courtyards and buildings in walking order."""

    id: str
    name: str
    code: str = ""
    worker: str = ""
    others: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()


class Household(msgspec.Struct, frozen=True, omit_defaults=True):
    """One household. ``building`` is a courtyard or building of its area, ``door`` the door in
    it; ``members`` are residents' ids; ``seen_at`` when somebody of it was last met, ``tried_at``
    when somebody last called there (milliseconds, 0 for never). ``moved_at`` is set once they
    moved away."""

    id: str
    area: str
    building: str
    door: str
    members: tuple[str, ...] = ()
    attention: tuple[Attention, ...] = ()
    note: str = ""
    seen_at: int = 0
    tried_at: int = 0
    moved_at: int = 0
    erased_at: int = 0

    @property
    def address(self) -> str:
        return f"{self.building}{self.door}"


class AreaSet(Fact, frozen=True):
    """A grid area was made or is now called so."""

    kind: ClassVar[str] = "area.set"
    name: str
    code: str = ""
    buildings: tuple[str, ...] = ()


class AreaAssigned(Fact, frozen=True):
    """Who answers for the area from now on."""

    kind: ClassVar[str] = "area.assigned"
    worker: str
    others: tuple[str, ...] = ()


class HouseholdSet(Fact, frozen=True):
    """A household was entered, or its address, members or attention are now these."""

    kind: ClassVar[str] = "household.set"
    personal: ClassVar[tuple[str, ...]] = ("note",)
    area: str
    building: str
    door: str
    members: tuple[str, ...] = ()
    attention: tuple[Attention, ...] = ()
    note: str = ""


class HouseholdSeen(Fact, frozen=True):
    """Somebody called there (``homevisit``): ``met`` says whether anybody was met. ``at`` is the
    moment of the call in milliseconds."""

    kind: ClassVar[str] = "household.seen"
    homevisit: str
    at: int
    met: bool


class HouseholdMoved(Fact, frozen=True):
    """They moved away."""

    kind: ClassVar[str] = "household.moved"
    personal: ClassVar[tuple[str, ...]] = ("note",)
    at: int
    note: str = ""


AREA_FACTS: tuple[type[Fact], ...] = (AreaSet, AreaAssigned)
FACTS: tuple[type[Fact], ...] = (*AREA_FACTS, HouseholdSet, HouseholdSeen, HouseholdMoved)


def fold_area(area: Area | None, entry: Entry, fact: Fact) -> Area | None:
    """The area after ``fact``."""
    replace = msgspec.structs.replace
    match fact:
        case AreaSet():
            before = area or Area(entry.subject_id, fact.name)
            return replace(before, name=fact.name, code=fact.code, buildings=fact.buildings)
        case AreaAssigned() if area is not None:
            return replace(area, worker=fact.worker, others=fact.others)
        case _:
            return area


def fold(household: Household | None, entry: Entry, fact: Fact) -> Household | None:
    """The household after ``fact``. Calls may be told late: the latest moment counts."""
    replace = msgspec.structs.replace
    if isinstance(fact, HouseholdSet):
        before = household or Household(entry.subject_id, fact.area, fact.building, fact.door)
        return replace(
            before,
            area=fact.area,
            building=fact.building,
            door=fact.door,
            members=fact.members,
            attention=fact.attention,
            note=fact.note,
        )
    match fact:
        case HouseholdSeen() if household is not None:
            seen = max(household.seen_at, fact.at) if fact.met else household.seen_at
            return replace(household, seen_at=seen, tried_at=max(household.tried_at, fact.at))
        case HouseholdMoved() if household is not None:
            return replace(household, moved_at=fact.at)
        case _:
            return household

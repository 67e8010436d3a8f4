"""Is this person already here? Asked before anything is created, and answered with reasons."""

from __future__ import annotations

from typing import Literal

import msgspec

from station_desktop.domain.person.residents import Resident

Reason = Literal[
    "same_number", "near_number", "same_name_and_birth", "same_name_and_phone", "same_name_and_door"
]

_WEIGHT: dict[Reason, int] = {
    "same_number": 100,
    "near_number": 60,
    "same_name_and_birth": 60,
    "same_name_and_phone": 50,
    "same_name_and_door": 40,
}


class Likeness(msgspec.Struct, frozen=True):
    """One registered person who may be the same, with every reason to think so."""

    resident: Resident
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        return sum(_WEIGHT[reason] for reason in self.reasons)


def likeness(new: Resident, known: Resident) -> Likeness | None:
    """How ``new`` resembles ``known``; ``None`` when there is nothing to ask about."""
    reasons: list[Reason] = []
    if new.id_number and new.id_number == known.id_number:
        reasons.append("same_number")
    elif _near(new.id_number, known.id_number):
        reasons.append("near_number")
    if new.name == known.name:
        reasons.extend(_beside_the_name(new, known))
    return Likeness(known, tuple(reasons)) if reasons else None


def _near(one: str, other: str) -> bool:
    """One slip of the finger apart: a wrong, missing or swapped character."""
    if len(one) < 15 or len(other) < 15:
        return False
    from rapidfuzz.distance import OSA  # 17 ms that only a registration needs

    return OSA.distance(one, other, score_cutoff=1) == 1


def _beside_the_name(new: Resident, known: Resident) -> list[Reason]:
    reasons: list[Reason] = []
    if new.birth_date and new.birth_date == known.birth_date:
        reasons.append("same_name_and_birth")
    if new.phone and new.phone == known.phone:
        reasons.append("same_name_and_phone")
    if new.residence_address and new.residence_address == known.residence_address:
        reasons.append("same_name_and_door")
    return reasons

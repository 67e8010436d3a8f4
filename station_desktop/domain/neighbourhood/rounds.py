"""Which households are due for a visit, and which of them make a round one can walk.

A household that needs attention is due after fewer days than the others; how far it is past its
own day is its need, weighed by why it is looked after and raised a little where somebody called
and met nobody. A round begins with whoever has waited longest of those who need attention, takes
the most urgent ones wherever they live, prefers among the rest those next door to them, and is
told in walking order. Nothing is drawn by lot: the same households give the same round.

Why a household was chosen is told by codes (``round.unseen`` with the days, ``round.old`` with the
age), so that every reader has it in their own language; :func:`written` and :func:`read` keep
them in a home visit's ``why``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

import msgspec

from station_desktop.domain.neighbourhood.households import ATTENTIONS, Attention, Household
from station_desktop.domain.text import addresses
from station_desktop.domain.time import clock

Band = Literal["fresh", "soon", "due", "late", "never"]
BANDS: tuple[Band, ...] = ("fresh", "soon", "due", "late", "never")
"""How long ago a household was seen, by its own limit: in the first half of it, in the second,
its day come or past, past twice of it, or never yet."""

WEIGHTS: dict[Attention, float] = {
    "alone_old": 2.0,
    "disabled": 1.6,
    "low_income": 1.6,
    "minor": 1.6,
    "ill": 1.4,
    "bereaved": 1.4,
    "old": 1.3,
    "corrections": 1.1,
}
_NEVER = 3.0
"""How many of its limits a household counts as having waited that was never seen."""
_LONGEST = 6.0
_TRIED = 0.3
_NEAR = 1.3
"""How much a household's need counts in a building where one goes anyway: enough to prefer it to
its like elsewhere, not to an old person alone."""
_ON_THE_WAY = 0.5
"""From this share of its limit on, a household next door to one that is due is taken along."""
OLD, ALONE = 80, 65
"""Ages: 高龄 from 80; a household of nobody under 65 lives without younger people."""


class Limits(msgspec.Struct, frozen=True):
    """Within how many days a household is to be seen, and one that needs attention."""

    days: int
    attention_days: int

    def of(self, household: Household) -> int:
        """The household's own limit, at least one day."""
        return max(self.attention_days if household.attention else self.days, 1)


class Reason(msgspec.Struct, frozen=True):
    """Why a household is visited: the phrase ``round.<code>``, and its number of days or years."""

    code: str
    number: int | None = None

    @property
    def params(self) -> dict[str, Any]:
        return {} if self.number is None else {"n": self.number}


class Pick(msgspec.Struct, frozen=True):
    """One household of a round; ``due`` is false for one taken along on the way."""

    household: Household
    score: float
    due: bool


def days_since(moment: int, day: date) -> int:
    """Calendar days from a moment (milliseconds) to ``day`` in China's civil time, at least 0."""
    return max((day - clock.from_milliseconds(moment).date()).days, 0)


def waited(household: Household, day: date, limits: Limits) -> float:
    """How much of its limit the household has waited: 1 is its own day."""
    if not household.seen_at:
        return _NEVER
    return min(days_since(household.seen_at, day) / limits.of(household), _LONGEST)


def cuts(day: date, limit: int) -> tuple[int, int, int]:
    """Moments (milliseconds): seen before the first is ``soon`` on ``day``, before the second
    ``due``, before the third ``late``, for households with this limit."""
    return _midnight(day, (limit + 1) // 2), _midnight(day, limit), _midnight(day, 2 * limit)


def _midnight(day: date, days: int) -> int:
    """The end of the day that lies so many days back."""
    ended = datetime.combine(day - timedelta(days=days - 1), time(), clock.CHINA)
    return clock.milliseconds(ended)


def band(household: Household, day: date, limits: Limits) -> Band:
    """How long ago, as a picture shows it."""
    if not household.seen_at:
        return "never"
    soon, due, late = cuts(day, limits.of(household))
    if household.seen_at < late:
        return "late"
    if household.seen_at < due:
        return "due"
    return "soon" if household.seen_at < soon else "fresh"


def score(household: Household, day: date, limits: Limits) -> float:
    """How much the household needs to be seen."""
    weight = max((WEIGHTS[kind] for kind in household.attention), default=1.0)
    missed = _TRIED if household.tried_at > household.seen_at else 0.0
    return waited(household, day, limits) * weight + missed


def choose(
    households: Iterable[Household],
    buildings: Sequence[str],
    day: date,
    limits: Limits,
    how_many: int,
    planned: Collection[str] = (),
) -> tuple[Pick, ...]:
    """A round of at most ``how_many`` households, in walking order of ``buildings``.

    ``planned`` are ids that already stand on a list. Who moved away is never in it, and whoever of
    those needing attention is longest overdue always is.
    """
    there = [h for h in households if not h.moved_at and h.id not in planned]
    picks = [_pick(household, day, limits) for household in there]
    due = sorted((p for p in picks if p.due), key=_most_needed)
    if not due or how_many < 1:
        return ()
    first = min((p for p in due if p.household.attention), key=_longest_waiting, default=due[0])
    musts = [first, *(p for p in due if p is not first)][: max(how_many // 2, 1)]
    going = {_building(p) for p in musts}
    chosen = {p.household.id for p in musts}
    rest = sorted(
        (p for p in due if p.household.id not in chosen),
        key=lambda p: (-p.score * (_NEAR if _building(p) in going else 1), p.household.id),
    )
    along = [p for p in picks if not p.due and _building(p) in going and _may_come(p, day, limits)]
    filled = [*musts, *rest, *sorted(along, key=_most_needed)][:how_many]
    return tuple(sorted(filled, key=lambda pick: walk(pick.household, buildings)))


def _pick(household: Household, day: date, limits: Limits) -> Pick:
    due = waited(household, day, limits) >= 1
    return Pick(household, score(household, day, limits), due)


def _may_come(pick: Pick, day: date, limits: Limits) -> bool:
    return waited(pick.household, day, limits) >= _ON_THE_WAY


def _building(pick: Pick) -> tuple[str, str]:
    return pick.household.area, pick.household.building


def _most_needed(pick: Pick) -> tuple[float, str]:
    return -pick.score, pick.household.id


def _longest_waiting(pick: Pick) -> tuple[int, float, str]:
    return pick.household.seen_at, -pick.score, pick.household.id


def walk(household: Household, buildings: Sequence[str]) -> tuple[Any, ...]:
    """Where the household comes on a walk through ``buildings``, of which one may be a whole lane;
    what the area does not name comes last, by its name."""
    entry = addresses.entry_of(household.building, buildings)
    place = buildings.index(entry) if entry else len(buildings)
    order = addresses.order
    return place, order(household.building), order(household.door), household.id


# why


def reasons(
    household: Household, ages: Iterable[int], day: date, limits: Limits
) -> tuple[Reason, ...]:
    """Why this household, the weightiest first; ``ages`` are its members' where they are known."""
    found = [_unseen(household, day)]
    oldest = max(ages, default=0)
    if oldest >= ALONE and {"alone_old", "old"} & {*household.attention}:
        found.append(Reason("age", oldest))
    kinds = sorted(household.attention, key=lambda kind: (-WEIGHTS[kind], ATTENTIONS.index(kind)))
    found += [Reason(kind) for kind in kinds if kind != "old" or oldest < ALONE]
    if household.tried_at > household.seen_at:
        found.append(Reason("tried", days_since(household.tried_at, day)))
    if waited(household, day, limits) < 1:
        found.append(Reason("on_the_way"))
    return tuple(found)


def _unseen(household: Household, day: date) -> Reason:
    if not household.seen_at:
        return Reason("never")
    return Reason("unseen", days_since(household.seen_at, day))


_CODES = frozenset({"never", "unseen", "age", "tried", "on_the_way", *ATTENTIONS})


def written(found: Iterable[Reason]) -> str:
    """The reasons as a home visit keeps them: ``unseen=41 age=82 alone_old``."""
    return " ".join(r.code if r.number is None else f"{r.code}={r.number}" for r in found)


def read(why: str) -> tuple[Reason, ...]:
    """What :func:`written` wrote; nothing where somebody put it into words of their own."""
    found: list[Reason] = []
    for part in why.split():
        code, is_equal, number = part.partition("=")
        if code not in _CODES or (is_equal and not number.isdecimal()):
            return ()
        found.append(Reason(code, int(number) if number else None))
    return tuple(found)


def proposed(ages: Sequence[int | None]) -> tuple[Attention, ...]:
    """The attention that birth dates alone suggest, of members with these ages (``None`` where the
    birth date is not known): nothing is guessed of anybody's health, income or history."""
    found: list[Attention] = []
    if ages and all(age is not None and age >= ALONE for age in ages):
        found.append("alone_old")
    if any(age is not None and age >= OLD for age in ages):
        found.append("old")
    return tuple(found)

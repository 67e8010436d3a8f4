"""Rates and scores as 12345 computes them, with their rules in sight.

- 响应率, response: contacted in time / sent. 解决率, solution, and 满意率, satisfaction: yes /
  valid call-backs. A call-back is valid where the resident was reached and said whether it was
  solved.
- The two lowest of the five levels are dissatisfied, the other three satisfied. Who did not rate
  is counted apart, never as satisfied and never as dissatisfied.
- Nothing divided by nothing has no rate: it is shown as ``—``, neither 0 nor 100 %.
- Rates are exact until they are shown; then they are rounded half up to the decimals of the
  setting. The combined score weighs exact rates; it needs all three and weights that add up to
  100. Which weights are in force differs from place to place, so they are settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import msgspec

from station_desktop.domain.case.ratings import BAD, LEVELS, Level

NOTHING = "—"
_WHOLE = 100


class Rate(msgspec.Struct, frozen=True):
    """So many of so many."""

    hits: int
    of: int

    @property
    def share(self) -> Fraction | None:
        """Between 0 and 1; ``None`` where there is nothing to divide by."""
        return Fraction(self.hits, self.of) if self.of else None

    def shown(self, decimals: int = 1) -> str:
        """``96.5%``, or :data:`NOTHING`."""
        return percent(self.share, decimals)


class Weights(msgspec.Struct, frozen=True):
    """What each rate counts in the combined score, in percent."""

    response: int
    solution: int
    satisfaction: int

    @property
    def whole(self) -> bool:
        return self.response + self.solution + self.satisfaction == _WHOLE


class Levels(msgspec.Struct, frozen=True):
    """How many chose each of the five levels, and how many closings nobody rated."""

    counts: tuple[int, int, int, int, int]
    """From 5, very satisfied, down to 1, very dissatisfied."""
    not_rated: int = 0

    @property
    def rated(self) -> int:
        return sum(self.counts)

    @property
    def good(self) -> Rate:
        """The share of the three upper levels among those who rated."""
        bad = sum(self.of(level) for level in BAD)
        return Rate(self.rated - bad, self.rated)

    def of(self, level: Level) -> int:
        return self.counts[LEVELS.index(level)]

    def share(self, level: Level) -> Rate:
        """The share of one level among those who rated."""
        return Rate(self.of(level), self.rated)


def levels(counts: Mapping[int, int], not_rated: int = 0) -> Levels:
    """From counts by level."""
    five, four, three, two, one = (counts.get(level, 0) for level in LEVELS)
    return Levels((five, four, three, two, one), not_rated)


def combined(response: Rate, solution: Rate, satisfaction: Rate, weights: Weights) -> Rate | None:
    """The weighted score out of 100; ``None`` where a rate is missing or the weights are not
    whole."""
    shares = [
        (rate.share, weight)
        for rate, weight in (
            (response, weights.response),
            (solution, weights.solution),
            (satisfaction, weights.satisfaction),
        )
        if weight or rate.share is not None
    ]
    if not weights.whole or any(share is None for share, _ in shares):
        return None
    total = sum((share * weight for share, weight in shares if share is not None), Fraction())
    exact = total / _WHOLE
    return Rate(exact.numerator, exact.denominator)


def percent(share: Fraction | None, decimals: int = 1) -> str:
    """A share in percent, rounded half up: ``0.125`` with no decimals is ``13%``."""
    return NOTHING if share is None else f"{rounded(share * _WHOLE, decimals)}%"


def mean(total: int | Fraction, count: int, decimals: int = 1) -> str:
    """An average, rounded half up; :data:`NOTHING` of nothing."""
    return str(rounded(Fraction(total) / count, decimals)) if count else NOTHING


def rounded(exact: Fraction, decimals: int) -> Decimal:
    """Half up, from the exact value: never through a binary fraction."""
    doubled = exact * Fraction(10) ** decimals * 2
    whole = (doubled.numerator // doubled.denominator + 1) // 2
    return Decimal(whole).scaleb(-decimals)

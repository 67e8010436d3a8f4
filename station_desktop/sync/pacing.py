"""When to try, and how much at a time: pure rules, the time and the chance passed in."""

from __future__ import annotations

import msgspec

from station_desktop.sync.client import Pace

SOON = 1.0
"""Seconds after an act at the desk until it is sent: several acts of one visit go together."""
QUIET = 60.0
"""Seconds between two rounds when there is nothing to do."""
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0
ASLEEP = 90.0
"""Seconds by which the time has jumped when the PC was asleep."""
_LEAST_PUSH, _MOST_PUSH = 1, 5000
_GROWTH = 2


class Pacing(msgspec.Struct, frozen=True):
    """What has been learned of the way to one server: how often in a row it failed, and how much
    it carries at a time."""

    failures: int = 0
    push: int = 2000

    def succeeded(self) -> Pacing:
        """It works; try to carry more again."""
        return Pacing(0, min(_MOST_PUSH, self.push * _GROWTH))

    def failed(self, *, with_load: bool) -> Pacing:
        """It failed; if something was being carried, carry less next time."""
        push = max(_LEAST_PUSH, self.push // 4) if with_load else self.push
        return Pacing(self.failures + 1, push)

    def wait(self, chance: float, again: float = 0.0) -> float:
        """Seconds until the next try: doubling up to five minutes, spread by ``chance`` (0 to 1) so
        that a district's windows do not all come at once, never before the server asked."""
        if not self.failures:
            return QUIET * (0.75 + 0.5 * chance)
        longest = min(LONGEST_WAIT, FIRST_WAIT * float(1 << min(self.failures - 1, 10)))
        return max(again, longest * (0.5 + 0.5 * chance))

    def pace(self) -> Pace:
        """How much to carry in the next round."""
        return Pace(push=self.push, pull=max(100, min(1000, self.push)))


_WELL_UNDER_S = 0.04
FIRST_PULL, _LEAST_PULL, _MOST_PULL = 100, 20, 5000


def fitting(pull: int, took: float) -> int:
    """How many entries to ask for next, when taking in up to ``pull`` of them held the store for
    ``took`` seconds: the desk's own writes must not wait noticeably for those of others."""
    if took > _WELL_UNDER_S:
        return max(_LEAST_PULL, int(pull * _WELL_UNDER_S / took))
    if took < _WELL_UNDER_S / 4:
        return min(_MOST_PULL, pull * _GROWTH)
    return pull


def woke_up(expected: float, passed: float) -> bool:
    """Whether a wait that was to take ``expected`` seconds took so long that the PC must have been
    asleep in it: then the network may be another, and it is tried at once."""
    return passed - expected > ASLEEP

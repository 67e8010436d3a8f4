"""The values the deadline engine takes and gives (see ``domain.time.workdays`` for the rules)."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import msgspec

from station_desktop.domain.catalogue import Limit, LimitUnit
from station_desktop.domain.problem import Problem
from station_desktop.domain.text import dates

LONGEST_LIMIT = 1830
"""Five years: a longer limit is a typing error."""

WARN_AT = 0.8


class DeskHours(msgspec.Struct, frozen=True):
    """When the counter closes for acceptance: at this time of day and after, it is tomorrow."""

    closing: time = time(17, 0)


class Pause(msgspec.Struct, frozen=True):
    """A stop of the clock, from the day ``begun`` to the day ``ended`` (``None`` while it lasts).

    ``ended`` may be a ``datetime``: then closing time is looked at. ``reason`` is one of
    :data:`REASONS`, or the clerk's own words.
    """

    begun: date
    ended: date | None
    reason: str


REASONS = frozenset({"supplement", "notice", "inspection", "assessment", "appeal"})
"""Reasons that have a sentence of their own: awaiting supplements, public notice, and so on."""


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the reasoning: a phrase code, the day it is about, and what the phrase needs.

    Plain enough to be stored (``msgspec.to_builtins``) and read back (``msgspec.convert``).
    ``name`` and ``name_en`` are a holiday's; ``until`` is the last day of a stretch, or the day
    that counts instead; ``text`` is a closing time or a pause's own reason.
    """

    code: str
    day: date
    until: date | None = None
    days: int = 0
    name: str = ""
    name_en: str = ""
    text: str = ""

    def said(self, language: str) -> dict[str, Any]:
        """What ``phrases.say(step.code, language, **step.said(language))`` needs, days written
        out and names in that language."""
        return {
            "day": dates.show_day_and_weekday(self.day, language),
            "until": dates.show_day_and_weekday(self.until or self.day, language),
            "days": self.days,
            "name": (self.name_en or self.name) if language == "en" else self.name,
            "text": self.text,
        }


class DueDate(msgspec.Struct, frozen=True):
    """The answer, with its reasons.

    ``effective`` is the day that counts as the day of acceptance. ``pauses`` are the stretches
    left out, merged, as (day begun, day ended]. ``stopped_since`` is set while a pause lasts;
    ``due`` is then the earliest day possible. ``warn`` is the first day on which 80 % of the time
    is used; ``None`` for what is due at once. ``caution`` is ``deadline.unknown_year`` when a
    year's holidays had to be guessed at by weekends.
    """

    due: date
    effective: date
    limit: Limit
    paused_days: int
    steps: tuple[Step, ...]
    pauses: tuple[tuple[date, date], ...] = ()
    stopped_since: date | None = None
    warn: date | None = None
    caution: Problem | None = None


class Progress(msgspec.Struct, frozen=True):
    """How a case stands on one day, in the limit's own unit.

    ``used`` counts today; ``paused`` is what stood still so far. ``share`` is used ÷ total and
    passes 1 when overdue (0 for a same-day limit until its day is over). ``left`` is what remains
    after today; ``overdue`` the days past the due day.
    """

    unit: LimitUnit
    used: int
    total: int
    paused: int
    left: int
    overdue: int
    share: float
    stopped: bool

    @property
    def warn(self) -> bool:
        """Whether the case is at 80 % of its time or beyond and the clock is running."""
        return self.share >= WARN_AT and not self.stopped


def check_limit(limit: Limit) -> Problem | None:
    """What is wrong with a limit: negative, or beyond five years."""
    if limit.days < 0:
        return Problem("deadline.negative", params={"days": limit.days})
    if limit.days > LONGEST_LIMIT:
        return Problem("deadline.too_long", params={"days": limit.days, "limit": LONGEST_LIMIT})
    return None

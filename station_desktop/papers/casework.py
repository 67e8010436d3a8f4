"""The papers of an individual case: the service plan, the referral letter, the closing paper.

Notes have no place here, nor the situation as it was found out; a referral says no more of a person
than another agency needs to receive them.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from station_desktop.papers.compose import sheet
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language, Party, Sheet

PaperKind = Literal["service_plan", "referral", "closing"]
PAPER_KINDS: tuple[PaperKind, ...] = ("service_plan", "referral", "closing")
PAPER_FORMATS: tuple[Format, ...] = ("a4", "large")


class MeasureLine(msgspec.Struct, frozen=True):
    """One measure in words: who leads it, who supports it, which service it is linked to."""

    text: str
    lead: str
    supports: str = ""
    link: str = ""
    by: date | None = None
    outcome: str = ""


class GoalLine(msgspec.Struct, frozen=True):
    """One goal, how far it is reached in words, and what is done towards it."""

    text: str
    state: str = ""
    by: date | None = None
    measures: tuple[MeasureLine, ...] = ()


class Letter(msgspec.Struct, frozen=True):
    """One referral: to whom, why, and the day it was made."""

    agency: str
    reason: str
    on: date


class Ended(msgspec.Struct, frozen=True):
    """How the case ended, in words; an empty rating was not given."""

    on: date
    ending: str
    text: str
    by_resident: str = ""
    by_worker: str = ""
    resident_words: str = ""
    left_open: str = ""


class Casework(msgspec.Struct, frozen=True):
    """What the papers of one individual case may say beside their head, whose officer is the
    case's worker."""

    resident: Party
    began: date
    why: str = ""
    problems: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    letter: Letter | None = None
    ended: Ended | None = None


def compose(
    kind: PaperKind, head: Sheet, about: Casework, language: Language, format: Format = "a4"
) -> Document:
    """The paper; raises ``ValueError`` when there is none in this format, or when ``about`` lacks
    what it is about."""
    lacking = {
        "service_plan": not about.goals,
        "referral": about.letter is None,
        "closing": about.ended is None,
    }
    if lacking[kind]:
        raise ValueError(f"these facts do not hold what {kind!r} is about")
    return sheet(kind, f"{kind}.title", head, language, format, about=about)

"""The five-level rating (好差评, 国办发〔2019〕51号) and what a bad one sets going.

Each service is rated once, by the resident, after it was closed; nothing is preselected and "not
rated" is never "satisfied". The officer rated does not learn who said what: a rating's words are
shown to whoever reviews (right ``rating.read``) only. The bottom two levels make a call-back with
a limit of its own.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal.journal import Fact

Level = Literal[1, 2, 3, 4, 5]
"""5 very satisfied 非常满意, 4 satisfied 满意, 3 basically satisfied 基本满意, 2 dissatisfied
不满意, 1 very dissatisfied 非常不满意."""
LEVELS: tuple[Level, ...] = (5, 4, 3, 2, 1)
BAD: tuple[Level, ...] = (2, 1)

Channel = Literal["screen", "code", "paper", "telephone"]
"""On the window's second view, by the QR code of the receipt, on a paper slip, by a follow-up."""
CHANNELS: tuple[Channel, ...] = ("screen", "code", "paper", "telephone")

Aspect = Literal["efficiency", "skill", "attitude"]
ASPECTS: tuple[Aspect, ...] = ("efficiency", "skill", "attitude")
"""服务效率, 服务水平, 服务态度; 整体满意度 is the rating's own level."""

Contact = Literal["reached", "not_reached"]


class Rating(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the resident said of one closing. ``closing`` counts the closings from 1; ``solved`` is
    ``None`` where nobody asked."""

    closing: int
    at: int
    level: Level
    channel: Channel
    aspects: dict[Aspect, Level] = {}
    words: str = ""
    solved: bool | None = None

    @property
    def bad(self) -> bool:
        return self.level in BAD


class CallBack(msgspec.Struct, frozen=True, omit_defaults=True):
    """The task that a bad rating sets going: ``due`` is the ISO day, empty where the hall took the
    rating in and the station has yet to set it; ``done_at`` 0 while it is open."""

    closing: int
    since: int
    due: str = ""
    done_at: int = 0
    done_by: str = ""
    outcome: str = ""


class FollowUp(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody tried to reach the resident, and whether anybody answered."""

    at: int
    by: str
    contact: Contact
    note: str = ""


class Rated(Fact, frozen=True):
    """The resident rated the closed case. Whoever's account the window was open under is the
    entry's author and has no part in it."""

    kind: ClassVar[str] = "case.rated"
    personal: ClassVar[tuple[str, ...]] = ("words",)
    level: Level
    channel: Channel
    aspects: dict[Aspect, Level] = {}
    words: str = ""
    solved: bool | None = None
    call_back: str = ""


class Reached(Fact, frozen=True):
    """The station called the resident, before or after closing, and whether anybody answered."""

    kind: ClassVar[str] = "case.followed_up"
    personal: ClassVar[tuple[str, ...]] = ("note",)
    contact: Contact
    note: str = ""


class CalledBack(Fact, frozen=True):
    """Somebody other than the officer rated called back after a bad rating, and what came of it."""

    kind: ClassVar[str] = "case.called_back"
    personal: ClassVar[tuple[str, ...]] = ("outcome",)
    outcome: str


FACTS: tuple[type[Fact], ...] = (Rated, Reached, CalledBack)

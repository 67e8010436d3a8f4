"""How a case is handled between acceptance and closing: its lane, its owner, its steps, and what
was said when it was slow.

The values and facts; what each does to a case is in ``domain.case.caseloop``, which step may follow
which in ``domain.case.processes``.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.case.casevalues import Deadline
from station_desktop.domain.journal.journal import Fact

Lane = Literal["", "ready", "transfer"]
"""即时办 ready-to-handle, done now; 转办 to-be-transferred; empty for older cases."""
LANES: tuple[Lane, ...] = ("ready", "transfer")


def lanes_of(mode: str) -> tuple[Lane, ...]:
    """The lanes that an item of this mode may go, the usual one first: what is done at the desk is
    ready, everything else is transferred, and what the hall decides cannot be anything else."""
    if mode == "direct":
        return "ready", "transfer"
    return ("transfer",) if mode == "collect" else ("transfer", "ready")


Origin = Literal["reported", "found", "demand"]
"""Who was first: the resident came (诉求), the station found it on its rounds (主动发现), or it
came from outside by 12345 or the app."""
ORIGINS: tuple[Origin, ...] = ("reported", "found", "demand")

Need = Literal[
    "",
    "childcare",
    "schooling",
    "income",
    "medical",
    "elderly",
    "housing",
    "support",
    "convenience",
    "liveability",
    "diversity",
    "fairness",
    "safety",
]
"""七有五性: 幼有所育 学有所教 劳有所得 病有所医 老有所养 住有所居 弱有所扶, 便利性 宜居性 多样性
公正性 安全性; empty where not known."""
NEEDS: tuple[Need, ...] = (
    "childcare",
    "schooling",
    "income",
    "medical",
    "elderly",
    "housing",
    "support",
    "convenience",
    "liveability",
    "diversity",
    "fairness",
    "safety",
)

Rung = Literal["owner", "deputy", "stationmaster", "hall"]
RUNGS: tuple[Rung, ...] = ("owner", "deputy", "stationmaster", "hall")


class StepDone(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step of the case's process as reached: when, by whom, and what was said. ``amount`` is
    in yuan as text (``"120.00"``), ``when`` an agreed ISO moment."""

    step: str
    at: int
    by: str
    note: str = ""
    amount: str = ""
    organisation: str = ""
    when: str = ""


class HandOver(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who owned the case from then on, and why it changed hands (首问负责制)."""

    at: int
    by: str
    before: str
    to: str
    reason: str


class Urging(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody was reminded. ``due`` is the promise that was running out or over then: with a new
    promise the rungs begin anew. ``by_hand`` says that a person did it, with ``words``."""

    at: int
    by: str
    rung: Rung
    due: str = ""
    by_hand: bool = False
    words: str = ""


class Postponement(msgspec.Struct, frozen=True, omit_defaults=True):
    """A new promise: why, who approved, and how and when the resident was told."""

    at: int
    by: str
    before: str
    due: str
    reason: str
    approved_by: str
    told: str


class Review(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the stationmaster said of the work: ``returned`` is open work sent back to its owner,
    ``good`` or ``faulty`` a closed case that was sampled."""

    at: int
    by: str
    verdict: Literal["returned", "good", "faulty"]
    note: str


class Reopening(msgspec.Struct, frozen=True, omit_defaults=True):
    """A closed case was opened again, and why; ``ended_at`` is when it had been closed, ``late``
    whether that was past its promise (see ``happenings.late``)."""

    at: int
    by: str
    before: str
    reason: str
    ended_at: int = 0
    late: int = -1


class Verification(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody went to look: ``stands`` is whether it is as it was told."""

    at: int
    by: str
    stands: bool
    note: str
    homevisit: str = ""


class Classed(Fact, frozen=True):
    """Which lane the case is in now, and which need it is tagged with; empty leaves as it was."""

    kind: ClassVar[str] = "case.classed"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    lane: Lane = ""
    need: Need = ""
    reason: str = ""


class Verified(Fact, frozen=True):
    """The area's worker went to look (入户核实)."""

    kind: ClassVar[str] = "case.verified"
    personal: ClassVar[tuple[str, ...]] = ("note",)
    stands: bool
    note: str
    homevisit: str = ""


class Moved(Fact, frozen=True):
    """One step on in the process. ``before`` is where the case stood: the fact counts only where
    it still does, whatever the machine of a later version says."""

    kind: ClassVar[str] = "case.moved"
    personal: ClassVar[tuple[str, ...]] = ("note", "place")
    before: str
    step: str
    note: str = ""
    amount: str = ""
    organisation: str = ""
    when: str = ""
    place: str = ""


class Handed(Fact, frozen=True):
    """The case changes hands: from ``before`` to ``to`` (account ids)."""

    kind: ClassVar[str] = "case.handed"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    before: str
    to: str
    reason: str


class Urged(Fact, frozen=True):
    """A reminder, on one rung of the ladder."""

    kind: ClassVar[str] = "case.urged"
    personal: ClassVar[tuple[str, ...]] = ("words",)
    rung: Rung
    due: str = ""
    by_hand: bool = False
    words: str = ""


class Postponed(Fact, frozen=True):
    """A new promise."""

    kind: ClassVar[str] = "case.postponed"
    personal: ClassVar[tuple[str, ...]] = ("reason", "told")
    before: str
    deadline: Deadline
    reason: str
    approved_by: str
    told: str


class SentBack(Fact, frozen=True):
    """The stationmaster returns open work to its owner, with the reason."""

    kind: ClassVar[str] = "case.sent_back"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str


class Sampled(Fact, frozen=True):
    """A closed case was looked through for quality."""

    kind: ClassVar[str] = "case.sampled"
    personal: ClassVar[tuple[str, ...]] = ("note",)
    verdict: Literal["good", "faulty"]
    note: str = ""


class Reopened(Fact, frozen=True):
    """A closed case is open again, with a promise of its own."""

    kind: ClassVar[str] = "case.reopened"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str
    deadline: Deadline | None = None


FACTS: tuple[type[Fact], ...] = (
    Classed,
    Verified,
    Moved,
    Handed,
    Urged,
    Postponed,
    SentBack,
    Sampled,
    Reopened,
)

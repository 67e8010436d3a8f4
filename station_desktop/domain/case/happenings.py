"""What is counted of a case: the moments that reports add up, read off its record.

A figure of a period is a number of moments in it, so that twelve months are a year whatever
happened in between. A case closed, opened again and closed once more was closed twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from station_desktop.domain.case.cases import Case

Kind = Literal[
    "ended",
    "reopened",
    "rated",
    "call_back",
    "called_back",
    "followed_up",
    "urged",
    "postponed",
    "sampled",
]


class Happening(NamedTuple):
    """One moment (milliseconds). ``value`` and ``word`` say more of it:

    ``ended`` an ending before a reopening: whether it was late, and its state · ``reopened``
    when it had been closed · ``rated`` the level, and ``yes`` or ``no`` where the resident was
    asked whether it was solved · ``call_back`` begun · ``called_back`` 1 in time, 0 late, -1
    without a limit · ``followed_up`` whether anybody answered · ``urged`` 1 by hand, and the
    rung · ``postponed`` · ``sampled`` the verdict.
    """

    kind: Kind
    at: int
    value: int = 0
    word: str = ""


def late(case: Case) -> int:
    """Whether the case was ended after its promise: 1, in time: 0. -1 where there was no promise,
    where the resident took it back, and while it is open.

    What stops the clock counts, not what came after: the hall's approval rather than the day the
    result was fetched, and the beginning of a pause that lasted to the end.
    """
    if not case.ended_at or case.deadline is None or case.state not in ("completed", "refused"):
        return -1
    if case.paused:
        return int(case.pauses[-1].since[:10] > case.deadline.due)
    begun = case.reopened[-1].at if case.reopened else 0
    stopped = case.ended_at
    if case.hall is not None and case.hall.kind == "approved" and case.hall.at > begun:
        stopped = case.hall.at
    return int(day(stopped) > case.deadline.due)


def of(case: Case) -> tuple[Happening, ...]:
    """Everything that is counted of ``case`` beside its receipt and its present ending; nothing of
    one that was entered by mistake."""
    if case.state == "void":
        return ()
    return (*_endings(case), *_evaluated(case), *_watched(case))


def contacted_at(case: Case) -> int:
    """When somebody of the station first spoke to whoever asked; 0 while nobody has. Whoever
    reports something at the desk is spoken to there; what came from outside waits for a call."""
    if case.origin == "reported":
        return case.received_at
    reached = [one.at for one in case.followed if one.contact == "reached"]
    reached += [one.at for one in case.ratings if one.channel == "telephone"]
    return min(reached, default=0)


def contacted(case: Case) -> int:
    """Whether whoever asked was spoken to by the promised day: 1, later: 0; -1 while not at all."""
    at = contacted_at(case)
    if not at:
        return -1
    return int(case.deadline is None or day(at) <= case.deadline.due or case.origin == "reported")


def day(at: int) -> str:
    """The ISO day of a moment."""
    return clock.from_milliseconds(at).date().isoformat()


def _endings(case: Case) -> Iterator[Happening]:
    for again in case.reopened:
        yield Happening("ended", again.ended_at, again.late, again.before)
        yield Happening("reopened", again.at, again.ended_at)


def _evaluated(case: Case) -> Iterator[Happening]:
    for said in case.ratings:
        solved = {True: "yes", False: "no", None: ""}[said.solved]
        yield Happening("rated", said.at, said.level, solved)
    for call in case.call_backs:
        yield Happening("call_back", call.since)
        if call.done_at:
            in_time = not call.due or day(call.done_at) <= call.due
            yield Happening("called_back", call.done_at, int(in_time) if call.due else -1)
    for tried in case.followed:
        yield Happening("followed_up", tried.at, word=tried.contact)


def _watched(case: Case) -> Iterator[Happening]:
    for urging in case.urged:
        yield Happening("urged", urging.at, int(urging.by_hand), urging.rung)
    for put_off in case.postponed:
        yield Happening("postponed", put_off.at)
    for review in case.reviews:
        if review.verdict != "returned":
            yield Happening("sampled", review.at, word=review.verdict)

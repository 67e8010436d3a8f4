"""An individual case's journal in plain words. What a note says is never among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.individual import individuals
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.journal import asides, erasures
from station_desktop.domain.journal.journal import Entry, Fact

NameOf = Callable[[str], str]
_Said = tuple[str, dict[str, Any]]


class Told(msgspec.Struct, frozen=True):
    """One entry: ``at`` in milliseconds, the account that did it (nobody where the hall did), the
    sentence."""

    at: int
    author: str
    sentence: str


class Teller:
    """Sentences of one case; ``number_of`` gives a station case's number by its id, ``name_of``
    an account's name."""

    def __init__(self, case: Individual, number_of: NameOf, name_of: NameOf, language: str) -> None:
        self._number_of, self._name_of = number_of, name_of
        self._language = language
        self._measures = {one.id: one.text for one in case.measures}
        self._goals = {goal.id: goal.text for goal in case.goals}

    def history(self, entries: Iterable[Entry]) -> tuple[Told, ...]:
        """The entries in their order."""
        return tuple(map(self._tell, entries))

    def _tell(self, entry: Entry) -> Told:
        fact = fold.fact_of(entry)
        by_hall = fact is not None and fact.by_hall
        if isinstance(fact, individuals.Planned):  # a goal taken out later is still named
            self._measures |= {one.id: one.text for one in fact.measures}
            self._goals |= {goal.id: goal.text for goal in fact.goals}
        code, params = self._step(fact) or self._beside(fact) or ("unknown", {})
        said = phrases.say(f"individual.history.{code}", self._language, **params)
        return Told(entry.at, "" if by_hall else entry.author, said)

    def _step(self, fact: Fact | None) -> _Said | None:
        match fact:
            case individuals.Applied():
                number = self._number_of(fact.case) if fact.case else ""
                code = "applied.case" if number else "applied"
                return code, {"why": fact.why, "number": number}
            case individuals.Diagnosed():
                counts = {"problems": len(fact.problems), "strengths": len(fact.strengths)}
                return "diagnosed", counts
            case individuals.Planned():
                return "planned", {"goals": len(fact.goals), "measures": len(fact.measures)}
            case individuals.MeasureDone():
                text = self._measures.get(fact.measure, "")
                return "done", {"text": text, "outcome": fact.outcome}
            case individuals.GoalJudged():
                return "goal", {"text": self._goals.get(fact.goal, ""), "state": fact.state}
            case individuals.Reviewed():
                code = "reviewed.present" if fact.present else "reviewed"
                return code, {"text": fact.text, "present": fact.present}
            case individuals.Closed():
                return "closed", {"ending": fact.ending, "text": fact.text}
            case _:
                return None

    def _beside(self, fact: Fact | None) -> _Said | None:
        match fact:
            case individuals.Noted():
                return "noted", {}
            case individuals.Referred():
                return "referred", {"agency": fact.agency, "reason": fact.reason}
            case individuals.Reopened():
                return "reopened", {"reason": fact.reason}
            case individuals.Handed():
                return "handed", {"name": self._name_of(fact.to), "reason": fact.reason}
            case individuals.Printed():
                return "printed", {"paper": fact.paper, "count": fact.copy_number}
            case individuals.Settled():
                return "settled", {"note": fact.note}
            case _:
                return self._aside(fact)

    def _aside(self, fact: Fact | None) -> _Said | None:
        match fact:
            case asides.SetAside():
                return "aside", {"reason": phrases.say(fact.reason, self._language)}
            case asides.Lifted():
                return "lifted", {"reason": fact.reason}
            case asides.Seen():
                return "seen", {"note": fact.note}
            case erasures.Destroyed():
                reason = phrases.say(f"erasing.reason.{fact.reason}", self._language)
                return "destroyed", {"reason": reason}
            case _:
                return None

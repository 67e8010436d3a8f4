"""The closed loop's facts in plain words: one full sentence each.

What a resident said in a rating is told to nobody here: the officer rated reads this history. Only
that a rating came in, or that somebody called, is said.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from station_desktop import phrases
from station_desktop.domain.case import cases, dispatches, handling, ratings
from station_desktop.domain.case.cases import Case
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.text import dates

NameOf = Callable[[str], str]
Said = tuple[str, dict[str, Any]]


class LoopTeller(msgspec.Struct, frozen=True):
    """Tells facts of one case as it stood ``before`` each; ``person`` gives an account's name."""

    language: str
    person: NameOf
    before: Case | None

    def sentence(self, fact: Fact) -> str | None:
        """The fact's sentence, or ``None`` for what is no fact of the loop."""
        way = _WAYS.get(type(fact))
        if way is None:
            return None
        code, params = way(self, fact)
        return self.say(code, **params)

    def say(self, code: str, **params: Any) -> str:
        return phrases.say(f"case.history.{code}", self.language, **params)

    def overrode(self, sentence: str, fact: cases.Completed) -> str:
        """``sentence`` of a closing, with what was passed over at it."""
        if not fact.override:
            return sentence
        by = self.person(fact.approved_by)
        return self.say("overrode", sentence=sentence, by=by, reason=fact.override)

    def classed(self, fact: handling.Classed) -> Said:
        code = "classed.lane.why" if fact.reason else "classed.lane"
        lane = (code, {"lane": fact.lane, "reason": fact.reason})
        need = ("classed.need", {"need": fact.need})
        if not fact.lane:
            return need
        if not fact.need:
            return lane
        first, second = (self.say(said, **params) for said, params in (lane, need))
        return "whole", {"first": first, "second": second}

    def moved(self, fact: handling.Moved) -> Said:
        amount = self.say("moved.amount", amount=fact.amount) if fact.amount else ""
        details = (fact.organisation, amount, self.moment(fact.when), fact.place, fact.note)
        told = self._joined(details)
        if not told:
            return "moved", {"step": fact.step}
        return "moved.details", {"step": fact.step, "details": told}

    def handed(self, fact: handling.Handed) -> Said:
        params = {"to": self.person(fact.to), "reason": fact.reason}
        if not fact.before:
            return "handed.first", params
        return "handed", params | {"before": self.person(fact.before)}

    def urged(self, fact: handling.Urged) -> Said:
        if fact.by_hand:
            return "urged.hand.words" if fact.words else "urged.hand", {"words": fact.words}
        return ("urged.owner", {}) if fact.rung == "owner" else ("urged.late", {"rung": fact.rung})

    def postponed(self, fact: handling.Postponed) -> Said:
        return "postponed", {
            "before": self.day(fact.before),
            "due": self.day(fact.deadline.due),
            "reason": self._ended(fact.reason),
            "by": self.person(fact.approved_by),
            "told": fact.told,
        }

    def sampled(self, fact: handling.Sampled) -> Said:
        if fact.verdict == "good" and not fact.note:
            return "sampled.good", {}
        code = "sampled.good.note" if fact.verdict == "good" else "sampled.faulty"
        return code, {"note": fact.note}

    def reopened(self, fact: handling.Reopened) -> Said:
        if fact.deadline is None:
            return "reopened.undated", {"reason": fact.reason}
        return "reopened", {"due": self.day(fact.deadline.due), "reason": fact.reason}

    def dispatched(self, fact: dispatches.Dispatched) -> Said:
        params = {"organisation": fact.organisation, "need": fact.need}
        if not fact.due:
            return "dispatched", params
        return "dispatched.due", params | {"due": self.moment(fact.due)}

    def accepted(self, fact: dispatches.TaskAccepted) -> Said:
        price = self.say("moved.amount", amount=fact.price) if _figure(fact.price) else fact.price
        details = self._joined((self.moment(fact.at), price))
        params = {"organisation": self.organisation(fact.task), "details": details}
        return "task_accepted.details" if details else "task_accepted", params

    def appraised(self, fact: dispatches.TaskAppraised) -> Said:
        params = {
            "organisation": self.organisation(fact.task),
            "grade": fact.grade,
            "note": fact.note,
        }
        return "task_appraised.note" if fact.note else "task_appraised", params

    def organisation(self, task: str) -> str:
        """Who has the task."""
        known = dispatches.find(self.before.tasks, task) if self.before is not None else None
        return known.organisation if known is not None else self.say("task.unknown")

    def day(self, text: str) -> str:
        return dates.show_written(text, self.language)

    def moment(self, text: str) -> str:
        """A day, or a day and minute, as written; empty for none."""
        return dates.show_written(text, self.language)

    def _joined(self, words: tuple[str, ...]) -> str:
        between = ", " if self.language == "en" else "，"
        return between.join(word for word in words if word)

    def _ended(self, words: str) -> str:
        """Free words as a sentence of their own."""
        stop = "." if self.language == "en" else "。"
        return words if words.endswith((".", "。", "!", "！", "?", "？")) else words + stop


def _figure(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _plain(code: str, *names: str) -> Callable[[LoopTeller, Any], Said]:
    return lambda teller, fact: (code, {name: getattr(fact, name) for name in names})


def _of_task(code: str, name: str) -> Callable[[LoopTeller, Any], Said]:
    return lambda teller, fact: (
        code,
        {"organisation": teller.organisation(fact.task), name: getattr(fact, name)},
    )


_WAYS: dict[type[Fact], Callable[[LoopTeller, Any], Said]] = {
    handling.Classed: LoopTeller.classed,
    handling.Verified: lambda teller, fact: (
        "verified.stands" if fact.stands else "verified.differs",
        {"note": fact.note},
    ),
    handling.Moved: LoopTeller.moved,
    handling.Handed: LoopTeller.handed,
    handling.Urged: LoopTeller.urged,
    handling.Postponed: LoopTeller.postponed,
    handling.SentBack: _plain("sent_back", "reason"),
    handling.Sampled: LoopTeller.sampled,
    handling.Reopened: LoopTeller.reopened,
    dispatches.Dispatched: LoopTeller.dispatched,
    dispatches.TaskAccepted: LoopTeller.accepted,
    dispatches.TaskRefused: _of_task("task_refused", "reason"),
    dispatches.TaskRecalled: _of_task("task_recalled", "reason"),
    dispatches.TaskReported: _of_task("task_reported", "report"),
    dispatches.TaskAppraised: LoopTeller.appraised,
    ratings.Rated: _plain("rated"),
    ratings.Reached: lambda teller, fact: (fact.contact, {}),
    ratings.CalledBack: _plain("called_back"),
}

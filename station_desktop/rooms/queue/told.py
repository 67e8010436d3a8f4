"""A case's journal in plain words: who did what and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import msgspec

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.case import cases, decisions
from station_desktop.domain.case.cases import Case, CaseMaterial, Deadline
from station_desktop.domain.case.ratings import Rated
from station_desktop.domain.journal import asides, erasures, unfits
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.text import dates
from station_desktop.domain.time.deadlines import REASONS
from station_desktop.rooms.queue.told_loop import LoopTeller, NameOf


class Told(msgspec.Struct, frozen=True):
    """One entry: ``at`` in milliseconds, the account that did it, the sentence."""

    at: int
    author: str
    sentence: str


def history(
    entries: Iterable[Entry], material: NameOf, language: str, person: NameOf = str
) -> tuple[Told, ...]:
    """The entries in their order; ``material`` gives a document's name by its key, ``person`` an
    account's by its id. An entry that has no effect, because another desk or the hall had been
    quicker or because the hall set it aside, says so."""
    told = []
    every = tuple(entries)
    counting = {entry.id for entry in fold.counted(every)}
    before: Case | None = None
    for entry in every:
        fact = fold.fact_of(entry)
        sentence = _Teller(material, language, LoopTeller(language, person, before)).sentence(fact)
        if fact is not None:
            after = fold.apply(before, entry) if entry.id in counting else before
            idle = isinstance(before, Case) and _idle(before, after, entry)
            if idle:
                sentence = phrases.say("case.history.idle", language, sentence=sentence)
            before = after if isinstance(after, Case) else before
        told.append(Told(entry.at, _who(entry, fact), sentence))
    return tuple(told)


def _idle(before: Case, after: object, entry: Entry) -> bool:
    """Whether the entry changed nothing but the list of what is to be judged."""
    if entry.kind in _ABOUT_ENTRIES or not isinstance(after, Case):
        return False
    unfit = any(found.entry == entry.id for found in after.unfit)
    return unfit or (after == before and entry.kind != "case.settled")


_ABOUT_ENTRIES = frozenset(fact.kind for fact in asides.FACTS)


def _who(entry: Entry, fact: Fact | None) -> str:
    """The account that did it; nobody of the station where the hall did, or the resident."""
    nobody = fact is not None and (fact.by_hall or isinstance(fact, Rated))
    return "" if nobody else entry.author


def said(word: decisions.Word, material: NameOf, language: str) -> str:
    """The hall's word on a case, and what the resident can do about a refusal."""
    fact: Fact
    match word.kind:
        case "approved":
            fact = decisions.Approved(word.officer, word.result, word.reference)
        case "returned":
            fact = decisions.Returned(word.officer, word.wrong)
        case "refused":
            fact = decisions.Rejected(word.officer, word.reason)
    return " ".join(filter(None, (_Teller(material, language).sentence(fact), word.remedy)))


def reason(code: str, language: str) -> str:
    """A pause's reason: one of the usual ones, or the clerk's own words."""
    return phrases.say(f"deadline.reason.{code}", language) if code in REASONS else code


class _Teller:
    def __init__(self, material: NameOf, language: str, loop: LoopTeller | None = None) -> None:
        self._material = material
        self._language = language
        self._loop = loop or LoopTeller(language, str, None)

    def sentence(self, fact: Fact | None) -> str:
        way = _WAYS.get(type(fact)) if fact is not None else None
        if fact is None or way is None:
            told = self._loop.sentence(fact) if fact is not None else None
            return told or self._say("unknown")
        code, params = way(self, fact)
        sentence = self._say(code, **params)
        if isinstance(fact, cases.Completed):
            return self._loop.overrode(sentence, fact)
        return sentence

    def _say(self, code: str, **params: Any) -> str:
        return phrases.say(f"case.history.{code}", self._language, **params)

    def _joined(self, words: Iterable[str]) -> str:
        return ", ".join(words) if self._language == "en" else "、".join(words)

    def _names(self, keys: Iterable[str]) -> str:
        return self._joined(self._material(key) for key in keys)

    def _due(self, deadline: Deadline | None) -> str:
        if deadline is None:
            return ""
        return dates.show_day(date.fromisoformat(deadline.due), self._language)

    def _stands(self, material: CaseMaterial) -> str:
        note = material.note or material.promised
        code = "case.material.with_note" if note else "case.material.stands"
        return phrases.say(
            code,
            self._language,
            name=self._material(material.key),
            standing=material.standing,
            note=note,
        )

    def opened(self, fact: cases.Opened) -> tuple[str, dict[str, Any]]:
        params = {"number": fact.number, "state": fact.state}
        if fact.agent is None:
            return "opened", params
        return "opened.agent", params | {"agent": fact.agent.name}

    def noticed(self, fact: cases.Noticed) -> tuple[str, dict[str, Any]]:
        names = {"names": self._names(fact.named)}
        if not fact.untold:
            return "noticed", names
        return "noticed.untold", names | {"untold": self._names(fact.untold)}

    def supplied(self, fact: cases.Supplied) -> tuple[str, dict[str, Any]]:
        return "supplied", {"names": self._joined(self._stands(m) for m in fact.materials)}

    def accepted(self, fact: cases.Accepted) -> tuple[str, dict[str, Any]]:
        due = self._due(fact.deadline)
        if fact.counted_back and due:
            return "accepted.back", {"due": due}
        return ("accepted", {"due": due}) if due else ("accepted.undated", {})

    def paused(self, fact: cases.Paused) -> tuple[str, dict[str, Any]]:
        return "paused", {"reason": reason(fact.reason, self._language)}

    def resumed(self, fact: cases.Resumed) -> tuple[str, dict[str, Any]]:
        due = self._due(fact.deadline)
        return ("resumed", {"due": due}) if due else ("resumed.undated", {})

    def approved(self, fact: decisions.Approved) -> tuple[str, dict[str, Any]]:
        result = " ".join(part for part in (fact.result, fact.reference) if part)
        params = {"officer": fact.officer}
        return ("approved", params | {"result": result}) if result else ("approved.plain", params)

    def returned(self, fact: decisions.Returned) -> tuple[str, dict[str, Any]]:
        points = [
            phrases.say(
                "case.wrong.point",
                self._language,
                name=self._material(wrong.key)
                if wrong.key
                else phrases.say("case.wrong.whole", self._language),
                what=wrong.what,
            )
            for wrong in fact.wrong
        ]
        joint = phrases.say("facts.joint", self._language)
        return "returned", {"officer": fact.officer, "wrong": joint.join(points)}

    def resubmitted(self, fact: cases.Resubmitted) -> tuple[str, dict[str, Any]]:
        due = self._due(fact.deadline)
        return ("resubmitted", {"due": due}) if due else ("resubmitted.undated", {})

    def aside(self, fact: asides.SetAside) -> tuple[str, dict[str, Any]]:
        return "aside", {"reason": phrases.say(fact.reason, self._language)}

    def destroyed(self, fact: erasures.Destroyed) -> tuple[str, dict[str, Any]]:
        reason = phrases.say(f"erasing.reason.{fact.reason}", self._language)
        return "destroyed", {"reason": reason}

    def completed(self, fact: cases.Completed) -> tuple[str, dict[str, Any]]:
        if fact.delivery:
            return "completed.delivered", {"result": fact.result, "delivery": fact.delivery}
        return "completed", {"result": fact.result}

    def printed(self, fact: cases.Printed) -> tuple[str, dict[str, Any]]:
        again = fact.copy_number > 1
        params = {"kind": fact.paper.partition(":")[0], "copy": fact.copy_number}
        return ("printed.again" if again else "printed"), params


def _named(code: str, *names: str) -> Callable[[_Teller, Any], tuple[str, dict[str, Any]]]:
    return lambda teller, fact: (code, {name: getattr(fact, name) for name in names})


def _ended(code: str) -> Callable[[_Teller, Any], tuple[str, dict[str, Any]]]:
    return lambda teller, fact: (code, {"reason": fact.reason})


_WAYS: dict[type[Fact], Callable[[_Teller, Any], tuple[str, dict[str, Any]]]] = {
    cases.Opened: _Teller.opened,
    cases.Noticed: _Teller.noticed,
    cases.Supplied: _Teller.supplied,
    cases.Accepted: _Teller.accepted,
    cases.Paused: _Teller.paused,
    cases.Resumed: _Teller.resumed,
    cases.Completed: _Teller.completed,
    cases.Declined: _ended("refused"),
    cases.Withdrawn: _ended("withdrawn"),
    cases.Voided: _ended("voided"),
    cases.Printed: _Teller.printed,
    cases.Resubmitted: _Teller.resubmitted,
    cases.Renumbered: _named("renumbered", "number", "before"),
    unfits.Settled: _named("settled", "note"),
    decisions.Approved: _Teller.approved,
    decisions.Returned: _Teller.returned,
    decisions.Rejected: _named("rejected", "officer", "reason"),
    asides.SetAside: _Teller.aside,
    erasures.Destroyed: _Teller.destroyed,
    erasures.CaseAsked: _named("erasure_asked", "words"),
    erasures.CaseDeclined: _named("erasure_declined", "words"),
    asides.Lifted: _named("lifted", "reason"),
    asides.Seen: _named("seen", "note"),
}

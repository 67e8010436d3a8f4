"""What one record says to the person whom it is about: labels and values in plain words.

Only named fields are told, so that a field added to a record later cannot carry somebody else's
data into a copy; a test holds the list against the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from station_desktop import phrases
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.demands import Demand
from station_desktop.domain.catalogue import Field, Pack
from station_desktop.domain.fold import Record
from station_desktop.domain.form import forms
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.neighbourhood.bookings import Booking
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.neighbourhood.households import Household
from station_desktop.domain.person.documents import Document
from station_desktop.domain.person.own_copies import Thing, Value
from station_desktop.domain.person.residents import CORE_FIELDS, Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.station import Visit
from station_desktop.domain.time import clock
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.usecases.casework import cases as case_acts
from station_desktop.usecases.work import Work

_PREFILL = "resident."


class Words:
    """Says labels and values in one language, with the catalogues of this station at hand."""

    def __init__(self, work: Work, language: str) -> None:
        self._work = work
        self.language = language

    def __call__(self, code: str, /, **params: Any) -> str:
        return phrases.say(code, self.language, **params)

    def value(self, key: str, value: str, label: str = "") -> Value:
        """One value under the label ``privacy.copy.<key>``, or another."""
        return Value(key, label or self(f"privacy.copy.{key}"), value)

    def values(self, told: Mapping[str, Any]) -> tuple[Value, ...]:
        """Those that are not empty."""
        return tuple(self.value(key, str(value)) for key, value in told.items() if value)

    def word(self, area: str, value: str) -> str:
        """The word for a value of a fixed few, or the value."""
        code = f"{area}.{value}"
        return self(code) if value and code in phrases.table(self.language) else value

    def case_item(self, case: Case) -> tuple[str, tuple[Field, ...], dict[str, str]]:
        """What the case is called, its questions, and its documents' names."""
        try:
            item, pack = case_acts.item_of(self._work, case)
        except Refused:  # the catalogue's bytes are still on their way, or it was no item
            return case.title or case.item, (), {}
        names = {key: each.name.get(self.language) for key, each in pack.material_by_key.items()}
        return case.title or item.name.get(self.language), item.fields, names

    def pack(self) -> Pack:
        return self._work.store.pack()


def told(say: Words, record: Record, person: Resident) -> Thing:
    """One record as a thing of the copy."""
    match record:
        case Resident():
            return _resident(say, record)
        case Case():
            return _case(say, record)
        case Document():
            return _document(say, record)
        case Visit():
            return _visit(say, record)
        case HomeVisit():
            return _homevisit(say, record)
        case Booking():
            return _booking(say, record)
        case Demand():
            return _demand(say, record)
        case Individual():
            return _individual(say, record)
        case Whistle():
            return _whistle(say, record)
        case _:
            raise TypeError(f"{type(record).__name__} is nothing that a copy tells of")


def _resident(say: Words, person: Resident) -> Thing:
    asked = {
        field.prefill.removeprefix(_PREFILL): field
        for item in say.pack().items
        for field in item.fields
        if field.prefill.startswith(_PREFILL)
    }
    values = [
        Value(key, say(f"resident.field.{key}"), _core(say, key, person.attribute(key)))
        for key in CORE_FIELDS
        if person.attribute(key)
    ]
    for key, detail in person.details.items():
        shown = forms.show(asked[key], detail, say.language) if key in asked else detail
        label = asked[key].label.get(say.language) if key in asked else _label(say, key)
        values.append(Value(key, label, shown))
    for conflict in person.conflicts:
        both = " / ".join(dict.fromkeys(claim.value for claim in conflict.values))
        label = say("privacy.copy.conflict", field=_label(say, conflict.field))
        values.append(Value(f"conflict.{conflict.field}", label, both))
    values += say.values({"registered_at": _at(person.registered_at), "id": person.id})
    return Thing(say("privacy.copy.registration"), tuple(values))


def _core(say: Words, key: str, value: str) -> str:
    if key == "id_type":
        return say.word("id.type", value)
    return say.word("privacy.sex", value) if key == "sex" else value


def _label(say: Words, key: str) -> str:
    code = f"resident.field.{key}"
    return say(code) if code in phrases.table(say.language) else key


def _case(say: Words, case: Case) -> Thing:
    title, questions, materials = say.case_item(case)
    agent = case.agent
    values = list(
        say.values(
            {
                "state": say.word("case.state", case.state),
                "received_at": _at(case.received_at),
                "agent": f"{agent.name} {agent.relation}".strip() if agent is not None else "",
                "contact": case.contact,
                "phone": case.phone,
                "place": case.place,
                "promise": case.deadline.due if case.deadline is not None else "",
                "result": case.result,
                "reason": case.reason,
                "ended_at": _at(case.ended_at),
            }
        )
    )
    for field in questions:
        if field.key in case.answers:
            shown = forms.show(field, case.answers[field.key], say.language)
            if shown:
                label = field.label.get(say.language)
                values.append(Value(f"answer.{field.key}", label, shown))
    known = {field.key for field in questions}
    values += [
        Value(f"answer.{key}", key, str(answer))
        for key, answer in case.answers.items()
        if key not in known and answer not in ("", None)
    ]
    values += [say.value("material", materials.get(each.key, each.key)) for each in case.materials]
    for rating in case.ratings:
        words = f"{say.word('rating.level', str(rating.level))} {rating.words}".strip()
        values.append(say.value("rating", f"{_at(rating.at)}  {words}"))
    return Thing(f"{case.number}  {title}".strip(), tuple(values))


def _document(say: Words, document: Document) -> Thing:
    known = say.pack().material_by_key.get(document.material)
    values = say.values(
        {
            "seen": say(f"privacy.copy.seen.{document.seen}"),
            "seen_on": document.seen_on,
            "valid_until": document.valid_until,
            "scans": len(document.scans),
        }
    )
    return Thing(known.name.get(say.language) if known else document.material, values)


def _visit(say: Words, visit: Visit) -> Thing:
    values = say.values({"agent": visit.agent, "cases": len(visit.cases)})
    return Thing(_at(visit.at), values)


def _homevisit(say: Words, visit: HomeVisit) -> Thing:
    findings = [say.value("finding", one.text) for one in visit.findings]
    values = say.values(
        {
            "day": visit.day,
            "at": _at(visit.at),
            "address": visit.address,
            "why": visit.why,
            "note": visit.note,
            "reason": visit.reason,
        }
    )
    return Thing(say.word("homevisit.purpose", visit.purpose), (*values, *findings))


def _booking(say: Words, booking: Booking) -> Thing:
    values = say.values(
        {
            "state": say.word("booking.state", booking.state),
            "name": booking.name,
            "phone": booking.phone,
            "words": booking.words,
            "address": booking.address,
            "reason": booking.reason,
        }
    )
    return Thing(f"{booking.day} {booking.start}", values)


def _demand(say: Words, demand: Demand) -> Thing:
    values = say.values(
        {
            "text": demand.text,
            "contact": demand.contact,
            "phone": demand.phone,
            "address": demand.address,
            "arrived_at": _at(demand.arrived_at),
            "answer": demand.answer,
            "answered_at": _at(demand.answered_at),
        }
    )
    return Thing(f"{demand.source} {demand.reference}  {demand.title}".strip(), values)


def _individual(say: Words, case: Individual) -> Thing:
    """Without the worker's notes for themselves, who took part in reviews, and whom measures were
    given to."""
    values = list(
        say.values(
            {
                "applied_at": _at(case.applied_at),
                "step": say.word("individual.step", case.step),
                "why": case.why,
                "situation": case.situation,
                "problems": _list(say, case.problems),
                "strengths": _list(say, case.strengths),
            }
        )
    )
    for goal in case.goals:
        text = f"{goal.text} {goal.by} {say.word('individual.goal', goal.state)}"
        values.append(say.value("goal", " ".join(text.split())))
    values += [say.value("measure", f"{one.text} {one.outcome}".strip()) for one in case.measures]
    values += [say.value("referral", f"{one.agency} {one.reason}") for one in case.referrals]
    for end in case.closings:
        words = f"{say.word('individual.ending', end.ending)} {end.text} {end.resident_words}"
        values.append(say.value("ending", f"{_at(end.at)}  {words}".strip()))
    return Thing(case.number, tuple(values))


def _whistle(say: Words, whistle: Whistle) -> Thing:
    values = say.values(
        {"text": whistle.what, "place": whistle.place, "called_at": _at(whistle.blown_at)}
    )
    return Thing(whistle.number, values)


def home(say: Words, found: Household) -> Thing:
    """A household they belong to."""
    values = say.values({"members": len(found.members), "seen_at": _at(found.seen_at)})
    return Thing(found.address, values)


def _list(say: Words, texts: Iterable[str]) -> str:
    return ("; " if say.language == "en" else "；").join(texts)


def _at(ms: int) -> str:
    return f"{clock.from_milliseconds(ms):%Y-%m-%d %H:%M}" if ms else ""

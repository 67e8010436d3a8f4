"""What a person has to judge after windows and the hall acted apart, and how it is settled.

Nothing here is an error: everything was recorded, and everybody holds the same records. But which
address is right, whether two people are one, or what becomes of an act that came too late, no rule
can say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, groupby, islice
from typing import Literal

import msgspec

from station_desktop.domain import fold
from station_desktop.domain.case import cases
from station_desktop.domain.case.cases import Case
from station_desktop.domain.individual import individuals
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.journal import unfits
from station_desktop.domain.journal.asides import Seen
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.person import residents
from station_desktop.domain.person.residents import Claim, Conflict, Resident
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import statements
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistlevalues import Whistle
from station_desktop.storage.reads import matters
from station_desktop.usecases.casework import cases as case_acts
from station_desktop.usecases.casework import lines
from station_desktop.usecases.people.residents import get, root
from station_desktop.usecases.work import Work

Kind = Literal["conflict", "unfit", "twins", "same_number", "set_aside"]
KINDS: tuple[Kind, ...] = ("conflict", "unfit", "twins", "same_number", "set_aside")
MOST = 10_000
"""Counting ends here."""


class Matter(msgspec.Struct, frozen=True):
    """One thing to judge. ``subjects`` are what it concerns, as ``<noun>:<id>``.

    ``conflict``: ``field`` of a resident with its ``values``. ``unfit``: an act on a
    case, a whistle or an individual case, by its ``entry`` and ``act`` (the fact's kind), with
    ``at`` and ``author``. ``twins``: two residents,
    the earlier first. ``same_number``: cases of one ``number``, the earliest first. ``set_aside``:
    an entry that the hall set aside for ``reason`` (a problem code).
    """

    kind: Kind
    subjects: tuple[str, ...]
    field: str = ""
    values: tuple[Claim, ...] = ()
    number: str = ""
    entry: str = ""
    act: str = ""
    at: int = 0
    author: str = ""
    reason: str = ""


def open_matters(work: Work, limit: int = 200) -> tuple[Matter, ...]:
    """What is to be judged, kind by kind."""
    work.require("sync.read")
    return tuple(islice(_all(work, limit), limit))


def count(work: Work) -> int:
    """How many matters there are, for the sign in the window."""
    work.require("sync.read")
    return sum(1 for _ in _all(work, MOST))


def _all(work: Work, limit: int) -> Iterator[Matter]:
    for person in matters.in_conflict(work.store.connection, limit):
        for conflict in person.conflicts:
            yield _conflict(person, conflict)
    yield from _unfit(work, limit)
    for a, b in _twins(work):
        yield Matter("twins", (f"resident:{a.id}", f"resident:{b.id}"))
    for together in matters.of_one_number(work.store.connection):
        subjects = tuple(f"case:{case.id}" for case in together)
        yield Matter("same_number", subjects, number=together[0].number)
    yield from _set_aside(work)


def _unfit(work: Work, limit: int) -> Iterator[Matter]:
    connection = work.store.connection
    together: dict[str, Sequence[Case | Whistle | Individual]] = {
        "case": matters.with_unfit(connection, limit),
        "whistle": matters.whistles_with_unfit(connection, limit),
        "individual": matters.individuals_with_unfit(connection, limit),
    }
    for noun, found in together.items():
        for record in found:
            for unfit in record.unfit:
                yield Matter(
                    "unfit",
                    (f"{noun}:{record.id}",),
                    number=record.number,
                    entry=unfit.entry,
                    act=unfit.kind,
                    at=unfit.at,
                    author=unfit.author,
                )


def _conflict(person: Resident, conflict: Conflict) -> Matter:
    last = conflict.values[-1]
    return Matter(
        "conflict",
        (f"resident:{person.id}",),
        field=conflict.field,
        values=conflict.values,
        at=last.at,
        author=last.author,
    )


def _set_aside(work: Work) -> Iterator[Matter]:
    entries = matters.aside_entries(work.store.connection)
    facts = (fold.fact_of(entry) for entry in matters.seen_entries(work.store.connection))
    seen = {fact.entry for fact in facts if isinstance(fact, Seen)}
    for subject, own in groupby(entries, key=lambda entry: entry.subject):
        together = list(own)
        known = {entry.id: entry for entry in together}
        for id, reason in fold.set_aside(together).items():
            if id not in seen:
                yield _aside(subject, id, reason, known.get(id))


def _aside(subject: str, id: str, reason: str, entry: Entry | None) -> Matter:
    matter = Matter("set_aside", (subject,), entry=id, reason=reason)
    if entry is None:
        return matter
    return msgspec.structs.replace(matter, act=entry.kind, at=entry.at, author=entry.author)


def twins(work: Work) -> tuple[tuple[Resident, Resident], ...]:
    """People to be joined, if they are one: the same ID number, or the same name and birth date.
    Who was found to be somebody else is left out."""
    work.require("resident.read")
    return tuple(_twins(work))


def _twins(work: Work) -> Iterator[tuple[Resident, Resident]]:
    told: set[tuple[str, str]] = set()
    for together in matters.look_alikes(work.store.connection):
        for a, b in combinations(together, 2):
            pair = (a.id, b.id)
            if pair not in told and b.id not in a.distinct and a.id not in b.distinct:
                told.add(pair)
                yield a, b


def join(work: Work, a: str, b: str) -> Resident:
    """The two registrations are of one person; what is known of both stands under the earlier.
    Returns that one. Nothing is lost, and :func:`part` undoes it."""
    work.require("sync.settle")
    with work.store.ledger.transaction():
        roots = {root(work, get(work, id)).id for id in (a, b)}
        if len(roots) == 1:
            raise refuse("resident.joined_already")
        into, joined = sorted(roots)
        _append(work, f"resident:{joined}", residents.Joined(into))
        return get(work, into)


def part(work: Work, resident: str) -> Resident:
    """The joining of this registration was a mistake: it stands for itself again."""
    work.require("sync.settle")
    with work.store.ledger.transaction():
        if not get(work, resident).joined_into:
            raise refuse("resident.not_joined")
        _append(work, f"resident:{resident}", residents.Parted())
        return get(work, resident)


def distinct(work: Work, a: str, b: str) -> None:
    """The two look alike and are two people; they are not offered for joining again."""
    work.require("sync.settle")
    with work.store.ledger.transaction():
        first, second = sorted((get(work, a).id, get(work, b).id))
        if first != second and second not in get(work, first).distinct:
            _append(work, f"resident:{first}", residents.Distinct(second))


_TOGETHER = {"id_number": ("id_type", "birth_date")}
"""What was read from a value goes with it."""


def settle(work: Work, resident: str, field: str, value: str) -> Resident:
    """Of several values of a field this one is right. What the same change brought with an ID
    number is settled with it."""
    work.require("sync.settle")
    with work.store.ledger.transaction():
        person = get(work, resident)
        chosen = _claim(person, field, lambda claim: claim.value == value)
        if chosen is None:
            raise refuse("resident.nothing_to_settle", field=field)
        facts: list[Fact] = [_settled(person, field, value)]
        for other in _TOGETHER.get(field, ()):
            with_it = _claim(person, other, lambda claim: claim.entry == chosen.entry)
            if with_it is not None:
                facts.append(_settled(person, other, with_it.value))
        _append(work, f"resident:{resident}", *facts)
        return get(work, resident)


def _claim(person: Resident, field: str, fits: Callable[[Claim], bool]) -> Claim | None:
    conflict = person.conflict(field)
    return next((c for c in conflict.values if fits(c)), None) if conflict else None


def _settled(person: Resident, field: str, value: str) -> residents.Settled:
    conflict = person.conflict(field)
    seen = tuple(claim.entry for claim in conflict.values) if conflict else ()
    return residents.Settled(field, value, seen)


def settle_case(work: Work, case: str, entry: str, note: str) -> Case:
    """An act on a case that came too late is judged; ``note`` says what was done about it.
    ``case`` is its id."""
    work.require("sync.settle")
    case_acts.get_by_id(work, case)
    settle_act(work, f"case:{case}", entry, note)
    return case_acts.get_by_id(work, case)


_SETTLED: dict[str, Callable[[str, str], Fact]] = {
    "case": unfits.Settled,
    "whistle": whistles.Settled,
    "individual": individuals.Settled,
}


def settle_act(work: Work, subject: str, entry: str, note: str) -> None:
    """An act that came too late is judged, on a case, a whistle or an individual case
    (``<noun>:<id>``); ``note`` says what was done about it."""
    work.require("sync.settle")
    noun, _, id = subject.partition(":")
    with work.store.ledger.transaction():
        record = work.store.ledger.record(noun, id) if noun in _SETTLED else None
        if not isinstance(record, Case | Whistle | Individual):
            raise refuse("matter.unknown")
        if entry not in {unfit.entry for unfit in record.unfit}:
            raise refuse("case.nothing_to_settle", number=record.number)
        _append(work, subject, _SETTLED[noun](entry, _note(note)))


def settle_aside(work: Work, subject: str, entry: str, note: str) -> None:
    """The station read that an entry is set aside; ``note`` says what was done instead."""
    work.require("sync.settle")
    with work.store.ledger.transaction():
        if entry not in fold.set_aside(work.store.ledger.history(subject)):
            raise refuse("aside.not_set")
        _append(work, subject, Seen(entry, _note(note)))


def renumber(work: Work, case: str) -> Case:
    """Give this case a number of its own, where another bears the same one: the papers with the
    old number stay with the other, and this one's are printed again."""
    work.require("sync.settle")
    with work.store.ledger.transaction():
        found = case_acts.get_by_id(work, case)
        several = (c for c in matters.of_one_number(work.store.connection) if found in c)
        if next(several, None) is None:
            raise refuse("case.number_its_own", number=found.number)
        number = lines.Numbers(work).next()
        _append(work, f"case:{case}", cases.Renumbered(number, found.number))
        return case_acts.get_by_id(work, case)


def _note(text: str) -> str:
    words = statements.stated(text, "note")
    if not words:
        raise refuse("matter.note_missing", field="note")
    return words


def _append(work: Work, subject: str, *facts: Fact) -> Sequence[Entry]:
    return work.store.ledger.append(work.author, [(subject, fact) for fact in facts])

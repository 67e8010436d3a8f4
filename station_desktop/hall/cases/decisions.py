"""The hall decides: approve, send back with everything that is wrong, refuse.

Where the case stands is checked under the station's lock, against the record that the journal
folds to; what is decided is an ordinary entry of the hall's own chain, with the officer's name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from station_desktop.domain.case import casework
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.decisions import Approved, Rejected, Returned, Wrong
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.text import statements
from station_desktop.hall import audit
from station_desktop.hall.cases import catalogues
from station_desktop.hall.journal import filing, folding, writing
from station_desktop.hall.store.office_tables import done
from station_desktop.hall.store.once import add_once
from station_desktop.hall.store.tables import submissions
from station_desktop.hall.work import Hall, Officer

MOST_WRONG = 50
_DONE = {Approved: "case.approved", Returned: "case.returned", Rejected: "case.refused"}


class Decided(msgspec.Struct, frozen=True):
    """What was decided; ``again`` says that this very form had been sent before, and that nothing
    was done a second time."""

    station: str
    id: str
    number: str
    state: str
    officer: str
    again: bool = False


class Chosen(msgspec.Struct, frozen=True):
    """The case to decide. ``token`` is made with the form, so that sending it twice decides
    once."""

    station: str
    id: str
    token: str = ""


def locate(hall: Hall, officer: Officer, number: str) -> Chosen:
    """The case with this number as printed; refuses ``case.unknown``, or ``decision.number_twice``
    where two windows gave one number and it is not settled yet."""
    officer.require("hall.read")
    columns = submissions.c
    with hall.database.reading() as connection:
        rows = connection.execute(
            select(columns.station, columns.id).where(columns.number == number.strip()).limit(2)
        ).all()
    if not rows:
        raise refuse("case.unknown", field="number", number=number.strip()[:40])
    if len(rows) > 1:
        raise refuse("decision.number_twice", field="number", number=number.strip()[:40])
    return Chosen(rows[0].station, rows[0].id)


def approve(
    hall: Hall, officer: Officer, chosen: Chosen, result: str = "", reference: str = ""
) -> Decided:
    """Approve: ``result`` is what the resident gets, the catalogue's own words where it is empty;
    ``reference`` the number under which the hall issued it."""
    said = statements.stated(result, "result")
    number = statements.stated(reference, "reference")

    def fact(connection: Connection, case: Case) -> Fact:
        if case.to_follow:
            count = len(case.to_follow)
            raise refuse("decision.materials_to_follow", number=case.number, count=count)
        catalogue = catalogues.of(connection, hall, chosen.station, case.pack)
        item = catalogues.item_of(catalogue, case)
        return Approved(officer.name, said or (item.result.text.zh if item else ""), number)

    return _decide(hall, officer, chosen, Approved, fact)


def return_(
    hall: Hall, officer: Officer, chosen: Chosen, wrong: Sequence[Wrong], until: str = ""
) -> Decided:
    """Send back for correction, with the whole list of what is wrong at once. ``until`` is the ISO
    day by which it is expected again. Refuses an empty list, a line without words, one about
    nothing of this case, and a day that is past."""
    listed = _listed(wrong)
    day = _day(until, hall.time.now().date())

    def fact(connection: Connection, case: Case) -> Fact:
        _must_concern(connection, hall, chosen.station, case, listed)
        return Returned(officer.name, listed, day)

    return _decide(hall, officer, chosen, Returned, fact)


def refuse_(hall: Hall, officer: Officer, chosen: Chosen, reason: str, remedy: str = "") -> Decided:
    """Refuse, with the reason and what the resident can do about it."""
    words = casework.reason_of(reason)
    way = statements.stated(remedy, "remedy")
    return _decide(hall, officer, chosen, Rejected, lambda *_: Rejected(officer.name, words, way))


def _decide(
    hall: Hall,
    officer: Officer,
    chosen: Chosen,
    kind: type[Fact],
    fact_of: Callable[[Connection, Case], Fact],
) -> Decided:
    officer.require("hall.decide")
    with hall.database.begin() as connection:
        filing.lock(connection, chosen.station)
        case = _case(connection, chosen)
        if chosen.token and not add_once(
            connection, done, token=chosen.token, case=chosen.id, at=hall.now_ms()
        ):
            return _answer(chosen, case, case.hall.officer if case.hall else "", again=True)
        _must_wait(case, kind)
        fact = fact_of(connection, case)
        acts = [(f"case:{chosen.id}", fact)]
        writing.append(connection, hall, chosen.station, officer.id, acts)
        audit.note(connection, hall, officer, _DONE[kind], case.number)
        return _answer(chosen, _case(connection, chosen), officer.name)


def _answer(chosen: Chosen, case: Case, officer: str, again: bool = False) -> Decided:
    return Decided(chosen.station, chosen.id, case.number, case.state, officer, again)


def _case(connection: Connection, chosen: Chosen) -> Case:
    record = folding.load(connection, chosen.station, "case", chosen.id)
    if not isinstance(record, Case):
        raise refuse("case.unknown", field="number", number="")
    return record


def _must_wait(case: Case, kind: type[Fact]) -> None:
    """Refuse unless the hall may say this of the case now; says who decided what already."""
    if case.mode != "collect":
        raise refuse("decision.not_for_hall", number=case.number)
    if case.state in casework.FROM[kind]:
        return
    if case.hall is not None and case.state in ("approved", "returned", "refused"):
        raise refuse(
            "decision.decided", number=case.number, state=case.state, officer=case.hall.officer
        )
    raise refuse("decision.not_waiting", number=case.number, state=case.state)


def _listed(wrong: Sequence[Wrong]) -> tuple[Wrong, ...]:
    if not wrong:
        raise refuse("decision.nothing_wrong", field="wrong")
    if len(wrong) > MOST_WRONG:
        raise refuse("decision.too_many_wrong", field="wrong", most=MOST_WRONG)
    listed = []
    problems = []
    for at, one in enumerate(wrong):
        # papers and screens put the points in one list, with marks of their own between them
        words, field = statements.tidy(one.what).rstrip("。；;."), f"wrong.{at}"
        problem = statements.fault(words, field)
        if not words:
            problem = Problem("decision.wrong_without_words", field)
        if problem is not None:
            problems.append(problem)
        listed.append(Wrong(one.key.strip(), words))
    raise_if_any(problems)
    return tuple(dict.fromkeys(listed))


def _must_concern(
    connection: Connection, hall: Hall, station: str, case: Case, wrong: tuple[Wrong, ...]
) -> None:
    """Each line concerns a document or a question of this case; a mistyped key would reach
    nobody."""
    item = catalogues.item_of(catalogues.of(connection, hall, station, case.pack), case)
    known = {"", *case.answers, *(material.key for material in case.materials)}
    if item is not None:
        known |= {field.key for field in item.fields}
        known |= {material.key for material in item.materials}
    raise_if_any(
        Problem("decision.wrong_unknown", f"wrong.{at}", {"key": one.key[:60]})
        for at, one in enumerate(wrong)
        if one.key not in known
    )


def _day(text: str, today: date) -> str:
    if not text.strip():
        return ""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise refuse("form.date", field="until") from None
    if day < today:
        raise refuse("decision.until_past", field="until")
    return day.isoformat()

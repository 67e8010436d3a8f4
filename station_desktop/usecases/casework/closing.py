"""What is still open on a case, and who may close it all the same."""

from __future__ import annotations

import msgspec

from station_desktop.domain.case import casework, closing
from station_desktop.domain.case.cases import Case
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.storage.reads import reads_whistles
from station_desktop.usecases.work import Actor, Work


class Passed(msgspec.Struct, frozen=True):
    """What was passed over at a closing: the codes, the reason, and the account whose right it
    was; all empty where nothing was open."""

    codes: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""


def open_points(work: Work, case: Case) -> tuple[Problem, ...]:
    """What must be settled before the case may be closed; a closed one has nothing open."""
    work.require("case.read")
    if not case.open:
        return ()
    names = {}
    if case.materials:
        kinds = work.store.pack(case.pack).material_by_key
        names = {one.key: kinds[one.key].name for one in case.materials if one.key in kinds}
    whistles = reads_whistles.open_of_case(work.store.connection, case.id)
    return closing.open_points(case, whistles, names)


def settled(work: Work, case: Case, override: str = "", approver: Actor | None = None) -> Passed:
    """Refuse with everything that is still open, unless it is passed over for a stated reason by
    somebody who may: the person at work, or ``approver``. A stopped clock cannot be passed
    over."""
    points = open_points(work, case)
    if not points:
        return Passed()
    if not override.strip():
        raise Refused(*points)
    if not closing.overridable(points):
        firm = (point for point in points if not closing.overridable((point,)))
        raise Refused(*firm)
    by = entitled(work, approver)
    return Passed(tuple(point.code for point in points), casework.reason_of(override), by.id)


def entitled(work: Work, approver: Actor | None = None) -> Actor:
    """Who may pass over open points; refuses ``role.not_allowed`` where nobody here may."""
    people = (work.actor, approver)
    found = next((one for one in people if one and one.may("case.override")), None)
    if found is None:
        raise refuse("role.not_allowed", field="override", right="case.override")
    return found

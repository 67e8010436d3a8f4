"""The room's own questions: whom a typed text may mean, and who has an account."""

from __future__ import annotations

from collections.abc import Sequence

from station_desktop.storage.reads import reads
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.lists.person_finder import found as shown
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

FOUND = 5


def found(work: Work, text: str) -> Sequence[Found]:
    """Whoever the text may mean; nobody for an empty one."""
    return [shown(person) for person in residents.find(work, text, FOUND)] if text else []


def staff(work: Work) -> tuple[tuple[str, str], ...]:
    """Ids and names of everybody with an account, by name."""
    work.require("privacy.read")
    known = [(account.id, account.name) for account in reads.accounts(work.store.connection)]
    return tuple(sorted(known, key=lambda one: one[1]))

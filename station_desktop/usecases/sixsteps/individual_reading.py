"""Individual cases as they are read: by whom, and how much.

Least rights (PIPL art. 6): the case's worker and whoever reviews (``individual.review``, the
stationmaster) read everything. Any other worker sees that there is a case, whose, with whom and at
which step, and nothing that was said in it: not why, not the situation, not the plan, not a note.
Nobody else sees that much.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.accounts import Account
from station_desktop.storage import drafts
from station_desktop.storage.reads import reads_individuals
from station_desktop.storage.reads.reads_individuals import Place, Wanted
from station_desktop.usecases.work import Work


def open_to(work: Work, case: Individual) -> bool:
    """Whether this person reads everything in the case, and acts in it."""
    return case.worker == work.author or work.actor.may("individual.review")


def seen(work: Work, case: Individual) -> Individual:
    """The case as this person may see it: whole, or its outline alone."""
    if open_to(work, case):
        return case
    return Individual(
        id=case.id,
        number=case.number,
        resident=case.resident,
        worker=case.worker,
        applied_at=case.applied_at,
        why="",
        state=case.state,
        step=case.step,
    )


def get(work: Work, named: str) -> Individual:
    """The case with this number or id, as this person may see it."""
    work.require("individual.act")
    return seen(work, find(work, named))


def listed(
    work: Work,
    *,
    state: str = "open",
    worker: str = "",
    after: Place | None = None,
    skip: int = 0,
    limit: int = 50,
) -> tuple[Individual, ...]:
    """Cases in this state, of one worker or of all, the latest applied for first; a page goes on
    ``after`` the place of the last."""
    work.require("individual.act")
    wanted = Wanted(state, worker)
    found = reads_individuals.page(work.store.connection, wanted, after, skip, limit)
    return tuple(seen(work, case) for case in found)


def by_step(work: Work, *, state: str = "open", worker: str = "") -> dict[str, int]:
    """How many such cases stand at each step."""
    work.require("individual.act")
    return reads_individuals.by_step(work.store.connection, Wanted(state, worker))


def of_resident(work: Work, resident: str) -> tuple[Individual, ...]:
    """The cases of this person, the latest first."""
    work.require("individual.act")
    found = reads_individuals.of_resident(work.store.connection, resident)
    return tuple(seen(work, case) for case in found)


def history(work: Work, named: str) -> tuple[Entry, ...]:
    """Everything that happened in the case, oldest first; for those who may read it."""
    work.require("individual.act")
    case = find(work, named)
    _must_be_open_to(work, case)
    return work.store.ledger.history(f"individual:{case.id}")


def mine(work: Work, named: str) -> Individual:
    """The whole case, for somebody who may act in it; refuses ``individual.not_yours``."""
    work.require("individual.act")
    case = find(work, named)
    _must_be_open_to(work, case)
    return case


def _must_be_open_to(work: Work, case: Individual) -> None:
    if not open_to(work, case):
        account = work.store.ledger.record("account", case.worker)
        name = account.name if isinstance(account, Account) else ""
        raise refuse("individual.not_yours", number=case.number, name=name)


def find(work: Work, named: str) -> Individual:
    """The case with this number or id, before anybody's rights are looked at."""
    text = named.strip()
    found = work.store.ledger.record("individual", text) if len(text) == 32 else None
    if found is None:
        found = reads_individuals.by_number(work.store.connection, text)
    if not isinstance(found, Individual):
        raise refuse("individual.unknown", number=text[:60])
    return found


# what is typed and not done yet


def keep_typed(work: Work, named: str, act: str, typed: Mapping[str, Any]) -> None:
    """Keep what is typed into the form of ``act``: it is there again, whatever happens."""
    case = mine(work, named)
    store = work.store
    key = _draft(work, case, act)
    drafts.save(store.connection, key, work.author, dict(typed), store.ledger.now_ms())


def typed(work: Work, named: str, act: str) -> dict[str, Any]:
    """What this person had typed into the form of ``act`` and not done."""
    case = mine(work, named)
    return drafts.load(work.store.connection, _draft(work, case, act)) or {}


def drop_typed(work: Work, named: str, act: str) -> None:
    """It is done, or thrown away."""
    drafts.discard(work.store.connection, _draft(work, mine(work, named), act))


def _draft(work: Work, case: Individual, act: str) -> str:
    return f"individual:{case.id}:{act}:{work.author}"

"""Who answers for a case, and how it changes hands (首问负责制): the first person asked owns it
until a named hand-over. Nobody's leaving leaves a case without somebody who sees it."""

from __future__ import annotations

from collections.abc import Iterable

from station_desktop.domain.case import casework
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.handling import Handed
from station_desktop.domain.problem import refuse
from station_desktop.domain.station import roles
from station_desktop.domain.station.accounts import Account
from station_desktop.storage.reads import reads, reads_flow
from station_desktop.usecases.casework import bulk, cases
from station_desktop.usecases.casework.bulk import Bulk
from station_desktop.usecases.work import Work

MOST = 5_000
"""How many cases without an owner are listed at once."""


def hand_over(work: Work, number: str, to: str, reason: str) -> Case:
    """Hand the case to a colleague, by account id or login, for a stated reason. Anyone hands over
    their own; others' need ``case.assign``."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = cases.get(work, number)
        if case.owner not in ("", work.author):
            work.require("case.assign")
        said = casework.with_reason(case, reason)
        colleague = _colleague(work, to)
        if colleague.id == case.owner:
            raise refuse("flow.already_theirs", field="to", number=number, name=colleague.name)
        return cases.record(work, case, Handed(case.owner, colleague.id, said))


def hand_over_many(work: Work, numbers: Iterable[str], to: str, reason: str) -> Bulk:
    """Hand all of these over, as before a holiday or in sickness. Refuses as a whole where the
    colleague cannot take any or no reason is given."""
    work.require("case.act")
    casework.reason_of(reason)
    colleague = _colleague(work, to)
    return bulk.each(work, numbers, lambda number: hand_over(work, number, colleague.id, reason))


def staff(work: Work) -> tuple[Account, ...]:
    """The colleagues who can own cases, by login."""
    work.require("case.read")
    return tuple(one for one in reads.accounts(work.store.connection) if can_own(one))


def can_own(account: Account) -> bool:
    """Whether cases can be handed to this account."""
    return not account.locked and roles.may(account.roles, "case.act")


def orphaned(work: Work) -> tuple[Case, ...]:
    """Open cases whose owner is locked or no longer works with cases, each owner's earliest due
    first."""
    work.require("case.read")
    gone = [one.id for one in reads.accounts(work.store.connection) if not can_own(one)]
    return reads_flow.open_of_owners(work.store.connection, gone, MOST)


def _colleague(work: Work, to: str) -> Account:
    name = to.strip()
    found = work.store.ledger.record("account", name)
    if not isinstance(found, Account):
        found = reads.account_by_login(work.store.connection, name)
    if found is None:
        raise refuse("account.unknown", field="to", login=name[:60])
    if not can_own(found):
        raise refuse("flow.not_staff", field="to", name=found.name)
    return found

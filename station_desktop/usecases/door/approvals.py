"""A second person's approval at the same desk: their password, checked there and then."""

from __future__ import annotations

import hmac

from station_desktop.domain.problem import refuse
from station_desktop.domain.station.roles import Right
from station_desktop.storage.keys.vault import LockOut, Vault
from station_desktop.storage.reads import reads
from station_desktop.usecases.work import Actor, Work


def approve(work: Work, login: str, password: str, right: Right) -> Actor:
    """Who ``login`` is, if the password is theirs and they hold ``right``.

    Nobody is signed in or out by it. Wrong passwords count towards the account's lock-out as at
    the door. Costs as long as a sign-in, so call it off the main thread. Refuses with ``vault.*``,
    ``account.locked`` or ``role.not_allowed``.
    """
    settings = work.store.settings()
    limits = LockOut(settings.lock_after_failures, settings.lock_minutes)
    now = work.store.ledger.now_ms()
    key, _ = Vault(work.store.folder).open(login, password, now, limits)
    account = reads.account_by_login(work.store.connection, login)
    if account is None or not hmac.compare_digest(key, work.store.key):
        raise refuse("vault.wrong", field="password")
    if account.locked:
        raise refuse("account.locked", field="login")
    supervisor = Actor.of(account)
    if not supervisor.may(right):
        raise refuse("role.not_allowed", field="login", right=right)
    return supervisor

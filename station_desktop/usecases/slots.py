"""The key file as the journal says it should be: whose password opens this window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from station_desktop.domain.station.accounts import Account
from station_desktop.storage.keys.vault import Vault, Wanted
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store


def renew_slots(store: Store, vault: Vault) -> frozenset[str]:
    """Let in who has a key, keep out who is locked, take older passwords away; after every round
    of sync and at every sign-in. Returns the logins whose slots changed.

    The journal is the truth: a slot that a power cut left without its fact goes again.
    """
    return vault.renew(_wanted(store), store.key)


def _wanted(store: Store) -> Iterator[Wanted]:
    """One login opens one account, the oldest of that name (``reads.account_by_login``)."""
    everybody = reads.accounts(store.connection)
    for login, group in groupby(everybody, key=lambda account: account.login.casefold()):
        oldest, *others = group
        if oldest.key is not None:
            yield Wanted(login, oldest.key, shut=oldest.locked)
        elif others and not _made_here(store, oldest):
            yield Wanted(login)  # what is there lets a younger namesake in


def _made_here(store: Store, account: Account) -> bool:
    history = store.ledger.history(f"account:{account.id}")
    return bool(history) and history[0].device == store.ledger.device

"""Setting a station up, opening its store, and letting people in and out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import msgspec

from station_desktop import paths, shipped
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.accounts import Account, AccountMade, SignedIn, SignedOut
from station_desktop.domain.station.roles import ROLES, Role
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.station.station import SettingChanged
from station_desktop.domain.time import clock
from station_desktop.storage import database
from station_desktop.storage.keys.vault import Cost, LockOut, Vault
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store, SystemClock
from station_desktop.storage.tables import migrating
from station_desktop.usecases import policies
from station_desktop.usecases.backup import brought_back, erased_copies
from station_desktop.usecases.door import passwords
from station_desktop.usecases.slots import renew_slots as renew_slots
from station_desktop.usecases.version import trying
from station_desktop.usecases.work import Actor, Work


class Founded(msgspec.Struct, frozen=True):
    """A new station: its data key, its first member of staff, and the recovery key to print
    once and never again."""

    key: bytes
    actor: Actor
    recovery_key: str


class Entered(msgspec.Struct, frozen=True):
    """Somebody came in: the data key opens connections for them."""

    key: bytes
    actor: Actor


def found_station(
    folder: Path,
    *,
    name: str,
    code: str,
    login: str,
    password: str,
    staff_name: str = "",
    roles: tuple[Role, ...] = ROLES,
    recovery_key: str = "",
    rules: Settings | None = None,
    demo: bool = False,
    cost: Cost | None = None,
    time: clock.Clock | None = None,
) -> Founded:
    """Make a new store in ``folder`` with the reference catalogue and one account, which holds
    every role until it gives them away, unless ``roles`` says which. ``recovery_key`` is one that
    somebody has on paper already, ``rules`` are those of passwords where not the usual. Refuses a
    folder that already has a station; what was begun is taken away again when it fails."""
    _check_station(name, code, login)
    passwords.check(password, login, rules)
    must_be_free(folder)
    fresh = not folder.exists()
    with _cleared_on_failure(folder, fresh):
        folder.mkdir(parents=True, exist_ok=True)
        key, recovery = Vault(folder, cost).create(login, password, recovery_key)
        made = AccountMade(login.strip(), (staff_name or login).strip(), roles)
        facts = {"station_name": name.strip(), "station_code": code, "demo": demo}
        actor = _furnish(folder, key, made, facts, time)
    return Founded(key, actor, recovery)


def _check_station(name: str, code: str, login: str) -> None:
    if not name.strip():
        raise refuse("station.name_missing", field="name")
    if not (code.isascii() and code.isdigit() and 6 <= len(code) <= 15):
        raise refuse("station.code_form", field="code")
    if not login.strip() or len(login) > 50 or not login.isprintable():
        raise refuse("account.login_form", field="login")


def _furnish(
    folder: Path,
    key: bytes,
    made: AccountMade,
    facts: dict[str, Any],
    time: clock.Clock | None,
) -> Actor:
    own = Vault(folder).key_of(made.login)
    assert own is not None, "the slot was just made"
    store = Store(folder, key, time=time)
    try:
        migrating.migrate(store.connection)
        with store.ledger.transaction():
            store.ledger.begin()
            store.keep_resident_keys()
            account = store.ledger.new_id()
            acts: list[tuple[str, Fact]] = [
                (f"account:{account}", made),
                (f"account:{account}", passwords.key_made(own)),
            ]
            acts += [(f"setting:{k}", SettingChanged(v)) for k, v in facts.items() if v]
            store.ledger.append(account, acts)
            store.adopt_pack(account, shipped.reference_pack())
        return Actor.of(cast(Account, store.ledger.record("account", account)))
    finally:
        store.close()


def join_station(folder: Path, cost: Cost | None = None) -> tuple[bytes, str]:
    """Make an empty store in ``folder`` for a further window of a station: its data key and the
    recovery key to print once.

    Accounts, settings and catalogue come by sync; then :func:`renew_slots` lets the station's
    staff in with their own passwords. The shipped catalogue's bytes are there from the start, so
    that they need not travel. Refuses like :func:`found_station`.
    """
    must_be_free(folder)
    fresh = not folder.exists()
    with _cleared_on_failure(folder, fresh):
        folder.mkdir(parents=True, exist_ok=True)
        key, recovery = Vault(folder, cost).begin()
        store = Store(folder, key)
        try:
            migrating.migrate(store.connection)
            with store.ledger.transaction():
                store.ledger.begin()
                store.keep_resident_keys()
                store.keep_pack_bytes(shipped.reference_pack())
        finally:
            store.close()
    return key, recovery


def leave_station(folder: Path) -> None:
    """Take a store away that :func:`join_station` just made and that could not be filled."""
    _clear(folder, fresh=False)
    with suppress(OSError):
        folder.rmdir()  # unless something else is in it


def must_be_free(folder: Path) -> None:
    """Refuse a folder that holds a station already."""
    if (folder / paths.STORE_FILE).exists() or Vault(folder).exists:
        raise refuse("station.exists")


@contextmanager
def _cleared_on_failure(folder: Path, fresh: bool) -> Iterator[None]:
    """Take away what was begun when it fails."""
    try:
        yield
    except OSError as error:
        _clear(folder, fresh)
        raise refuse("station.folder_unwritable") from error
    except BaseException:
        _clear(folder, fresh)
        raise


def _clear(folder: Path, fresh: bool) -> None:
    """Leave the folder as it was found."""
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for pattern in ("station.db*", "station.keys*"):
        for file in folder.glob(pattern):
            file.unlink(missing_ok=True)


def unlock(
    folder: Path,
    login: str,
    password: str,
    *,
    time: clock.Clock | None = None,
    lock_out: LockOut | None = None,
) -> Entered:
    """Open the store with a password: check it, bring the schema forward, note the sign-in.

    Costs about as long as Argon2id is set to; call it off the main thread. Refuses with
    ``vault.*`` (wrong, locked), ``store.*`` (foreign, damaged, newer) or ``account.locked``.
    """
    if not Vault(folder).exists and not (folder / paths.STORE_FILE).exists():
        raise refuse("station.absent")
    now = clock.milliseconds((time or SystemClock()).now())
    vault, lock_out = Vault(folder), lock_out or _lock_out()
    key, failures = vault.open(login, password, now, lock_out)
    database.must_be_there(folder)
    trying.entering(folder)
    store = Store(folder, key, time=time)
    try:
        migrating.migrate(store.connection)
        if login.strip().casefold() in renew_slots(store, vault):
            vault.open(login, password, now, lock_out)  # another one is right by now
        if store.has_pack:
            store.keep_item_index()
        store.keep_resident_keys()
        erased_copies.catch_up(store)
        actor = sign_in(store, login, failures)
        _give_key(store, vault, login, password)
        trying.entered(folder)
        return Entered(key, actor)
    finally:
        store.close()


def _lock_out() -> LockOut:
    """As this PC's policy has it: the station's own settings cannot be read from outside."""
    begun = policies.start()
    return LockOut(begun.lock_after_failures, begun.lock_minutes)


def _give_key(store: Store, vault: Vault, login: str, password: str) -> None:
    """Make the password's key for an account of before there were keys."""
    account = reads.account_by_login(store.connection, login)
    if account is None or account.key is not None:
        return
    key = vault.new_key(password)
    with store.ledger.transaction():
        store.ledger.append(account.id, [(f"account:{account.id}", passwords.key_made(key))])
        vault.put(login, key, store.key, store.ledger.now_ms())


def sign_in(store: Store, login: str, failures: int = 0) -> Actor:
    """Note that the owner of ``login``, whose password was right, is here now."""
    account = reads.account_by_login(store.connection, login)
    if account is None:
        raise refuse("vault.wrong")
    if account.locked:
        raise refuse("account.locked")
    brought_back.say(store, account.id)
    store.ledger.append(account.id, [(f"account:{account.id}", SignedIn(failures))])
    return Actor.of(account)


def sign_out(work: Work, reason: str = "left") -> None:
    """Note that the person left. Nothing of theirs is touched."""
    account = work.actor.id
    work.store.ledger.append(account, [(f"account:{account}", SignedOut(reason))])


def recover(folder: Path, recovery_key: str, login: str, password: str) -> Entered:
    """Give ``login`` a new password by the recovery key, when every password is lost."""
    vault = Vault(folder)
    key = vault.open_with_recovery(recovery_key)
    passwords.check(password, login)
    store = Store(folder, key)
    try:
        migrating.migrate(store.connection)
        erased_copies.catch_up(store)
        account = reads.account_by_login(store.connection, login)
        if account is None:
            raise refuse("account.unknown", login=login)
        brought_back.say(store, account.id)
        passwords.renew(store, vault, account, password, author=account.id)
        return Entered(key, Actor.of(account))
    finally:
        store.close()

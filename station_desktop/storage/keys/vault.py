"""The key file beside the store: who can open it, without a key lying about.

One random 256-bit data key encrypts the store. It is never written down; each *slot* holds it
locked up so that one password, or the recovery key, opens it (see ``storage.keys.slots``). A
password change rewrites one slot and touches no data. The file names nobody: a slot is found by a
keyed hash of the login, so that a stolen folder does not even list the staff.

Wrong passwords are counted here, since nobody can write in a store that is still closed. A clock
turned back does not shorten a lock-out: time only ever counts forward from the latest seen.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b32decode, b32encode
from collections.abc import Iterable
from pathlib import Path

import msgspec

from station_desktop import paths, whole_files
from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.station.accounts import PasswordKey
from station_desktop.storage.keys import slots
from station_desktop.storage.keys.slots import Cost, Slot

__all__ = ["RECOVERY", "Cost", "Facts", "KeyFile", "LockOut", "Slot", "Vault", "Wanted"]

RECOVERY = "recovery"
_RECOVERY_BYTES = 20
_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4)


class KeyFile(msgspec.Struct, frozen=True):
    """The whole file. ``pepper`` keys the hash of logins; ``latest`` is the latest time seen."""

    format: int
    pepper: str
    slots: tuple[Slot, ...]
    latest: int = 0


class LockOut(msgspec.Struct, frozen=True):
    """After ``failures`` wrong passwords in a row a slot stays shut for ``minutes``."""

    failures: int = 5
    minutes: int = 15


class Facts(msgspec.Struct, frozen=True):
    """The key file without a secret: how many accounts it lets in, how many of them are locked for
    a while, whether the recovery key does, whether the file had to be read from its copy."""

    accounts: int
    locked: int
    recovery: bool
    from_copy: bool


class Wanted(msgspec.Struct, frozen=True):
    """How the slot of one login must be: for this password key, shut or not; none without key."""

    login: str
    key: PasswordKey | None = None
    shut: bool = False


def slot_id(pepper: str, login: str) -> str:
    """The slot's id for ``login``: case and surrounding space do not matter."""
    name = login.strip().casefold().encode()
    return hmac.new(bytes.fromhex(pepper), name, hashlib.sha256).hexdigest()[:24]


def new_recovery_key() -> str:
    """160 random bits for people: eight groups of four letters and digits."""
    text = b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def normal_recovery_key(typed: str) -> str:
    """What was typed back, as printed: spaces, dashes, case and look-alikes do not matter."""
    letters = "".join(ch for ch in typed.upper() if ch.isalnum())
    letters = letters.replace("0", "O").replace("1", "I").replace("8", "B")
    try:
        raw = b32decode(letters)
    except ValueError:
        raise refuse("vault.recovery_form") from None
    if len(raw) != _RECOVERY_BYTES:
        raise refuse("vault.recovery_form")
    return letters


class Vault:
    """The key file of one data folder."""

    def __init__(self, folder: Path, cost: Cost | None = None) -> None:
        self.path = folder / paths.KEY_FILE
        self._cost = cost or Cost()

    @property
    def exists(self) -> bool:
        return self.path.exists()

    def create(self, login: str, password: str, recovery_key: str = "") -> tuple[bytes, str]:
        """Start a key file with its first account and a recovery key: the one given, which
        somebody has on paper already, or a new one.

        Returns the data key (32 bytes) and the recovery key to print once.
        """
        return self._begin({login: password}, recovery_key)

    def begin(self) -> tuple[bytes, str]:
        """As :meth:`create`, without an account: those of the station come by sync."""
        return self._begin({})

    def _begin(self, passwords: dict[str, str], recovery_key: str = "") -> tuple[bytes, str]:
        if self.exists:
            raise refuse("vault.exists")
        key, recovery = secrets.token_bytes(32), recovery_key or new_recovery_key()
        pepper = secrets.token_hex(16)
        first = slots.wrapped(RECOVERY, normal_recovery_key(recovery), self._cost, key)
        others = [
            slots.sealed(slot_id(pepper, login), self.new_key(password), key)
            for login, password in passwords.items()
        ]
        self._write(KeyFile(1, pepper, (first, *others)))
        return key, recovery

    def open(self, login: str, password: str, now_ms: int, lock_out: LockOut) -> tuple[bytes, int]:
        """The data key, and how many wrong passwords preceded this right one.

        Refuses with ``vault.wrong`` (the same for an unknown login), ``vault.locked`` with the
        minutes left, ``account.locked`` or ``vault.damaged``.
        """
        file = self._read()
        now = max(now_ms, file.latest)
        slot = self._find(file, slot_id(file.pepper, login))
        if slot is None:
            slots.derive(password, secrets.token_bytes(16), self._cost)  # same time as a real one
            raise refuse("vault.wrong")
        if slot.locked_until > now:
            raise refuse("vault.locked", minutes=-(-(slot.locked_until - now) // 60000))
        key = slots.opened(slot, password)
        if key is None:
            raise self._failed(file, slot, now, lock_out)
        if slot.shut:
            raise refuse("account.locked")
        if slot.failures or slot.locked_until:
            cleared = msgspec.structs.replace(slot, failures=0, locked_until=0)
            self._write(self._with(file, cleared, now))
        return key, slot.failures

    def _failed(self, file: KeyFile, slot: Slot, now: int, lock_out: LockOut) -> Refused:
        """Count a wrong password; the refusal to raise."""
        failures = slot.failures + 1
        locked = now + lock_out.minutes * 60000 if failures >= lock_out.failures else 0
        kept = 0 if locked else failures
        counted = msgspec.structs.replace(slot, failures=kept, locked_until=locked)
        self._write(self._with(file, counted, now))
        if locked:
            return refuse("vault.locked", minutes=lock_out.minutes)
        return refuse("vault.wrong")

    def open_with_recovery(self, typed: str) -> bytes:
        """The data key by the recovery key printed at set-up."""
        slot = self._find(self._read(), RECOVERY)
        key = None if slot is None else slots.opened(slot, normal_recovery_key(typed))
        if not key:
            raise refuse("vault.recovery_wrong")
        return key

    def new_key(self, password: str) -> PasswordKey:
        """A key for this password; costs as long as a sign-in."""
        return slots.key_of(password, self._cost)

    def put(self, login: str, password: PasswordKey, key: bytes, now_ms: int) -> None:
        """Give ``login`` a slot for this password, replacing the one it had."""
        file = self._read()
        slot = slots.sealed(slot_id(file.pepper, login), password, key)
        self._write(self._with(file, slot, max(now_ms, file.latest)))

    def put_password(self, login: str, password: str, key: bytes, now_ms: int) -> PasswordKey:
        """As :meth:`put`, for the password itself; returns its key."""
        made = self.new_key(password)
        self.put(login, made, key, now_ms)
        return made

    def key_of(self, login: str) -> PasswordKey | None:
        """The password key that the slot of ``login`` was made for."""
        file = self._read()
        slot = self._find(file, slot_id(file.pepper, login))
        return None if slot is None else slot.key

    def renew(self, wanted: Iterable[Wanted], key: bytes) -> frozenset[str]:
        """Make slots as ``wanted`` where they are not, in one write; returns whose were changed.
        A password key that is none is passed over."""
        file = self._read()
        kept = {slot.id: slot for slot in file.slots}
        changed = set()
        for wish in wanted:
            id = slot_id(file.pepper, wish.login)
            if not _as_wanted(kept.get(id), wish) and _renewed(kept, id, wish, key):
                changed.add(wish.login)
        if changed:
            self._write(msgspec.structs.replace(file, slots=tuple(kept.values())))
        return frozenset(changed)

    def remove(self, login: str) -> None:
        """Take the slot of ``login`` away; its password opens nothing any more."""
        file = self._read()
        gone = slot_id(file.pepper, login)
        kept = tuple(slot for slot in file.slots if slot.id != gone)
        self._write(msgspec.structs.replace(file, slots=kept))

    def kept(self) -> KeyFile:
        """The whole file. Refuses ``vault.absent``, ``vault.damaged``."""
        return self._read()

    def has(self, login: str) -> bool:
        file = self._read()
        return self._find(file, slot_id(file.pepper, login)) is not None

    @staticmethod
    def _find(file: KeyFile, id: str) -> Slot | None:
        return next((slot for slot in file.slots if slot.id == id), None)

    @staticmethod
    def _with(file: KeyFile, slot: Slot, latest: int) -> KeyFile:
        others = tuple(other for other in file.slots if other.id != slot.id)
        return msgspec.structs.replace(file, slots=(*others, slot), latest=latest)

    def facts(self, now_ms: int) -> Facts:
        """What can be told of the file without opening anything; refuses like :meth:`open`."""
        file = self._read()
        people = [slot for slot in file.slots if slot.id != RECOVERY and not slot.shut]
        return Facts(
            accounts=len(people),
            locked=sum(slot.locked_until > max(now_ms, file.latest) for slot in people),
            recovery=self._find(file, RECOVERY) is not None,
            from_copy=_file(self.path) is None,
        )

    def _read(self) -> KeyFile:
        for path in (self.path, self.path.with_suffix(".keys.bak")):
            file = _file(path)
            if file is not None:
                return file
        raise refuse("vault.damaged" if self.exists else "vault.absent")

    def _write(self, file: KeyFile) -> None:
        """Replace the file in one step, after keeping the last good one beside it: a power cut
        leaves the old or the new, never half of one."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        data = msgspec.json.encode(file)
        backup = self.path.with_suffix(".keys.bak")
        try:
            if self.path.exists():
                whole_files.put(backup, self.path.read_bytes(), private=True)
            whole_files.put(self.path, data, private=True)
        except OSError as error:
            raise Refused(refuse("vault.unwritable").first) from error


def _file(path: Path) -> KeyFile | None:
    """The file's contents, ``None`` where it is not there or damaged."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=KeyFile)
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise refuse("vault.unreadable") from error


def _as_wanted(slot: Slot | None, wish: Wanted) -> bool:
    if slot is None or wish.key is None:
        return slot is None and wish.key is None
    return slot.public == wish.key.public_key and slot.shut == wish.shut


def _renewed(kept: dict[str, Slot], id: str, wish: Wanted, key: bytes) -> bool:
    if wish.key is None:
        del kept[id]
        return True
    try:
        kept[id] = slots.sealed(id, wish.key, b"" if wish.shut else key)
    except ValueError:
        return False
    return True

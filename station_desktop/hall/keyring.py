"""The hall's secrets, in one file beside its database.

Who holds this file is the hall: it signs what the hall writes, opens what is sealed for it and
opens its embedded database. It belongs into the backup, apart from the database.
"""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from station_desktop import whole_files
from station_desktop.domain.problem import refuse

_FORMAT = 1
_KEY_BYTES = 32


class _File(msgspec.Struct, frozen=True):
    """The file: all keys in hex."""

    format: int
    hall: str
    signing: str
    sealing: str
    data: str


class Keyring:
    """The keys of one hall. ``id`` is 12 hex digits, ``data_key`` 32 bytes."""

    def __init__(self, id: str, signing: bytes, sealing: bytes, data_key: bytes) -> None:
        self.id = id
        self.data_key = data_key
        self.signing_key = Ed25519PrivateKey.from_private_bytes(signing)
        self.sealing_key = X25519PrivateKey.from_private_bytes(sealing)
        self.verify_key: bytes = self.signing_key.public_key().public_bytes_raw()
        """Ed25519 public key, 32 bytes: what stations check the hall's signatures with."""
        self.seal_to: bytes = self.sealing_key.public_key().public_bytes_raw()
        """X25519 public key, 32 bytes: what packets for this hall are sealed to."""

    def sign(self, message: bytes) -> bytes:
        """The hall's Ed25519 signature, 64 bytes."""
        return self.signing_key.sign(message)

    @classmethod
    def open(cls, path: Path) -> Keyring:
        """The keyring in ``path``; refuses with ``hall.keyring_absent``,
        ``hall.keyring_unreadable`` or ``hall.keyring_damaged``."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise refuse("hall.keyring_absent") from None
        except OSError as error:
            raise refuse("hall.keyring_unreadable") from error
        try:
            file = msgspec.json.decode(data, type=_File)
            keys = [bytes.fromhex(text) for text in (file.signing, file.sealing, file.data)]
            known = len(bytes.fromhex(file.hall)) == 6
        except ValueError:
            raise refuse("hall.keyring_damaged") from None
        if file.format != _FORMAT or not known or any(len(key) != _KEY_BYTES for key in keys):
            raise refuse("hall.keyring_damaged")
        return cls(file.hall, *keys)

    @classmethod
    def make(cls, path: Path) -> Keyring:
        """A new hall's keyring, written to ``path``; refuses with ``hall.keyring_exists`` rather
        than take the place of another."""
        if path.exists():
            raise refuse("hall.keyring_exists")
        keys = [secrets.token_bytes(_KEY_BYTES) for _ in range(3)]
        hall = secrets.token_hex(6)
        data = msgspec.json.encode(_File(_FORMAT, hall, *(key.hex() for key in keys)))
        try:
            whole_files.put(path, data, private=True)
        except OSError as error:
            raise refuse("hall.keyring_unwritable") from error
        return cls(hall, *keys)

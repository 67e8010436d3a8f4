"""One slot of the key file: how a password or the recovery key locks the data key up.

A *sealed* slot is made from the public half of a key pair that the password makes (see
``domain.station.accounts.PasswordKey``): so a window can make one for a colleague whose password it
never saw. One that is *shut* holds no data key at all and only knows the right password when it is
typed."""

from __future__ import annotations

import secrets
from typing import Literal

import msgspec

from station_desktop.domain.station.accounts import PasswordKey

_INFO = b"station key slot 1"
_MOST = (20, 1 << 20, 16)
"""Passes, KiB and lanes beyond which a key from elsewhere is not believed: trying a password
must never take a PC's whole memory."""


class Cost(msgspec.Struct, frozen=True):
    """Argon2id parameters (RFC 9106): passes, KiB of memory, lanes."""

    passes: int = 3
    memory: int = 65536
    lanes: int = 2


class Slot(msgspec.Struct, frozen=True):
    """One way in. ``failures`` and ``locked_until`` (ms) belong to this slot alone. ``public`` is
    a sealed slot's key (hex), ``wrapped`` (hex) is empty in one that is shut."""

    id: str
    kind: Literal["password", "recovery", "sealed"]
    salt: str
    cost: Cost
    wrapped: str
    failures: int = 0
    locked_until: int = 0
    public: str = ""

    @property
    def shut(self) -> bool:
        return not self.wrapped

    @property
    def key(self) -> PasswordKey | None:
        """The password's public key, where the slot was made from one."""
        cost = (self.cost.passes, self.cost.memory, self.cost.lanes)
        return PasswordKey(self.public, self.salt, cost) if self.public else None


def derive(secret: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes that only ``secret`` makes: Argon2id."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        secret.encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def key_of(password: str, cost: Cost) -> PasswordKey:
    """A new key of this password, under a salt of its own."""
    salt = secrets.token_bytes(16)
    public = _public(derive(password, salt, cost))
    return PasswordKey(public.hex(), salt.hex(), (cost.passes, cost.memory, cost.lanes))


def wrapped(id: str, secret: str, cost: Cost, key: bytes) -> Slot:
    """A slot of the data key under the recovery key."""
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    salt = secrets.token_bytes(16)
    locked = aes_key_wrap(derive(secret, salt, cost), key)
    return Slot(id, "recovery", salt.hex(), cost, locked.hex())


def sealed(id: str, password: PasswordKey, key: bytes) -> Slot:
    """A slot of the data key for whoever knows the password of this public key: X25519 with a key
    pair for this once, HKDF-SHA256, AES key wrap (RFC 3394). An empty ``key`` makes a shut slot.
    Raises ``ValueError`` where the public key is none or its cost is out of bounds."""
    if not all(1 <= given <= most for given, most in zip(password.cost, _MOST, strict=True)):
        raise ValueError("cost")
    if len(bytes.fromhex(password.salt)) < 8:
        raise ValueError("salt")
    locked = _locked(bytes.fromhex(password.public_key), key)
    return Slot(
        id,
        "sealed",
        password.salt,
        Cost(*password.cost),
        locked.hex() if key else "",
        public=password.public_key,
    )


def _locked(public: bytes, key: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return mine + aes_key_wrap(_wrapping_key(shared, mine, public), key or bytes(32))


def opened(slot: Slot, secret: str) -> bytes | None:
    """The data key, empty from a slot that is shut; ``None`` when ``secret`` is wrong."""
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

    derived = derive(secret, bytes.fromhex(slot.salt), slot.cost)
    locked = bytes.fromhex(slot.wrapped)
    if slot.kind == "sealed":
        if _public(derived).hex() != slot.public:
            return None
        if slot.shut:
            return b""
        derived, locked = _shared(derived, locked[:32], slot.public), locked[32:]
    try:
        return aes_key_unwrap(derived, locked)
    except (InvalidUnwrap, ValueError):
        return None


def _shared(seed: bytes, theirs: bytes, public: str) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    shared = X25519PrivateKey.from_private_bytes(seed).exchange(
        X25519PublicKey.from_public_bytes(theirs)
    )
    return _wrapping_key(shared, theirs, bytes.fromhex(public))


def _wrapping_key(shared: bytes, once: bytes, public: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=None, info=_INFO + once + public).derive(shared)


def _public(seed: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()

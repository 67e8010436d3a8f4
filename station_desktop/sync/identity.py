"""Who one is in an exchange, and whom one believes."""

from __future__ import annotations

import msgspec

from station_desktop.sync import keys


class Server(msgspec.Struct, frozen=True):
    """A hall or a relay as a client knows it since its enrolment: 12 hex digits of id, the key
    that its answers are signed with, where it is, and the SHA-256 (hex) of the one certificate to
    accept there (empty without TLS, which is for one's own machine only)."""

    id: str
    key: bytes
    address: str = ""
    pin: str = ""
    relay: bool = False


class Identity(msgspec.Struct, frozen=True, omit_defaults=True):
    """A device's own secrets. ``hall`` is its hall, ``hall_seal`` the key that packets for it are
    sealed with. ``following`` is the identity asked for but not yet confirmed, when the
    device was restored from a backup (see ``PROTOCOL.md``)."""

    device: str
    signing: bytes
    sealing: bytes
    station: str
    hall: Server
    hall_seal: bytes
    role: str = "window"
    following: Identity | None = None

    @property
    def public(self) -> bytes:
        return keys.signing_public(self.signing)

    @property
    def seal_public(self) -> bytes:
        return keys.sealing_public(self.sealing)


_decoder = msgspec.msgpack.Decoder(Identity)


def encode(identity: Identity) -> bytes:
    """As kept in the encrypted store."""
    return msgspec.msgpack.encode(identity)


def decode(data: bytes) -> Identity | None:
    """The identity kept, ``None`` for a device that was never enrolled."""
    return _decoder.decode(data) if data else None

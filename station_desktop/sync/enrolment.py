"""Letting a device in by a one-time code: what it sends, and how each side knows the other.

The code is 20 letters and digits, ``XXXXX-XXXXX-XXXXX-XXXXX``: the first five name it, the rest
are its secret, which never travels. Each side shows by a proof (HMAC) that it knows the secret, so
nobody in between can put other keys, or another certificate, in their place.
"""

from __future__ import annotations

import hashlib
import hmac

import msgspec

from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.domain.time.clock import Chance
from station_desktop.sync import keys, wire
from station_desktop.sync.identity import Identity, Server
from station_desktop.sync.wire import Enrol, Fault, Malformed, Welcome

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without the letters and digits that are taken for each other (I and 1, O and 0)."""
NAMED = 5
LENGTH = 20
NOBODY = "0" * 12
"""Whom a frame is for before the hall's id is known."""


class Code(msgspec.Struct, frozen=True):
    """A code as typed: its name, and the SHA-256 of its secret (all that the hall keeps)."""

    id: str
    secret_hash: bytes


def new_code(chance: Chance) -> str:
    """A fresh code, as it is read out or printed."""
    letters = "".join(ALPHABET[byte % len(ALPHABET)] for byte in chance.bytes(LENGTH))
    return "-".join(letters[at : at + NAMED] for at in range(0, LENGTH, NAMED))


def code_of(typed: str) -> Code:
    """The code that was typed: case, spaces and dashes do not matter."""
    letters = "".join(ch for ch in typed.upper() if ch.isalnum())
    if len(letters) != LENGTH or any(ch not in ALPHABET for ch in letters):
        raise refuse("enrol.code_form", field="code")
    secret = letters[NAMED:].encode()
    return Code(letters[:NAMED], hashlib.sha256(secret).digest())


class Asking(msgspec.Struct, frozen=True):
    """A device on its way in: its new secrets, and what it asks."""

    code: Code
    device: str
    signing: bytes
    sealing: bytes
    message: Enrol

    @property
    def frame(self) -> bytes:
        return wire.frame(self.message, self.device, self.signing, NOBODY)


def ask(
    code: Code,
    device: str,
    chance: Chance,
    *,
    name: str,
    seen: str = "",
    address: str = "",
    pin: str = "",
    program: str = "",
    secrets: tuple[bytes, bytes] | None = None,
) -> Asking:
    """What the device with this id sends to be let in; ``secrets`` are the signing and the sealing
    key of one that has some already."""
    signing, sealing = secrets or (chance.bytes(keys.KEY_BYTES), chance.bytes(keys.KEY_BYTES))
    message = Enrol(
        code=code.id,
        device=wire.device_bytes(device),
        key=keys.signing_public(signing),
        seal=keys.sealing_public(sealing),
        name=name,
        proof=b"",
        address=address,
        pin=pin,
        seen=seen,
        program=program,
    )
    proven = msgspec.structs.replace(message, proof=asked_proof(code.secret_hash, message))
    return Asking(code, device, signing, sealing, proven)


def asked_proof(secret_hash: bytes, asked: Enrol) -> bytes:
    """The proof that goes with an :class:`Enrol`."""
    return keys.proof(
        secret_hash,
        b"station enrol 1",
        asked.device,
        asked.key,
        asked.seal,
        asked.name.encode(),
        asked.address.encode(),
        asked.pin.encode(),
        asked.seen.encode(),
    )


def welcome_proof(secret_hash: bytes, welcome: Welcome) -> bytes:
    """The proof that goes with a :class:`Welcome`."""
    return keys.proof(
        secret_hash,
        b"station welcome 1",
        welcome.station.encode(),
        welcome.device,
        welcome.desk.encode(),
        welcome.hall,
        welcome.key,
        welcome.seal,
        welcome.role.encode(),
    )


def proven(proof: bytes, expected: bytes) -> bool:
    """Whether two proofs are one, in constant time."""
    return hmac.compare_digest(proof, expected)


def let_in(asking: Asking, reply: bytes, address: str, pin: str) -> tuple[Identity, Welcome]:
    """The identity that the hall's reply gives; refuses what is not from the hall that made the
    code."""
    frame = wire.opened(reply)
    answer = frame.message()
    if isinstance(answer, Fault):
        raise Refused(Problem(answer.code, params=answer.params))
    if not isinstance(answer, Welcome):
        raise Malformed("no answer to what was asked")
    signed = frame.signed_by(answer.key, asking.device) and frame.sender == answer.hall.hex()
    if not signed or not proven(answer.proof, welcome_proof(asking.code.secret_hash, answer)):
        raise refuse("enrol.not_this_hall")
    hall = Server(answer.hall.hex(), answer.key, address, pin)
    me = Identity(
        device=answer.device.hex(),
        signing=asking.signing,
        sealing=asking.sealing,
        station=answer.station,
        hall=hall,
        hall_seal=answer.seal,
        role=answer.role,
    )
    return me, answer

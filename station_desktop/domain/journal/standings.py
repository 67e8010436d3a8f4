"""What two ends of an exchange tell each other of how far they are: plain values of the protocol's
ports (``sync.ports``), which the stores fill in."""

from __future__ import annotations

import msgspec


class Want(msgspec.Struct, frozen=True):
    """Bytes that an entry names and that are not all here: how many of them are."""

    hash: str
    held: int = 0


class Standing(msgspec.Struct, frozen=True):
    """Where a client stands with one server: the place in the server's sequence up to which it has
    everything, and how far the server has confirmed the client's own chain.

    ``epoch`` names the server's sequence; another epoch is another sequence. ``check`` is the hash
    of the entry at ``position``, by which a server restored from a backup is found out.
    """

    epoch: str = ""
    position: int = 0
    check: str = ""
    confirmed: int = 0

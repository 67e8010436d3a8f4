"""Messages and the frames that carry them: values to bytes and back (``PROTOCOL.md`` §2, §3).

A message is an array in MessagePack, its fields in the order written here. A newer version only
appends fields, with defaults: an older reader passes over what it does not know, a newer one fills
in what is not there. Ids of devices and halls travel as 6 bytes, hashes of entries as their first
16, which is what nobody can find a second text for.
"""

from __future__ import annotations

from typing import Any

import msgspec
import zstandard

from station_desktop.domain.journal.journal import Head
from station_desktop.sync import keys

SPEAKS = 2
"""Version of the messages that this program speaks."""
OPENS = 2
"""From which version on runs with open boxes are understood (``PROTOCOL.md`` §3)."""
MAGIC = b"SJ"
FRAME = 1
"""Version of the frame itself."""
HEADER = len(MAGIC) + 2 + 6 + keys.SIGNATURE_BYTES
MOST_BYTES = 8 * 1024 * 1024
"""Of one frame on the network."""
MOST_UNPACKED = 64 * 1024 * 1024
"""Of one message once unpacked; what claims more is refused before it is unpacked."""
HASH = 16
CHECK = 8
_PACKED = 1
_WORTH_PACKING = 96
_LEVEL = 3


class Malformed(ValueError):
    """Bytes that are no frame, no message, or not signed by who they say."""


class Message(msgspec.Struct, frozen=True, array_like=True):
    """Anything said in a frame; subclasses give their number as ``tag``."""


class WireHead(msgspec.Struct, frozen=True, array_like=True):
    """How far a chain is held: last number without a gap, first bytes of that entry's hash."""

    number: int = 0
    hash: bytes = b""


class WireRun(msgspec.Struct, frozen=True, array_like=True):
    """Consecutive entries of one device, by columns (see :mod:`runs`). ``keys`` are those of the
    subjects, in the order of ``subjects``, 32 bytes each; those at the end without any are left
    out."""

    device: bytes
    after: int
    previous: bytes
    signature: bytes
    ids: bytes | list[str]
    times: list[int]
    counts: list[int]
    clocks: tuple[list[bytes], list[int]]
    ats: list[int]
    authors: tuple[list[bytes], list[int]]
    kinds: tuple[list[tuple[str, int]], list[int]]
    subjects: tuple[list[bytes], list[int]]
    payloads: list[bytes]
    checks: bytes
    keys: list[bytes] = []
    under: list[int] = []
    personal: list[bytes] = []


class Cut(msgspec.Struct, frozen=True, array_like=True):
    """Why the entries of ``device`` from ``number`` on were not taken: ``parted`` (other entries
    are held under these numbers), ``gap``, ``damaged``, ``unsigned``, ``unknown``."""

    device: bytes
    number: int
    why: str


class Sync(Message, frozen=True, tag=1):
    """A client's turn: how far it is in the server's sequence, and what it brings. ``own`` is the
    number of its own last entry, without its hash, which only the client compares. ``lacks`` are
    subjects and seal ids of keys that its entries name and that it does not have; ``keys`` are such
    as the server asked for. ``open_runs`` are runs with open boxes, which a server that
    :data:`OPENS` takes in like the others, and an older one passes over."""

    at: int
    own: WireHead
    epoch: bytes = b""
    position: int = 0
    check: bytes = b""
    most: int = 0
    weight: int = 0
    runs: list[WireRun] = []
    heads: dict[bytes, WireHead] | None = None
    speaks: int = SPEAKS
    program: str = ""
    lacks: list[tuple[bytes, bytes]] = []
    keys: list[tuple[bytes, bytes]] = []
    open_runs: list[WireRun] = []


class Answer(Message, frozen=True, tag=2):
    """The server's turn. ``own`` is the client's chain as the server holds it. Where ``placed``,
    ``runs`` bring the client from ``since`` to ``position`` of the sequence of ``epoch``, whose
    entry there has the hash ``check``; ``more`` follows. ``heads`` is there when the two compare
    what they hold, because the client's place is not one of this sequence. ``lacks``, ``keys`` and
    ``open_runs`` are as in :class:`Sync`."""

    at: int
    own: WireHead
    epoch: bytes
    since: int = 0
    position: int = 0
    check: bytes = b""
    more: bool = False
    runs: list[WireRun] = []
    wants: list[tuple[bytes, int]] = []
    digest: bytes = b""
    receipts: list[tuple[bytes, int, int, int]] = []
    cuts: list[Cut] = []
    heads: dict[bytes, WireHead] | None = None
    confirmed: dict[bytes, int] = {}
    through: dict[bytes, int] | None = None
    placed: bool = False
    speaks: int = SPEAKS
    lacks: list[tuple[bytes, bytes]] = []
    keys: list[tuple[bytes, bytes]] = []
    open_runs: list[WireRun] = []


class Marks(Message, frozen=True, tag=3):
    """Which hashes are held for these numbers of a device?"""

    device: bytes
    numbers: list[int]


class Marked(Message, frozen=True, tag=4):
    """In the same order; empty where the number is not held."""

    hashes: list[bytes]


class Succeed(Message, frozen=True, tag=5):
    """I was restored from a backup and agree with you up to ``common``: let me go on as
    ``device``. Signed by the old key; asking again gives the same answer."""

    device: bytes
    key: bytes
    seal: bytes
    common: int


class Enrol(Message, frozen=True, tag=6):
    """Let me in with this one-time code. ``proof`` shows that its secret is known; ``seen`` is the
    hash of the certificate that this was sent to. ``address`` and ``pin`` are where a relay
    itself is reached."""

    code: str
    device: bytes
    key: bytes
    seal: bytes
    name: str
    proof: bytes
    address: str = ""
    pin: str = ""
    seen: str = ""
    program: str = ""


class Welcome(Message, frozen=True, tag=7):
    """You are in: ``device`` is the id to write under, ``desk`` the number in case numbers.
    ``proof`` shows that the hall knows the code's secret too."""

    station: str
    station_name: str
    device: bytes
    desk: str
    hall: bytes
    key: bytes
    seal: bytes
    role: str = "window"
    proof: bytes = b""


class Put(Message, frozen=True, tag=8):
    """A part of bytes that the server wants."""

    hash: bytes
    at: int
    total: int
    media: str
    data: bytes


class Held(Message, frozen=True, tag=9):
    """How many of these bytes the server now has without a gap."""

    hash: bytes
    held: int
    complete: bool = False


class Fetch(Message, frozen=True, tag=10):
    """Give me a part of these bytes."""

    hash: bytes
    at: int
    most: int


class Piece(Message, frozen=True, tag=11):
    """``total`` is 0 when the server does not have them."""

    hash: bytes
    at: int
    total: int
    media: str
    data: bytes


class Fault(Message, frozen=True, tag=12):
    """Nothing was done, for the reason of this problem code."""

    code: str
    params: dict[str, Any] = {}


class Recover(Message, frozen=True, tag=13):
    """These are entries that the hall signed, but they are in no chain any more: it was restored
    from a backup and wrote on. ``previous`` is the whole hash of the entry before them."""

    run: WireRun
    previous: bytes


class Recovered(Message, frozen=True, tag=14):
    """Whether there was anything among them that was not held; a hall has written it anew, a relay
    keeps it for the hall."""

    taken: bool


AnyMessage = (
    Sync
    | Answer
    | Marks
    | Marked
    | Succeed
    | Enrol
    | Welcome
    | Put
    | Held
    | Fetch
    | Piece
    | Fault
    | Recover
    | Recovered
)

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[AnyMessage] = msgspec.msgpack.Decoder(AnyMessage)


class Frame(msgspec.Struct, frozen=True):
    """A frame taken apart: whom it says it is from, and what is to be proven of it."""

    sender: str
    signature: bytes
    head: bytes
    body: bytes

    def signed_by(self, key: bytes, receiver: str) -> bool:
        """Whether the owner of ``key`` made this frame for ``receiver``."""
        return keys.signed(key, self.signature, _to_sign(receiver, self.head, self.body))

    def message(self, most: int = MOST_UNPACKED) -> AnyMessage:
        """What it says, unless that is more than ``most`` bytes; raises :class:`Malformed`."""
        try:
            return _decoder.decode(_unpacked(self.head[3], self.body, most))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Malformed("no message") from error


def frame(message: Message, sender: str, signing: bytes, receiver: str) -> bytes:
    """``message`` as bytes from ``sender`` (its id and signing key) for ``receiver``."""
    body, flags = _encoder.encode(message), 0
    if len(body) >= _WORTH_PACKING:
        packed = zstandard.ZstdCompressor(level=_LEVEL).compress(body)
        if len(packed) < len(body):
            body, flags = packed, _PACKED
    head = MAGIC + bytes((FRAME, flags)) + bytes.fromhex(sender)
    return head + keys.sign(signing, _to_sign(receiver, head, body)) + body


def opened(data: bytes) -> Frame:
    """``data`` as a frame, still to be proven; raises :class:`Malformed` for anything else."""
    if len(data) < HEADER or not data.startswith(MAGIC):
        raise Malformed("no frame")
    if data[2] != FRAME:
        raise Malformed("a frame of another version")
    at = HEADER - keys.SIGNATURE_BYTES
    return Frame(data[4:at].hex(), data[at:HEADER], data[:at], data[HEADER:])


def _to_sign(receiver: str, head: bytes, body: bytes) -> bytes:
    return b"station sync frame 1\n" + bytes.fromhex(receiver) + head + body


def _unpacked(flags: int, body: bytes, most: int) -> bytes:
    packed = bool(flags & _PACKED)
    try:
        if (zstandard.frame_content_size(body) if packed else len(body)) > most:
            raise Malformed("too large")
        if not packed:
            return body
        return zstandard.ZstdDecompressor().decompress(body, max_output_size=most)
    except zstandard.ZstdError as error:
        raise Malformed("damaged") from error


def brought(message: Sync | Answer) -> list[WireRun]:
    """All runs of a message, however they are written."""
    return message.runs + message.open_runs


def device_bytes(device: str) -> bytes:
    return bytes.fromhex(device)


def head_of(head: Head) -> WireHead:
    """A head as it travels."""
    return WireHead(head.number, bytes.fromhex(head.hash)[:HASH] if head.number else b"")


def same(head: WireHead, hash: str) -> bool:
    """Whether ``head`` is the head of a chain whose entry has this hash."""
    return bytes.fromhex(hash)[: len(head.hash)] == head.hash and len(head.hash) >= HASH

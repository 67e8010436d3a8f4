"""What is personal in an entry stands in a box of its own, under a key that can be destroyed.

Each subject (``case:<id>``) has a key, made with its first personal entry. A fact declares which of
its fields are personal (``Fact.personal``); on appending they leave the payload's JSON and come
back as one box behind it. The chain hashes the payload as it stands, so a key can be destroyed and
no byte of any journal changes.

    payload = "~", length of the JSON (4 bytes, big-endian), seal id (8 bytes), JSON of the open
              fields, box

* *Seal id*: the first 8 bytes of SHA-256 of the key, so that a key proves itself.
* *Box*: AES-256-GCM of the personal fields' canonical JSON. Its nonce is made of the entry's id,
  which is given once and never again; subject and kind are bound to it. The device and number are
  not: the same act may be sealed into another chain.

An entry without a box says everything openly, as entries did before there were boxes. One whose key
is destroyed still says its open fields; what was personal and had to be there is blank.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, get_origin

import msgspec

KEY_BYTES = 32
ID_DIGITS = 16
UNREADABLE = b"!"
"""Stands for what a box holds that its own key does not open: no JSON, so the entry counts as
unreadable."""
_MARK = b"~"
_HEAD = struct.Struct(">cI8s")


class Key(msgspec.Struct, frozen=True):
    """A subject's key and the id by which boxes name it; ``secret`` is empty where nobody has it
    any more."""

    id: str
    secret: bytes


ERASED = ""
"""Stands for a key's id where it is said that a subject is erased."""
NOBODY = Key("0" * ID_DIGITS, b"")
"""For what is said of an erased subject: the personal part is not kept at all."""


def key_id(secret: bytes) -> str:
    """The id of a key."""
    return hashlib.sha256(secret).hexdigest()[:ID_DIGITS]


def key_of(secret: bytes) -> Key:
    """A key with its id; raises :class:`ValueError` for what is none."""
    if len(secret) != KEY_BYTES:
        raise ValueError("no key")
    return Key(key_id(secret), secret)


# what a fact says openly and what is personal


class _Parts(msgspec.Struct, frozen=True):
    """How a kind of fact is taken apart."""

    open: Callable[[Any], Any]
    personal: Callable[[Any], Any]
    blank: bytes


def _parts(fact: type[Any]) -> _Parts:
    known = _PARTS.get(fact)
    if known is None:
        known = _PARTS[fact] = _taken_apart(fact)
    return known


_PARTS: dict[type[Any], _Parts] = {}


def _taken_apart(fact: type[Any]) -> _Parts:
    fields = msgspec.structs.fields(fact)
    names = {field.name for field in fields}
    unknown = set(fact.personal) - names
    if unknown:
        raise TypeError(f"{fact.__name__} has no {unknown}")
    personal = [field for field in fields if field.name in fact.personal]
    rest = [field for field in fields if field.name not in fact.personal]
    blank = {field.encode_name: _blank(field.type) for field in personal if field.required}
    return _Parts(_taken(fact, rest), _taken(fact, personal), _encode(blank))


def _taken(fact: type[Any], fields: list[msgspec.structs.FieldInfo]) -> Callable[[Any], Any]:
    """Makes a value of these fields of a fact alone, to be encoded as the fact would be."""
    names = [field.name for field in fields]
    columns: list[Any] = []
    for field in fields:
        if field.required:
            columns.append((field.name, Any))
        elif field.default_factory is not msgspec.NODEFAULT:
            default = msgspec.field(default_factory=field.default_factory)
            columns.append((field.name, Any, default))
        else:
            columns.append((field.name, Any, msgspec.field(default=field.default)))
    part = msgspec.defstruct(fact.__name__, columns, omit_defaults=True, frozen=True)
    if not names:
        return lambda _: part()
    get = attrgetter(*names)
    return (lambda said: part(get(said))) if len(names) == 1 else (lambda said: part(*get(said)))


def _blank(type: Any) -> Any:
    """What stands for a personal field that had to be there: only texts, lists and tables may."""
    kind = get_origin(type) or type
    if kind is str:
        return ""
    if kind is tuple:
        return []
    if kind is dict:
        return {}
    raise TypeError(f"nothing is blank in {type}")


_encode = msgspec.json.Encoder(order="deterministic").encode


def personal_part(fact: Any) -> bytes:
    """What is personal in ``fact``, as canonical JSON; ``b""`` where nothing is."""
    if not fact.personal:
        return b""
    personal = _encode(_parts(type(fact)).personal(fact))
    return b"" if personal == b"{}" else personal


def sealed(key: Key, id: str, subject: str, fact: Any, personal: bytes) -> tuple[bytes, bytes]:
    """The payload of the entry ``id`` that says ``fact`` of ``subject``, its ``personal`` part in a
    box, and that part as it will be when the box is opened."""
    box = b""
    if key.secret:
        box = _cipher(key.secret).encrypt(_nonce(id), personal, _about(subject, fact.kind))
    rest = _encode(_parts(type(fact)).open(fact))
    payload = _HEAD.pack(_MARK, len(rest), bytes.fromhex(key.id)) + rest + box
    return payload, personal if key.secret else b""


def _about(subject: str, kind: str) -> bytes:
    return f"station seal 1\n{subject}\n{kind}".encode()


def _nonce(id: str) -> bytes:
    return hashlib.sha256(b"station seal nonce\n" + id.encode()).digest()[:12]


def _cipher(secret: bytes) -> Any:
    """Loaded when first needed: whoever only reads the catalogue needs no cipher."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(secret)


# reading

Box = tuple[str, bytes]
"""The id of the key that opens it, and what is in it, sealed."""


def boxed(payload: Any) -> bool:
    """Whether ``payload`` looks as if there were a box in it."""
    return bool(payload[:1] == _MARK)


def box_of(payload: Any) -> Box | None:
    """The box in ``payload``, ``None`` where there is none."""
    if not isinstance(payload, bytes) or payload[:1] != _MARK or len(payload) < _HEAD.size:
        return None  # a store tampered with may give text for bytes
    _, length, id = _HEAD.unpack_from(payload)
    begin = _HEAD.size + length
    return (id.hex(), payload[begin:]) if begin <= len(payload) else None


def open_part(payload: bytes) -> bytes:
    """The JSON of what a payload with a box says openly."""
    _, length, _ = _HEAD.unpack_from(payload)
    return payload[_HEAD.size : _HEAD.size + length]


def boxes_of(entries: Sequence[Any]) -> list[Box | None]:
    """Each entry's box."""
    return [box_of(entry.payload) for entry in entries]


def named(entries: Sequence[Any], boxes: Sequence[Box | None]) -> dict[str, set[str]]:
    """The ids of the keys that these entries' boxes name, by subject."""
    found: dict[str, set[str]] = {}
    for entry, box in zip(entries, boxes, strict=True):
        if box is not None and box[0] != NOBODY.id:
            found.setdefault(entry.subject, set()).add(box[0])
    return found


def open_boxes(
    entries: Sequence[Any],
    boxes: Sequence[Box | None],
    secrets: Mapping[str, Mapping[str, bytes]],
) -> None:
    """Put into ``Entry.opened`` of freshly read entries what is in their boxes, as far as
    ``secrets`` has the keys (by subject and id); :data:`UNREADABLE` where a key does not open."""
    ciphers: dict[bytes, Any] = {}
    for entry, box in zip(entries, boxes, strict=True):
        if box is None or (of := secrets.get(entry.subject)) is None:
            continue
        secret = of.get(box[0])
        if secret is None:
            continue
        cipher = ciphers.get(secret)
        if cipher is None:
            cipher = ciphers[secret] = _cipher(secret)
        personal = _unboxed(cipher, box[1], entry.id, _about(entry.subject, entry.kind))
        msgspec.structs.force_setattr(entry, "opened", personal)


def _unboxed(cipher: Any, box: bytes, id: str, about: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        plain: bytes = cipher.decrypt(_nonce(id), box, about)
    except (ValueError, InvalidTag):
        return UNREADABLE
    return plain if plain.startswith(b"{") else UNREADABLE


class Boxes:
    """Opens boxes, and makes them again as they were; each key is made ready once."""

    def __init__(self) -> None:
        self._ready: dict[bytes, tuple[Any, str]] = {}

    def _key(self, secret: bytes) -> tuple[Any, str]:
        ready = self._ready.get(secret)
        if ready is None:
            ready = self._ready[secret] = _cipher(secret), key_id(secret)
        return ready

    def open(self, secret: bytes, id: str, subject: str, kind: str, box: Box) -> bytes | None:
        """What is in the ``box`` of an entry, :data:`UNREADABLE` where the key does not open it;
        ``None`` where it is under another key."""
        cipher, name = self._key(secret)
        return _unboxed(cipher, box[1], id, _about(subject, kind)) if name == box[0] else None

    def payload(
        self, secret: bytes, id: str, subject: str, kind: str, said: bytes, personal: bytes
    ) -> bytes:
        """The payload whose open part is ``said`` and whose box holds ``personal``. The same parts
        give the same bytes, whoever puts them together."""
        cipher, name = self._key(secret)
        box = cipher.encrypt(_nonce(id), personal, _about(subject, kind))
        return b"%b%b%b" % (_HEAD.pack(_MARK, len(said), bytes.fromhex(name)), said, box)


def whole(fact: type[Any], payload: bytes, personal: bytes) -> bytes:
    """The JSON of a fact of this type out of its payload and the opened personal part. Where that
    is not there, what had to be said in it is blank; said twice, the later counts."""
    said = open_part(payload)
    if personal:
        return _together(said, personal)
    return _together(_parts(fact).blank, said)


def _together(first: bytes, second: bytes) -> bytes:
    """Two objects as one."""
    if first == b"{}":
        return second
    return first if second == b"{}" else first[:-1] + b"," + second[1:]

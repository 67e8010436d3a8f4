"""The PC's devices: what it was told of them, what is found, each tried by itself, a card read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from station_desktop.devices import escpos, raw_printer, registry
from station_desktop.devices.adapter import (
    KINDS,
    Adapter,
    Around,
    Choices,
    Kind,
    Picture,
    Pictures,
    Printer,
    Probe,
    Reader,
)
from station_desktop.domain.person.cards import Card
from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.station.policy import Policy
from station_desktop.papers.document import Block, Document, Line
from station_desktop.papers.document import Text as Paragraph
from station_desktop.papers.facts import Language
from station_desktop.storage.store import Store
from station_desktop.usecases import policies
from station_desktop.usecases.work import Work

SYSTEM_CAMERA, SYSTEM_PRINTER = "system_camera", "system_printer"
"""What the window uses through Qt: not adapters, but with keys of their own for the policy."""
KEYS: tuple[str, ...] = ("card_file", "printer", "paper", "camera", "reader")
_META = "devices"
_LOG = logging.getLogger("station.devices")
_LONGEST = 400


class Found(msgspec.Struct, frozen=True):
    """One adapter and what it found; not ``allowed`` by the policy it is not even looked for."""

    key: str
    kind: Kind
    allowed: bool
    types: bool
    probe: Probe
    title: str = ""


class Tried(msgspec.Struct, frozen=True):
    """What came back: a card, a picture, or neither from a printer, which took the slip."""

    key: str
    kind: Kind
    card: Card | None = None
    picture: Picture | None = None


# what the PC was told


def choices(store: Store) -> Choices:
    """This PC's choices; they never leave it."""
    kept = store.ledger.meta(_META)
    try:
        return msgspec.json.decode(kept or "{}", type=Choices)
    except msgspec.DecodeError:
        return Choices()


def choose(work: Work, key: str, value: str) -> Choices:
    """Tell the PC where a device is; an empty value takes it back. Refuses ``devices.choice.*``
    naming ``key`` as the field."""
    work.require("upkeep.act")
    text = value.strip()
    if key not in KEYS:
        raise refuse("devices.choice.unknown", field=key, key=key[:_LONGEST])
    if len(text) > _LONGEST:
        raise refuse("devices.choice.too_long", field=key)
    if key == "reader" and text and _reader(around(work), text) is None:
        raise refuse("devices.choice.reader", field=key, key=text)
    made = msgspec.structs.replace(choices(work.store), **{key: _checked(key, text)})
    work.store.ledger.set_meta(_META, msgspec.json.encode(made).decode())
    return made


def _checked(key: str, text: str) -> Any:
    if key == "paper":
        if text not in ("58", "80"):
            raise refuse("devices.choice.paper", field=key)
        return int(text)
    if key == "card_file" and text and not _may_be_a_place(Path(text)):
        raise refuse("devices.choice.card_file", field=key)
    if key == "printer" and text and not raw_printer.fits(text):
        raise refuse("devices.choice.printer", field=key)
    return text


def _may_be_a_place(path: Path) -> bool:
    """The file itself need not be there before the first card is read."""
    return path.is_absolute() and (path.is_dir() or path.parent.is_dir())


# what is there


def around(work: Work) -> Around:
    """Everything that adapters may know; read it on a lane, use it off all lanes."""
    store = work.store
    own = store.settings()
    return Around(store.time.now(), choices(store), own.watched_folder, own.demo)


def listed(seen: Around, kind: Kind | None = None) -> tuple[Found, ...]:
    """Every adapter with what it found, in the order reader, camera, scanner, printer. May take
    seconds: not for a lane."""
    policy = policies.in_force()
    found = (one for one in registry.known(seen) if kind in (None, one.kind))
    return tuple(_line(one, seen, policy) for one in found)


def _line(one: Adapter, seen: Around, policy: Policy) -> Found:
    may = allowed(one.key, policy)
    probe = _probed(one, seen) if may else Probe("unset", "devices.forbidden")
    types = isinstance(one, Reader) and one.types
    return Found(one.key, one.kind, may, types, probe, str(getattr(one, "title", "")))


def _probed(one: Adapter, seen: Around) -> Probe:
    try:
        with _own_faults(one):
            return one.probe(seen)
    except Refused as refused:
        return Probe("absent", refused.first.code, refused.first.params)


def allowed(key: str, policy: Policy | None = None) -> bool:
    """Whether the policy lets this adapter be used."""
    only = (policy or policies.in_force()).device_adapters
    return not only or key in only


# trying


def meant(seen: Around, key: str) -> str:
    """The adapter's key, or of a kind's name the first adapter that can be used. Refuses
    ``devices.unknown``, ``devices.forbidden``."""
    found = registry.known(seen)
    if key not in KINDS:
        if all(one.key != key for one in found):
            raise refuse("devices.unknown", key=key[:_LONGEST])
        return key
    usable = [one for one in found if one.kind == key and allowed(one.key)]
    if not usable:
        raise refuse("devices.forbidden")
    ready = [one for one in usable if _probed(one, seen).state != "unset"]
    return (ready or usable)[0].key


def kind_of(seen: Around, key: str) -> Kind:
    """The kind of an adapter that is there."""
    return next(one.kind for one in registry.known(seen) if one.key == key)


def try_out(seen: Around, key: str, typed: str = "", slip: bytes = b"") -> Tried:
    """Use one device once. ``typed`` is what a typing reader typed, ``slip`` what a printer is
    to print. Refuses ``devices.*``, ``card.*`` and what is wrong with a number."""
    key = meant(seen, key)
    if not allowed(key):
        raise refuse("devices.forbidden")
    one = next(one for one in registry.known(seen) if one.key == key)
    with _own_faults(one):
        if isinstance(one, Reader):
            return Tried(key, one.kind, card=one.read(seen, typed))
        if isinstance(one, Pictures):
            return Tried(key, one.kind, picture=one.newest(seen))
        if isinstance(one, Printer):
            one.send(seen, slip)
    return Tried(key, one.kind)


@contextmanager
def _own_faults(one: Adapter) -> Iterator[None]:
    """An adapter that fails in a way of its own is refused ``devices.fault``: it may be anybody's.
    Its words may hold what it read, so that only their kind is noted."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        _LOG.warning("adapter %s fails: %s", one.key, type(error).__name__)
        raise refuse("devices.fault", key=one.key) from None


def test_slip(lines: tuple[str, ...], seen: Around) -> bytes:
    """A receipt with these lines, the first as its heading, and a QR code."""
    slip = escpos.Slip(seen.choices.paper).heading(lines[0]).rule()
    for line in lines[1:]:
        slip.line(line)
    return slip.rule().qr(f"TEST {seen.now:%Y-%m-%d %H:%M}").finished()


def test_page(lines: tuple[str, ...], language: str) -> Document:
    """The same lines as a page for the system's printer."""
    title, *rest = lines
    blocks: tuple[Block, ...] = (
        Paragraph(title, "title", "center"),
        Line(),
        *(Paragraph(line) for line in rest),
        Line(),
    )
    spoken: Language = "en" if language == "en" else "zh_CN"
    return Document("test", spoken, "a4", title, blocks)


# at the desk


def has_reader(store: Store) -> bool:
    """Whether a key at the desk can ask a reader: one that types needs none."""
    told = choices(store)
    if told.reader:
        return allowed(told.reader)
    if told.card_file:
        return allowed("watched_file")
    return store.settings().demo and allowed(registry.SIMULATOR)


def read_card(seen: Around) -> Card:
    """The card that lies on the reader of this PC. Refuses what that reader refuses,
    ``devices.reader.none`` where there is none."""
    key = seen.choices.reader
    if not key:
        key = "watched_file" if seen.choices.card_file else registry.SIMULATOR
    reader = _reader(seen, key)
    if reader is None or not allowed(key):
        raise refuse("devices.reader.none")
    with _own_faults(reader):
        return reader.read(seen)


def _reader(seen: Around, key: str) -> Reader | None:
    """The reader of this key that can be asked: one that types cannot."""
    found = next((one for one in registry.known(seen) if one.key == key), None)
    return found if isinstance(found, Reader) and not found.types else None

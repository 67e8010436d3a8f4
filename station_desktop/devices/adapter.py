"""What a device adapter is. Everything here is called off the main thread, and may take seconds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

import msgspec

from station_desktop.domain.person.cards import Card

Kind = Literal["reader", "camera", "scanner", "printer"]
KINDS: tuple[Kind, ...] = ("reader", "camera", "scanner", "printer")
State = Literal["ready", "absent", "unset", "unknown"]
Millimetres = Literal[58, 80]
THERE, NOT_THERE = "devices.there", "devices.not_there"
"""Sentences for a plug-in's :class:`Probe`: the device is connected, or nowhere to be found."""


class Choices(msgspec.Struct, frozen=True, omit_defaults=True):
    """What this PC was told of its devices. ``card_file`` is the file, or the folder of files, that
    a reader's own program writes; ``printer`` where the receipt printer is (see
    :mod:`~station_desktop.devices.raw_printer`), ``paper`` its roll's width; ``camera`` the
    document camera's name in the system, empty for none. ``reader`` is the key of the plug-in that
    the desk asks for a card, empty for the program's own."""

    card_file: str = ""
    printer: str = ""
    paper: Millimetres = 80
    camera: str = ""
    reader: str = ""


class Around(msgspec.Struct, frozen=True):
    """All that an adapter may know: the choices, the folder for scans, the time, whether this is a
    demo station."""

    now: datetime
    choices: Choices = Choices()
    scans: str = ""
    demo: bool = False


class Probe(msgspec.Struct, frozen=True):
    """What was found without using the device: ``ready``, ``absent``, ``unset`` (nobody said where
    it is) or ``unknown`` (it shows only when used). ``code`` is the phrase that says it."""

    state: State
    code: str
    params: dict[str, Any] = {}


class Picture(msgspec.Struct, frozen=True):
    """A scan that a device left: a file with its size in bytes and its time."""

    file: Path
    size: int
    made: datetime


@runtime_checkable
class Adapter(Protocol):
    """One way to one kind of device. ``key`` names it in the policy and at the command line;
    ``devices.name.<key>`` is its phrase, a plug-in's own ``title`` serves where there is none."""

    @property
    def key(self) -> str: ...

    @property
    def kind(self) -> Kind: ...

    def probe(self, around: Around) -> Probe:
        """Look whether the device is there; never raises, never takes more than two seconds."""
        ...


@runtime_checkable
class Reader(Adapter, Protocol):
    """Reads identity cards. ``types``: what it reads arrives as if typed at the keyboard."""

    @property
    def types(self) -> bool: ...

    def read(self, around: Around, typed: str = "") -> Card:
        """The card that lies on the reader, or the one in ``typed``. Raises ``Refused``."""
        ...


@runtime_checkable
class Pictures(Adapter, Protocol):
    """A camera or scanner whose own program saves what it takes."""

    def newest(self, around: Around) -> Picture:
        """The picture taken last. Raises ``Refused``."""
        ...


@runtime_checkable
class Printer(Adapter, Protocol):
    """A printer that takes bytes in its own language."""

    def send(self, around: Around, data: bytes) -> None:
        """Hand the bytes over. Raises ``Refused``."""
        ...

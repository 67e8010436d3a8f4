"""A receipt printer without a driver: ``tcp:host`` or ``tcp:host:9100`` for one in the network, a
device file (``/dev/usb/lp0``, ``COM3``, ``LPT1``) for one at a plug, ``windows:name`` for one that
Windows knows and is to hand the bytes on untouched."""

from __future__ import annotations

import os
import socket
import stat
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from station_desktop.devices.adapter import Around, Kind, Probe
from station_desktop.domain.problem import refuse

PORT = 9100
_PROBE_SECONDS, _SEND_SECONDS = 1.5, 10.0
_TCP, _WINDOWS = "tcp:", "windows:"


class ReceiptPrinter(msgspec.Struct, frozen=True):
    """The printer that the choices name."""

    key: str = "receipt_printer"
    kind: Kind = "printer"

    def probe(self, around: Around) -> Probe:
        place = around.choices.printer
        if not place:
            return Probe("unset", "devices.receipt.unset")
        params = {"place": place}
        if place.startswith(_TCP):
            try:
                with socket.create_connection(address(place), _PROBE_SECONDS):
                    return Probe("ready", "devices.receipt.answers", params)
            except (OSError, ValueError):
                return Probe("absent", "devices.receipt.silent", params)
        if place.startswith(_WINDOWS):
            return Probe("unknown", "devices.receipt.named", params)
        there = _is_port(place) or _is_device(Path(place))
        state = ("ready", "devices.receipt.there") if there else ("absent", "devices.receipt.gone")
        return Probe(*state, params)  # type: ignore[arg-type]  # both are states

    def send(self, around: Around, data: bytes) -> None:
        """Refuses ``devices.receipt.*``."""
        place = around.choices.printer
        if not place:
            raise refuse("devices.receipt.unset")
        try:
            if place.startswith(_TCP):
                _send_tcp(address(place), data)
            elif place.startswith(_WINDOWS):
                _send_windows(place.removeprefix(_WINDOWS), data)
            else:
                _send_device(place, data)
        except (OSError, ValueError):
            raise refuse("devices.receipt.failed", place=place) from None


def address(place: str) -> tuple[str, int]:
    """Host and port of ``tcp:…``. Raises ``ValueError``."""
    host, _, port = place.removeprefix(_TCP).strip("/").rpartition(":")
    if not host:
        host, port = port, str(PORT)
    number = int(port)
    if not host or not 0 < number < 65536:
        raise ValueError(place)
    return host, number


def fits(place: str) -> bool:
    """Whether this says where a printer could be."""
    if place.startswith(_TCP):
        try:
            return bool(address(place))
        except ValueError:
            return False
    if place.startswith(_WINDOWS):
        return bool(place.removeprefix(_WINDOWS).strip())
    return _is_port(place) or Path(place).is_absolute()


def _send_tcp(where: tuple[str, int], data: bytes) -> None:
    with socket.create_connection(where, _SEND_SECONDS) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        with suppress(OSError):  # whoever printed need not say so
            line.settimeout(_PROBE_SECONDS)
            line.recv(1)


def _send_device(place: str, data: bytes) -> None:
    """Only to what is a device: a file of that name would fill up with receipts."""
    if not (_is_port(place) or _is_device(Path(place))):
        raise FileNotFoundError(place)
    with open(_port(place), "wb", buffering=0) as device:
        left = memoryview(data)
        while left:
            left = left[device.write(left) :]


def _is_device(path: Path) -> bool:
    try:
        return stat.S_ISCHR(path.stat().st_mode)
    except OSError:
        return False


def _is_port(place: str) -> bool:
    """``COM1`` to ``COM99``, ``LPT1`` to ``LPT9``."""
    name = place.upper().removeprefix("\\\\.\\")
    return os.name == "nt" and name[:3] in ("COM", "LPT") and name[3:].isdecimal()


def _port(place: str) -> str:
    return f"\\\\.\\{place}" if os.name == "nt" and not place.startswith("\\\\") else place


def _send_windows(name: str, data: bytes) -> None:
    """Through the spooler, as type RAW: the printer's driver does not touch it."""
    if sys.platform != "win32":
        raise OSError(name)
    import ctypes
    from ctypes import wintypes

    class DocInfo(ctypes.Structure):
        _fields_ = [(each, wintypes.LPWSTR) for each in ("name", "output", "type")]

    spool = ctypes.WinDLL("winspool.drv", use_last_error=True)
    handle = wintypes.HANDLE()
    if not spool.OpenPrinterW(ctypes.c_wchar_p(name), ctypes.byref(handle), None):
        raise ctypes.WinError(ctypes.get_last_error())
    try:
        about = DocInfo("Station Desktop", None, "RAW")
        if not spool.StartDocPrinterW(handle, 1, ctypes.byref(about)):
            raise ctypes.WinError(ctypes.get_last_error())
        written = wintypes.DWORD()
        done = spool.WritePrinter(handle, data, len(data), ctypes.byref(written))
        spool.EndDocPrinter(handle)
        if not done or written.value != len(data):
            raise ctypes.WinError(ctypes.get_last_error())
    finally:
        spool.ClosePrinter(handle)

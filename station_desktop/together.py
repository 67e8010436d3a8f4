"""A hall with its web page and the demo station enrolled to it, on this PC: ``make hall``.

What a subdistrict and a station do on two machines, done on one: the hall is made, a station is
taken in, the demo station is let in by a one-time code and brings all that it has.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock, Timeout

from station_desktop import paths, phrases
from station_desktop.console.command import preferred_language
from station_desktop.domain.time import clock
from station_desktop.hall import demo as demo_hall
from station_desktop.hall.work import Hall
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.keys.vault import LockOut, Vault
from station_desktop.storage.store import Store
from station_desktop.sync import identity
from station_desktop.sync.client import Outcome, Pace
from station_desktop.sync.identity import Identity
from station_desktop.usecases.demo import demo
from station_desktop.usecases.door import opening
from station_desktop.usecases.exchange.exchanging import Line, me
from station_desktop.usecases.setup import enrolling
from station_desktop.usecases.work import Work

PORT = 8490


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; ``--once`` ends when the station has brought everything."""
    options = _options(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _go(options.folder or paths.default_data_dir(), options.port, once=options.once)
    except KeyboardInterrupt:
        return 0
    except demo_hall.PortTaken:
        raise SystemExit(
            phrases.say("together.port", preferred_language(), port=options.port)
        ) from None
    return 0


def _go(folder: Path, port: int, *, once: bool) -> None:
    hall = demo_hall.ready(folder / "demo-hall")
    try:
        with demo_hall.served(hall, port) as address:
            problem = _join(hall, folder / "demo", address)
            _say("together.ready", address=address, password=demo_hall.PASSWORD)
            if problem:
                _say(problem)
            if not once:
                threading.Event().wait()
    finally:
        hall.database.close()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="station_desktop.together")
    parser.add_argument("--folder", type=Path, help="where the demo station and hall are")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--once", action="store_true", help="end when all was brought")
    return parser.parse_args(arguments)


def _say(code: str, **params: Any) -> None:
    sys.stdout.write(phrases.say(code, preferred_language(), **params) + "\n")
    sys.stdout.flush()


# the station


def _join(hall: Hall, folder: Path, address: str) -> str:
    """Let the demo station in and bring what it has; returns what stood in the way, a phrase."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "station.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return "together.window_open"
    try:
        demo.ready(folder)
        _enrol(hall, folder, address)
    finally:
        lock.release()
    return ""


def _enrol(hall: Hall, folder: Path, address: str) -> None:
    now = clock.milliseconds(hall.time.now())
    key, _ = Vault(folder).open(demo.LOGIN, demo.PASSWORD, now, LockOut())
    store = Store(folder, key)
    try:
        own = me(store)
        if own is not None:
            _find_again(store, own, address)
        else:
            entered = opening.unlock(folder, "chengong", demo.PASSWORD)
            code = demo_hall.enrol_code(hall)
            enrolling.enrol(Work(store, entered.actor), address, code, "一号窗口")
        _bring(store)
    finally:
        store.close()


def _find_again(store: Store, own: Identity, address: str) -> None:
    """The same hall, perhaps at another port than last time."""
    if own.hall.address != address:
        moved = msgspec.structs.replace(own.hall, address=address)
        kept = identity.encode(msgspec.structs.replace(own, hall=moved))
        StoreReplica(store).keep_identity(kept)


def _bring(store: Store) -> None:
    sent = received = 0
    with Line(store, gently=False) as line:
        outcome: Outcome = line.round(Pace())
        while True:
            sent, received = sent + outcome.sent, received + outcome.received
            if not outcome.more:
                break
            outcome = line.round(Pace())
    _say("together.brought", sent=sent, received=received)


if __name__ == "__main__":
    raise SystemExit(main())

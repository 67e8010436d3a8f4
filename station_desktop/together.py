"""A hall with its web page and the demo station enrolled to it, on this PC: ``make hall``.

What a subdistrict and a station do on two machines, done on one: the hall is made, a station is
taken in, the demo station is let in by a one-time code and brings all that it has.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from filelock import FileLock, Timeout

from station_desktop import paths, phrases
from station_desktop.console.command import preferred_language
from station_desktop.domain import clock
from station_desktop.domain.problem import raise_if_any
from station_desktop.hall import keeping, registry
from station_desktop.hall.accounts import staff
from station_desktop.hall.accounts.passwords import Passwords
from station_desktop.hall.demands import acts
from station_desktop.hall.demands.reading import DemandRow
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.roles import Role
from station_desktop.hall.store.database import Database
from station_desktop.hall.web.app import make_app
from station_desktop.hall.work import Hall, Officer
from station_desktop.storage.replica import StoreReplica
from station_desktop.storage.store import Store
from station_desktop.storage.vault import LockOut, Vault
from station_desktop.sync import identity
from station_desktop.sync.client import Outcome, Pace
from station_desktop.sync.identity import Identity
from station_desktop.usecases import demo, enrolling, opening
from station_desktop.usecases.exchanging import Line, me
from station_desktop.usecases.work import Work

PORT = 8490
STATION = "110102017014"
PASSWORD = "Street#2026"
STAFF: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("zhaolei", "赵磊", ("officer",)),
    ("qianmei", "钱梅", ("officer", "publisher", "admin")),
)
DEMANDS = (
    (
        "12345",
        "BJ20261120-0871",
        "污水井堵塞",
        "胡同口的污水井堵了，雨天返水，请尽快处理。",
        "24小时",
    ),
    ("12345", "BJ20261121-0215", "楼道灯不亮", "三单元楼道灯坏了一周，老人上下楼不安全。", "一般"),
    ("app", "XC-APP-55102", "老年餐桌", "请问社区老年餐桌的送餐范围和价格。", "一般"),
)
_GRACE_S = 10.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; ``--once`` ends when the station has brought everything."""
    options = _options(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _go(options.folder or paths.default_data_dir(), options.port, once=options.once)
    except KeyboardInterrupt:
        return 0
    return 0


def _go(folder: Path, port: int, *, once: bool) -> None:
    hall = _hall(folder / "demo-hall")
    try:
        with _served(hall, port) as address:
            problem = _join(hall, folder / "demo", address)
            _say("together.ready", address=address, password=PASSWORD)
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


# the hall


def _hall(folder: Path) -> Hall:
    """The demo hall in ``folder``, made when there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    keys = folder / "hall.keys"
    keyring = Keyring.open(keys) if keys.exists() else Keyring.make(keys)
    hall = Hall(Database.open(f"sqlite:///{folder / 'hall.db'}", keyring.data_key), keyring)
    if not staff.any_member(hall):
        _furnish(hall)
    return hall


def _furnish(hall: Hall) -> None:
    founder = staff.console("demo")
    hashes = Passwords()
    for login, name, roles in STAFF:
        staff.add(hall, founder, login, name, roles, PASSWORD, hashes)
    keeping.add_station(hall, founder, STATION, "老墙根社区服务站（演示）", ("老墙根", "校场"))
    _demands(hall, founder)


def _demands(hall: Hall, founder: Officer) -> None:
    """A few demands from outside, as an export brings them."""
    now = hall.time.now()
    rows = [
        DemandRow(
            line=line,
            source=source,
            reference=reference,
            title=title,
            text=text,
            station=STATION,
            received_at=now.strftime("%Y-%m-%d %H:%M"),
            grade=grade,
        )
        for line, (source, reference, title, text, grade) in enumerate(DEMANDS, 1)
    ]
    raise_if_any(acts.take_in(hall, founder, rows).refused)


@contextmanager
def _served(hall: Hall, port: int) -> Iterator[str]:
    """The hall's web page on this machine alone, while the block runs."""
    settings = uvicorn.Config(
        make_app(hall, secure_cookies=False),
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
    )
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, name="hall", daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    if not thread.is_alive():
        raise SystemExit(phrases.say("together.port", preferred_language(), port=port))
    bound = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{bound}"
    finally:
        server.should_exit = True
        thread.join(_GRACE_S)


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
            code = registry.enrol_code(hall, staff.console("demo"), STATION)
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

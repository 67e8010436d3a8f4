"""A hall for a try: invented staff, the demo station taken in, a few demands from outside; served
on this machine alone, in this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import sleep

import msgspec
import uvicorn

from station_desktop.domain.problem import raise_if_any
from station_desktop.domain.time.clock import Clock
from station_desktop.hall import keeping
from station_desktop.hall.accounts import staff
from station_desktop.hall.accounts.passwords import Passwords
from station_desktop.hall.demands import acts
from station_desktop.hall.demands.reading import DemandRow
from station_desktop.hall.journal import refolding
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.roles import Role
from station_desktop.hall.store.database import Database
from station_desktop.hall.web.app import make_app
from station_desktop.hall.work import Hall, Officer

STATION = "110102017014"
PASSWORD = "Street#2026"
STAFF: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("zhaolei", "赵磊", ("officer",)),
    ("qianmei", "钱梅", ("officer", "publisher", "admin")),
)
DEMANDS = (
    DemandRow(
        line=1,
        source="12345",
        reference="BJ20261120-0871",
        title="污水井堵塞",
        text="胡同口的污水井堵了，雨天返水，请尽快处理。",
        grade="24小时",
        contact="赵女士",
        phone="13910004321",
        address="老墙根街6号院门口",
    ),
    DemandRow(
        line=2,
        source="12345",
        reference="BJ20261121-0215",
        title="楼道灯不亮",
        text="三单元楼道灯坏了一周，老人上下楼不安全。",
        grade="一般",
        contact="张小明",
        phone="13810001234",
        address="校场小六条19号院3单元",
    ),
    DemandRow(
        line=3,
        source="app",
        reference="XC-APP-55102",
        title="老年餐桌",
        text="请问社区老年餐桌的送餐范围和价格。",
        grade="一般",
        address="校场头条11号",
    ),
)
_GRACE_S = 10.0


class PortTaken(Exception):
    """Another program listens there."""


def ready(folder: Path, time: Clock | None = None) -> Hall:
    """The hall in ``folder``, which is made when there is none; its clock is ``time``, this
    machine's unless given."""
    folder.mkdir(parents=True, exist_ok=True)
    keys = folder / "hall.keys"
    keyring = Keyring.open(keys) if keys.exists() else Keyring.make(keys)
    hall = Hall(Database.open(f"sqlite:///{folder / 'hall.db'}", keyring.data_key), keyring, time)
    refolding.bring_forward(hall.database)
    if not staff.any_member(hall):
        _furnish(hall)
    return hall


def officer(hall: Hall, login: str) -> Officer:
    """One of the invented staff, at work."""
    member = next(m for m in staff.members(hall, staff.console("demo")) if m.login == login)
    return Officer(member.id, member.login, member.name, member.roles)


def enrol_code(hall: Hall) -> str:
    """A one-time code for one more window of the demo station."""
    return keeping.enrol_code(hall, staff.console("demo"), STATION)


@contextmanager
def served(hall: Hall, port: int = 0) -> Iterator[str]:
    """Its address on this machine, while the block runs; ``port`` 0 is any free one. Raises
    :class:`PortTaken`."""
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
        sleep(0.02)
    if not thread.is_alive():
        raise PortTaken(str(port))
    bound = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{bound}"
    finally:
        server.should_exit = True
        thread.join(_GRACE_S)


def _furnish(hall: Hall) -> None:
    founder = staff.console("demo")
    hashes = Passwords()
    for login, name, roles in STAFF:
        staff.add(hall, founder, login, name, roles, PASSWORD, hashes)
    keeping.add_station(hall, founder, STATION, "老墙根社区服务站（演示）", ("老墙根", "校场"))
    now = hall.time.now() - timedelta(minutes=20)
    received = now.strftime("%Y-%m-%d %H:%M")
    rows = [
        msgspec.structs.replace(demand, station=STATION, received_at=received) for demand in DEMANDS
    ]
    raise_if_any(acts.take_in(hall, founder, rows).refused)

"""How tests found their stations: a password that fits the rules, a cheap key derivation, and a
copy of one that was founded before, since founding and first sign-in take longer than a test."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path

from station_desktop.domain.time.clock import CHINA
from station_desktop.storage.keys.vault import Cost
from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening
from station_desktop.usecases.door.opening import Founded

CHEAP = Cost(passes=1, memory=64, lanes=1)
PASSWORD = "Station#2026"
STATION = ("老墙根社区服务站", "110102017014")


def found(
    folder: Path, password: str = PASSWORD, name: str = STATION[0], code: str = STATION[1]
) -> Founded:
    """A new station in ``folder`` with one account, ``wangmin``, who holds every role: as after
    its first sign-in. All with the same arguments are the same device."""
    kept, founded = _once(password, name, code)
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    return founded


class _Now:
    """The PC's clock, also where a test has turned the program's: the copy outlives that test."""

    def now(self) -> datetime:
        return datetime.now(CHINA)


@cache
def _once(password: str, name: str, code: str) -> tuple[Path, Founded]:
    kept = Path(tempfile.mkdtemp(prefix="founded"))
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    founded = opening.found_station(
        kept,
        name=name,
        code=code,
        login="wangmin",
        password=password,
        staff_name="王敏",
        cost=CHEAP,
        time=_Now(),
    )
    store = Store(kept, founded.key)
    store.keep_item_index()
    store.close()
    return kept, founded

"""A founded station to copy: founding one takes longer than a test. A module that imports
``founded`` gets this one in place of that which founds one each time."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from founding import CHEAP, PASSWORD

from station_desktop.usecases.door import opening
from station_desktop.usecases.door.opening import Founded


@cache
def _to_copy() -> tuple[tempfile.TemporaryDirectory[str], Founded]:
    """Lives as long as the process."""
    held = tempfile.TemporaryDirectory(prefix="station-to-copy-")
    made = opening.found_station(
        Path(held.name) / "station",
        name="老墙根社区服务站",
        code="110102017014",
        login="wangmin",
        password=PASSWORD,
        staff_name="王敏",
        cost=CHEAP,
    )
    return held, made


@pytest.fixture
def founded(data_dir: Path) -> Founded:
    """A new station with one account, ``wangmin``, who holds every role."""
    held, made = _to_copy()
    copytree(Path(held.name) / "station", data_dir)
    return made

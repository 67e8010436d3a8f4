from __future__ import annotations

from pathlib import Path

import founding
import pytest
from stationctl_runs import PASSWORD, Ran, Run, run


@pytest.fixture(autouse=True)
def _one_application_for_all(qapp: object) -> None:
    """Papers would do with less, but a process has one application and windows need more."""


@pytest.fixture
def anyone() -> Run:
    """``stationctl`` with no station and nobody signed in."""
    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new station's data folder."""
    folder = tmp_path / "数据 folder"
    founding.found(folder, PASSWORD)
    return folder


@pytest.fixture
def ctl(folder: Path) -> Run:
    """``stationctl`` in a new station, as its first account, who holds every role."""
    known = {
        "STATION_DATA_DIR": str(folder),
        "STATION_USER": "wangmin",
        "STATION_PASSWORD": PASSWORD,
    }

    def run_there(*args: str, input: str | None = None, **env: str | None) -> Ran:
        return run(*args, input=input, **{**known, **env})

    return run_there

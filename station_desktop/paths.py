"""Where things live: the shipped resources, and each user's data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_NAME = "StationDesktop"
KEY_FILE = "station.keys"
STORE_FILE = "station.db"
STATION_FILES = (KEY_FILE, STORE_FILE)
"""A folder with either of these holds a station."""


def resources() -> Path:
    """The folder of shipped, read-only resources (inside the bundle when frozen)."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    return Path(__file__).resolve().parent.parent / "resources"


def default_data_dir() -> Path:
    """The data folder when neither ``--data-dir`` nor ``STATION_DATA_DIR`` names one."""
    named = os.environ.get("STATION_DATA_DIR")
    if named:
        return Path(named)
    import platformdirs  # a start with an explicit folder need not pay for it

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))

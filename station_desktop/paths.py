"""Where things live: the shipped resources, each user's data folder, the PC's policy."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_NAME = "StationDesktop"
KEY_FILE = "station.keys"
STORE_FILE = "station.db"
STATION_FILES = (KEY_FILE, STORE_FILE)
"""A folder with either of these holds a station."""
UPDATES = "updates"
"""What is known of updates of the program, in the data folder; none were ever asked for without."""


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


def policy_file() -> Path:
    """Where IT staff put their policy for this PC: a place that ordinary users cannot write to.

    ``STATION_POLICY`` names another file, but only where no policy is in that place, or for an
    administrator: else anybody could start the program without it.
    """
    installed = _machine_folder() / "policy.toml"
    named = os.environ.get("STATION_POLICY")
    if named and (not installed.exists() or is_administrator()):
        return Path(named)
    return installed


def adapters_folder() -> Path:
    """Where IT staff put device adapters besides the program's own. Nothing but its place says
    where it is: programs are loaded from it."""
    return _machine_folder() / "adapters"


def _machine_folder() -> Path:
    """The PC's own folder of configuration. On Windows the system is asked for it, because an
    environment variable is the user's to change."""
    if sys.platform == "win32":
        import platformdirs

        return Path(platformdirs.site_config_dir(APP_NAME, appauthor=False))
    return Path("/etc/station-desktop")


def is_administrator() -> bool:
    """Whether this process may change what is the PC's own."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.shell32.IsUserAnAdmin())
    return os.geteuid() == 0

"""How the running program was put in place."""

from __future__ import annotations

import os
import sys

from station_desktop.releases.installation import Installation


def installed() -> Installation | None:
    """The program as this PC has it installed; ``None`` where no installer put it in place, and it
    cannot be updated by itself."""
    if not getattr(sys, "frozen", False):
        return None
    if os.name == "nt":
        from station_desktop.releases.windows import Setup

        found: Installation = Setup()
    else:
        from station_desktop.releases.debian import Dpkg

        found = Dpkg()
    return found if found.version() else None

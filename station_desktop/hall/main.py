"""``station-hall`` itself: its nouns, and the options that only it has."""

from __future__ import annotations

import sys

from station_desktop.console.interrupts import Unheard

with Unheard():
    from station_desktop.console.program import Program
    from station_desktop.logs import files

_HERE = "station_desktop.hall.cli"

main = Program(
    "station-hall",
    help="program",
    area="hall",
    variables="STATION_HALL",
    own={"--database": "URL", "--keys": "FILE"},
    log=lambda _: files.lines_to(sys.stderr),
    places={
        "serve": f"{_HERE}.serve:serve",
        "station": f"{_HERE}.stations:station",
        "enrol-code": f"{_HERE}.stations:enrol_code",
        "device": f"{_HERE}.stations:device",
        "case": f"{_HERE}.cases:case",
        "decide": f"{_HERE}.cases:decide",
        "demand": f"{_HERE}.demands:demand",
        "whistles": f"{_HERE}.whistles:whistles",
        "publish": f"{_HERE}.publish:publish",
        "figures": f"{_HERE}.figures:figures",
        "packet": f"{_HERE}.packets:packet",
        "update": f"{_HERE}.updates:update",
        "user": f"{_HERE}.users:user",
        "token": f"{_HERE}.users:token",
        "audit": f"{_HERE}.users:audit_lines",
    },
)

if __name__ == "__main__":
    main()

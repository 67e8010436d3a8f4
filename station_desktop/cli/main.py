"""``stationctl`` itself: its nouns, and the options that only it has."""

from __future__ import annotations

from station_desktop.console.interrupts import Unheard

with Unheard():
    from station_desktop.cli.session import log
    from station_desktop.console.program import Program

_HERE = "station_desktop.cli"

main = Program(
    "stationctl",
    help="stationctl",
    area="cli",
    variables="STATION",
    own={"--data-dir": "DIR"},
    log=log,
    places={
        "init": f"{_HERE}.station:init",
        "policy": f"{_HERE}.policy:policy",
        "items": f"{_HERE}.items:items",
        "id": f"{_HERE}.ids:ids",
        "due": f"{_HERE}.due:due",
        "residents": f"{_HERE}.residents:residents",
        "case": f"{_HERE}.cases:case",
        "demand": f"{_HERE}.demands:demand",
        "whistle": f"{_HERE}.whistles:whistle",
        "plan": f"{_HERE}.plans:plan",
        "partner": f"{_HERE}.partners:partner",
        "visit": f"{_HERE}.visits:visit",
        "area": f"{_HERE}.households:area",
        "household": f"{_HERE}.households:household",
        "booking": f"{_HERE}.bookings:booking",
        "rating": f"{_HERE}.ratings:rating",
        "report": f"{_HERE}.reports:report",
        "settle": f"{_HERE}.settling:settle",
        "privacy": f"{_HERE}.privacy:privacy",
        "paper": f"{_HERE}.papers:paper",
        "verify": f"{_HERE}.verify:verify",
        "doctor": f"{_HERE}.doctor:doctor",
        "support": f"{_HERE}.doctor:support",
        "backup": f"{_HERE}.backups:backup",
        "update": f"{_HERE}.updates:update",
        "device": f"{_HERE}.devices:device",
        "user": f"{_HERE}.users:user",
        "demo": f"{_HERE}.demo:demo",
        "enrol": f"{_HERE}.sync:enrol",
        "join": f"{_HERE}.sync:join",
        "sync": f"{_HERE}.sync:sync",
        "packet": f"{_HERE}.sync:packet",
    },
)

if __name__ == "__main__":
    main()

"""Case numbers: short enough to say over the telephone, made without asking anyone.

``017014-20261122-01-0007-3``: the last six digits of the station's code, the day, the desk, the
day's serial, and an ISO 7064 MOD 11,10 check digit that catches any one wrong digit. A number
never holds anything about the person, and is never used twice. A whistle's number has a letter
before the day, ``017014-W20261122-01-0001-2``.
"""

from __future__ import annotations

from datetime import date

from stdnum.iso7064 import mod_11_10


def prefix(station_code: str, day: date, desk: str) -> str:
    """What all numbers of this desk and day begin with."""
    return _prefix(station_code, f"{day:%Y%m%d}", desk)


def whistle_prefix(station_code: str, day: date, desk: str) -> str:
    """What all whistles' numbers of this desk and day begin with."""
    return _prefix(station_code, f"W{day:%Y%m%d}", desk)


def individual_prefix(station_code: str, day: date, desk: str) -> str:
    """What all individual cases' numbers of this desk and day begin with."""
    return _prefix(station_code, f"G{day:%Y%m%d}", desk)


def _prefix(station_code: str, day: str, desk: str) -> str:
    digits = "".join(ch for ch in station_code if ch.isdigit())[-6:].rjust(6, "0")
    return f"{digits}-{day}-{desk}-"


def number(before: str, serial: int) -> str:
    """The whole number for ``serial`` (1 the first of the day) after its :func:`prefix`."""
    body = f"{before}{serial:04d}"
    return f"{body}-{mod_11_10.calc_check_digit(''.join(filter(str.isdigit, body)))}"


def serial_of(number: str) -> int:
    """The day's serial within a case number."""
    return int(number.rsplit("-", 2)[1])

"""What IT staff lay down for this PC, for whoever acts: in force from the first start on, before
anybody has signed in, and not to be changed from inside the program. Loads no store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station_desktop import phrases
from station_desktop.domain.problem import Problem, refuse
from station_desktop.domain.station import policy
from station_desktop.domain.station.policy import Policy
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.time import clock
from station_desktop.storage import policy_file

if TYPE_CHECKING:
    from station_desktop.usecases.work import Work


class Shown(msgspec.Struct, frozen=True):
    """The policy for people: where it is, since when, what it fixes (``said``), what of it does
    not hold, and what the program does not know."""

    path: str
    there: bool
    since: datetime | None
    policy: Policy
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def in_force() -> Policy:
    """What is laid down on this PC; nothing where there is no policy or it cannot be read. Never
    raises, and costs one look at a file's date."""
    return policy_file.now().policy


def problems() -> tuple[Problem, ...]:
    """What is wrong with this PC's policy: lines that do not hold, a file that cannot be read or
    that somebody else than an administrator can write."""
    found = policy_file.now()
    loose = policy_file.loose(found.path) if found.there else None
    return (*found.reading.problems, *((loose,) if loose is not None else ()))


def notes() -> tuple[Problem, ...]:
    """Lines that say nothing to this program, perhaps misspelt."""
    return policy_file.now().reading.notes


def shown(work: Work) -> Shown:
    """For the upkeep room; needs ``upkeep.read``."""
    work.require("upkeep.read")
    return look()


def look() -> Shown:
    """As :func:`shown`, for an IT person at the command line: the file is there for all to read."""
    found = policy_file.now()
    since = clock.from_milliseconds(found.since) if found.since else None
    return Shown(str(found.path), found.there, since, found.policy, problems(), notes())


def check(data: bytes) -> policy.Reading:
    """What a policy file would lay down, before it is put into its place."""
    return policy.read(data)


def start() -> Settings:
    """The settings from which a station begins on this PC."""
    return in_force().over(Settings())


def must_leave(key: str) -> None:
    """Refuse ``setting.fixed_by_policy`` for a setting that is not the station's to change."""
    if key in in_force().fixed:
        raise refuse("setting.fixed_by_policy", field=key)


def must_allow_demo() -> None:
    """Refuse ``policy.no_demo`` where no demo station is wanted."""
    if not in_force().allow_demo:
        raise refuse("policy.no_demo")


def hall_for(address: str) -> str:
    """The hall to go to: the one that is laid down, which nobody need type; refuses another."""
    fixed = in_force().hall_address
    typed = address.strip().rstrip("/")
    if fixed and typed and typed != fixed:
        raise refuse("policy.other_hall", field="address", address=fixed)
    return fixed or address


def must_be_hall(pin: str) -> None:
    """Refuse a server whose certificate (SHA-256, hex) is not the one that is laid down."""
    wanted = in_force().hall_pin
    if wanted and pin.replace(":", "").lower() != wanted:
        raise refuse("policy.other_certificate", field="address")


def example(language: str) -> str:
    """A policy file to begin with: every line that there can be, switched off by ``#`` and
    explained in ``language``."""
    lines = [f"# {each}" for each in _said("policy.example.head", language)]
    for key in policy.KEYS:
        lines += ["", *(f"# {each}" for each in _said(f"policy.help.{key}", language))]
        lines += [f"# {each}" for each in _EXAMPLES[key]]
    return "\n".join(lines) + "\n"


def write_example(path: Path, language: str) -> None:
    """The example as a file; refuses ``file.cannot_write``, also where one is already."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(example(language))
    except FileExistsError:
        raise refuse("policy.example_there", name=path.name) from None
    except OSError:
        raise refuse("file.cannot_write", name=path.name) from None


def _said(code: str, language: str) -> list[str]:
    return phrases.say(code, language, rooms=", ".join(policy.ROOMS)).splitlines()


_EXAMPLES: dict[str, tuple[str, ...]] = {
    "idle_minutes": ("idle_minutes = 10",),
    "lock_after_failures": ("lock_after_failures = 5",),
    "lock_minutes": ("lock_minutes = 15",),
    "password_length": ("password_length = 10",),
    "password_classes": ("password_classes = 3",),
    "password_days": ("password_days = 90",),
    "rooms_hidden": ('rooms_hidden = ["individuals", "households"]',),
    "hall_address": ('hall_address = "https://hall.example.gov.cn"',),
    "hall_pin": (f'hall_pin = "{"ab" * 32}"',),
    "printer": ('printer = "HP LaserJet Pro M404"',),
    "update_ring": ('update_ring = "first"',),
    "update_address": ('update_address = "https://hall.example.gov.cn/updates"',),
    "backup_folders": (r"backup_folders = ['D:\backup', '\\server\backup\station']",),
    "backup_time": ('backup_time = "12:30"',),
    "backup_keep": ("backup_keep = 14",),
    "device_adapters": ('device_adapters = ["keyboard", "watched_file"]',),
    "allow_demo": ("allow_demo = false",),
    "log_level": ('log_level = "debug"',),
    "retention": ("[retention]", "visits = 1095", "GOV-EL-001 = 3650"),
}

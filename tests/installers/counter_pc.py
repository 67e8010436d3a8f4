"""A counter's PC with the program on it, as the person and IT meet it."""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path
from typing import Any

from clean_debian import HOME, CleanDebian

LOGIN, PASSWORD = "wangmin", "Station#2026"
DATA = f"{HOME}/.local/share/StationDesktop"
FOLDER = "/srv/安装 包"
PROGRAM = "/opt/station-desktop"


def fields(package: Path) -> dict[str, str]:
    """What the package's control file says."""
    printed = subprocess.run(
        ["dpkg-deb", "-f", package], check=True, capture_output=True, text=True
    ).stdout
    return dict(re.findall(r"^([A-Z][\w-]*): (.*)$", printed, re.MULTILINE))


def first_of_each(depends: str) -> list[str]:
    """The packages that are installed where none of what is wanted is there yet."""
    return [re.split(r"[ |(]", entry.strip())[0] for entry in depends.split(",")]


class Station:
    """``stationctl`` on the PC, as the person or IT types it."""

    def __init__(self, pc: CleanDebian) -> None:
        self.pc = pc

    def ask(self, *words: str, data: str = DATA) -> Any:
        """A command's answer in JSON."""
        ended = self.pc.as_person(
            *("stationctl", "--json", "--data-dir", data, "--user", LOGIN, *words),
            STATION_PASSWORD=PASSWORD,
        )
        return json.loads(ended.stdout)

    def found(self) -> str:
        """Set the station up with one resident; returns its recovery key."""
        answer = self.ask(
            *("init", "--name", "幸福里社区服务站", "--code", "110105001001"),
            *("--admin", LOGIN, "--admin-name", "王敏"),
        )
        self.ask(
            *("residents", "add", "--name", "张秀兰", "--id", "11010519491231002X"),
            *("--phone", "13800001234", "--address", "幸福里3号楼2单元501"),
        )
        key: str = answer["recovery_key"]
        return key

    def fonts(self) -> dict[str, str]:
        """What the doctor says of fonts."""
        told = self.pc.as_person("stationctl", "--json", "doctor", "--quick", check=False).stdout
        return next(one for one in json.loads(told)["checks"] if one["check"] == "fonts")

    def cases(self, data: str = DATA) -> list[str]:
        listed = self.ask("case", "list", data=data)["cases"]
        return [case["number"] for case in listed]


def install(pc: CleanDebian, package: Path) -> float:
    """Install a package that lies in a folder of the PC; returns how long it took, in seconds."""
    folder = pc.at(FOLDER)
    folder.mkdir(exist_ok=True)
    (folder / package.name).write_bytes(package.read_bytes())
    begun = time.monotonic()
    pc.as_root("dpkg", "-i", f"{FOLDER}/{package.name}")
    return time.monotonic() - begun


def installed(pc: CleanDebian) -> str:
    """The version that dpkg says is in place."""
    asked = "dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", "station-desktop"
    state, _, version = pc.as_root(*asked).stdout.partition(" ")
    assert state == "installed"
    return version

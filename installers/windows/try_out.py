"""Tries two installers on a Windows PC, the older one first, with a real station in between.

    python installers/windows/try_out.py dist/StationDesktop-0.0.9-setup.exe dist/…-0.1.0-setup.exe

Needs an administrator and a PC that the program is not installed on: whatever is installed or kept
under its name is gone afterwards. Ends with a sentence and exit code 1 at the first thing that is
not as it should be.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PROGRAM = Path(os.environ.get("PROGRAMFILES", "C:/Program Files"), "StationDesktop")
ETC = Path(os.environ.get("PROGRAMDATA", "C:/ProgramData"), "StationDesktop")
DATA = Path(os.environ.get("LOCALAPPDATA", "."), "StationDesktop")
POLICY = "idle_minutes = 7\n"
PASSWORD = "Station#2026"
LONGEST_WAIT = 600


def expect(sentence: str, holds: bool) -> None:
    """Say what was looked at; end where it does not hold."""
    print(("ok   " if holds else "NOT  ") + sentence, flush=True)
    if not holds:
        raise SystemExit(1)


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program run to its end, its words read as UTF-8."""
    print("run  " + " ".join(str(part) for part in command), flush=True)
    return subprocess.run(
        [str(part) for part in command],
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=LONGEST_WAIT,
        check=False,
    )


def stationctl(*words: str) -> Any:
    """A command at the station, and what it answers."""
    ended = run(
        PROGRAM / "stationctl.exe",
        *words,
        "--json",
        STATION_USER="wangmin",
        STATION_PASSWORD=PASSWORD,
    )
    print(ended.stdout + ended.stderr, flush=True)
    return json.loads(ended.stdout)


def main(older: str, newer: str) -> None:
    pictures = Path("build", "tour").absolute()
    policy = Path("build", "策略 policy.toml").absolute()
    policy.parent.mkdir(exist_ok=True)
    policy.write_text(POLICY, "utf-8")

    _install(older, policy)
    _work_at_a_station(pictures)
    _upgrade(newer)
    _take_away(newer)


def _install(setup: str, policy: Path) -> None:
    code = run(setup, "/S", "/LANG=zh", f"/POLICY={policy}").returncode
    expect(f"The older version installs silently (exit code {code})", code == 0)
    expect("The policy file is in its place", (ETC / "policy.toml").read_text("utf-8") == POLICY)
    expect("The program is there", (PROGRAM / "station-desktop.exe").is_file())


def _work_at_a_station(pictures: Path) -> None:
    main_program = PROGRAM / "station-desktop.exe"
    checked = run(main_program, "--self-check", QT_QPA_PLATFORM="offscreen").returncode
    expect(f"The program finds all that it needs (exit code {checked})", checked == 0)
    toured = run(main_program, "--tour", pictures, QT_QPA_PLATFORM="offscreen")
    found = len(list(pictures.glob("*.png")))
    expect(f"The window goes through its tour ({found} pictures)", toured.returncode == 0)
    expect("There are pictures of it", found > 10)
    name = ("--name", "老墙根社区服务站", "--code", "110102017014", "--admin", "wangmin")
    expect("A station is founded", "recovery_key" in stationctl("init", *name))
    taken = stationctl(
        "case", "take", "--what", "井盖下面堵了", "--category", "public", "--lane", "ready"
    )
    expect("A case is accepted", "error" not in taken)
    expect("The journal proves itself", "broken" not in stationctl("verify"))
    doctor = run(PROGRAM / "stationctl.exe", "doctor", "--lang", "en")
    print(doctor.stdout, flush=True)
    expect("The doctor looks it over", doctor.returncode in (0, 1) and bool(doctor.stdout))


def _upgrade(setup: str) -> None:
    held = _hold_open()
    code = run(setup, "/S").returncode
    held.kill()
    held.wait()
    expect(f"A running program is not replaced (exit code {code})", code == 3)
    before = stationctl("case", "list")
    code = run(setup, "/S").returncode
    expect(f"The newer version takes its place (exit code {code})", code == 0)
    expect("The case is still there", stationctl("case", "list") == before)
    expect("So is the policy", (ETC / "policy.toml").read_text("utf-8") == POLICY)


def _hold_open() -> subprocess.Popen[bytes]:
    """The window, opened and left open; Windows guards its file from the first moment."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    held = subprocess.Popen([str(PROGRAM / "station-desktop.exe")], env=environment)
    time.sleep(5)
    expect("The window stays open", held.poll() is None)
    return held


def _take_away(setup: str) -> None:
    run(PROGRAM / "uninstall.exe", "/S")
    _wait_until_gone(PROGRAM)
    expect("The program is gone, its data are not", (DATA / "station.db").is_file())
    expect("It installs again", run(setup, "/S").returncode == 0)
    expect("And goes on with the data", "error" not in stationctl("case", "list"))
    run(PROGRAM / "uninstall.exe", "/S", "/PURGE")
    _wait_until_gone(PROGRAM)
    _wait_until_gone(DATA)
    _wait_until_gone(ETC)


def _wait_until_gone(folder: Path) -> None:
    """The uninstaller goes on in a copy of itself."""
    end = time.monotonic() + 60
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.2)
    expect(f"{folder} is gone", not folder.exists())


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main(*sys.argv[1:])

"""An update on a counter's PC from the first click to the first sign-in: the person who works there
is no administrator, polkit lets them have signed versions put in place and nothing else, and a
version that does not do goes back by itself with nobody's data touched.

The services are the PC's own: D-Bus, polkitd, pkexec, dpkg. Only "sits at this PC's screen" is said
by a rule, since the folder has no login manager to say it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from clean_debian import HOME, RELEASE, USER, CleanDebian, made
from conftest import BEFORE, WORK, Packages
from counter_pc import LOGIN, PASSWORD, PROGRAM, Station, fields, first_of_each, install, installed
from counter_screen import Screen, screen
from released import Builders

ACTION = "station-desktop.change-version"
BROKEN = "9.9.9"
WINDOW = f"{PROGRAM}/station-desktop"
_AT_THE_SCREEN = f"""
polkit.addRule(function(action, subject) {{
    if (action.id == "{ACTION}" && subject.user == "{USER}") {{ return polkit.Result.YES; }}
}});
"""
_AT_THE_SCREEN_BEFORE = f"""[At the screen]
Identity=unix-user:{USER}
Action={ACTION}
ResultAny=yes
ResultInactive=yes
ResultActive=yes
"""
"""The same for polkit 0.105, which UOS, Kylin and older Debians have."""
_PATIENCE_S = 240


@pytest.fixture(scope="module")
def builders() -> Builders:
    folder = WORK / "builders"
    shutil.rmtree(folder, ignore_errors=True)
    return Builders.begin(folder)


@pytest.fixture(scope="module")
def pc(packages: Packages, builders: Builders) -> Iterator[CleanDebian]:
    """A PC with polkit, as every desktop has it, and the version before, built by ``builders``."""
    polkit = ["policykit-1"] if RELEASE in ("buster", "bullseye") else ["polkitd", "pkexec"]
    wanted = [*first_of_each(fields(packages.now)["Depends"]), "fonts-noto-cjk", "dbus", *polkit]
    system = made(WORK / "更新 PC", WORK / "kept", wanted)
    install(system, packages.before)
    root = system.at(f"{PROGRAM}/_internal/resources/updates/root.json")
    root.parent.mkdir(parents=True, exist_ok=True)
    root.write_bytes(builders.root)
    system.at("/run/dbus").mkdir(parents=True, exist_ok=True)
    bus = system.serve("dbus-daemon", "--system", "--nofork", "--nopidfile")
    _until(system.at("/run/dbus/system_bus_socket").exists)
    polkitd = system.serve(_polkitd(system), "--no-debug")
    try:
        _until(lambda: _action(system) != "")
        yield system
    finally:
        for process in system.running(WINDOW):
            os.kill(process, signal.SIGKILL)
        for service in (polkitd, bus):
            service.terminate()
            service.wait(timeout=60)


@pytest.fixture(scope="module")
def counter() -> Iterator[Screen]:
    with screen(WORK / "pictures") as shown:
        yield shown


def _polkitd(pc: CleanDebian) -> str:
    places = ("/usr/lib/polkit-1/polkitd", "/usr/libexec/polkitd", "/usr/lib/policykit-1/polkitd")
    return next(place for place in places if pc.at(place).exists())


def _action(pc: CleanDebian) -> str:
    """What polkit knows of it; its 0.105 answers and ends with 1 all the same."""
    return pc.as_person("pkaction", "--verbose", "--action-id", ACTION, check=False).stdout


def _until(done: Callable[[], Any]) -> Any:
    limit = time.monotonic() + _PATIENCE_S
    while time.monotonic() < limit:
        if found := done():
            return found
        time.sleep(0.3)
    raise TimeoutError("it did not come about")


class Updates:
    """``stationctl update`` as the person at the counter types it."""

    def __init__(self, pc: CleanDebian) -> None:
        self.pc = pc

    def say(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.pc.as_person("stationctl", "--json", "update", *words, check=False)

    def ask(self, *words: str) -> Any:
        ended = self.say(*words)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return json.loads(ended.stdout)

    @property
    def state(self) -> tuple[str, str]:
        """Which version is in place, and how the update stands."""
        found = self.ask("status")
        return found["version"], found["state"]

    def carry(self, file: Path) -> None:
        """Put a release on the person's stick and take it in."""
        stick = self.pc.at(f"{HOME}/{file.name}")
        shutil.copyfile(file, stick)
        assert self.ask("stage", f"{HOME}/{file.name}")["state"] == "ready"
        stick.unlink()


def test_a_signed_version_comes_in_by_polkit_and_one_that_does_not_do_goes_back(
    pc: CleanDebian,
    packages: Packages,
    builders: Builders,
    counter: Screen,
    measured: dict[str, str],
    tmp_path: Path,
) -> None:
    station, updates = Station(pc), Updates(pc)
    station.found()
    now = fields(packages.now)["Version"]
    builders.release(now, packages.now)
    good = builders.carry(now)

    _only_who_sits_at_the_screen(pc, updates, good)
    begun = time.monotonic()
    _when_the_window_starts(pc, updates, counter, now)
    measured["update at a start of the window"] = f"{time.monotonic() - begun:.1f} s"
    _twice_not_come_up_and_back(pc, updates, counter, now)

    updates.carry(good)
    assert updates.ask("apply")["happened"] == "updated"
    assert updates.state == (now, "trying")
    window = _open(pc, counter)
    for typed in (LOGIN, PASSWORD):
        counter.type(typed)
        counter.press("Return")
    _until(lambda: updates.state == (now, "none"))
    counter.picture("update-4-kept")
    _end(window)
    station.ask("verify")

    builders.release(BROKEN, _without_libraries(packages.now, tmp_path))
    updates.carry(builders.carry(BROKEN))
    begun = time.monotonic()
    gone_back = updates.say("apply")
    measured["a version that does not start, and back"] = f"{time.monotonic() - begun:.1f} s"
    said = json.loads(gone_back.stdout)
    assert gone_back.returncode == 1
    assert (said["happened"], said["why"]) == ("undone", "updates.did_not_start")
    assert updates.state == (now, "none")
    assert installed(pc) == now
    station.ask("verify")
    written = pc.at(f"{HOME}/.local/share/StationDesktop/logs/stationctl.log").read_text("utf-8")
    assert f"update undone={BROKEN} back_to={now} why=updates.did_not_start" in written


def _only_who_sits_at_the_screen(pc: CleanDebian, updates: Updates, good: Path) -> None:
    """What polkit is told about the action; and somebody far away is asked for an administrator."""
    told = _action(pc)
    assert "implicit any:      auth_admin" in told
    assert "implicit active:   yes" in told
    assert "/usr/lib/station-desktop/change-version" in told
    updates.carry(good)
    refused = updates.say("apply")
    assert json.loads(refused.stdout)["error"]["code"] == "updates.not_allowed"
    assert updates.state == (BEFORE, "ready")
    for place, rule in (
        ("rules.d/90-at-the-screen.rules", _AT_THE_SCREEN),
        ("localauthority/50-local.d/at-the-screen.pkla", _AT_THE_SCREEN_BEFORE),
    ):
        file = pc.at(f"/etc/polkit-1/{place}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(rule, "utf-8")
    helper = "/usr/lib/station-desktop/change-version"
    _until(lambda: pc.as_person("pkexec", helper, "back", check=False).returncode == 1)
    other = pc.as_person("pkexec", "/bin/true", check=False)
    assert other.returncode == 127


def _when_the_window_starts(pc: CleanDebian, updates: Updates, counter: Screen, now: str) -> None:
    """Old program open, release ready; at its next start the new one comes up in its place."""
    _end(_open(pc, counter))
    updates.ask("apply", "--when", "start")
    pc.start("station-desktop", DISPLAY=counter.display, QT_QPA_PLATFORM="xcb").wait(_PATIENCE_S)
    _until(lambda: updates.state == (now, "trying"))
    _until(lambda: _from_where_it_is_installed(pc))
    counter.wait_for_window("Station Desktop")
    counter.picture("update-1-on-trial")
    assert installed(pc) == now


def _twice_not_come_up_and_back(
    pc: CleanDebian, updates: Updates, counter: Screen, now: str
) -> None:
    """The new window is ended the hard way, twice; then it is asked whether to go back."""
    _kill(pc, counter)
    second = _open(pc, counter)
    _kill(pc, counter)
    third = _open(pc, counter)
    counter.picture("update-2-back-or-again")
    counter.press("Return")
    _until(lambda: updates.state == (BEFORE, "none"))
    _until(lambda: _from_where_it_is_installed(pc))
    counter.wait_for_window("Station Desktop")
    counter.picture("update-3-before")
    assert installed(pc) == BEFORE
    _kill(pc, counter)
    for window in (second, third):
        window.wait(timeout=60)
    assert updates.ask("status")["happened"] == "undone"


def _open(pc: CleanDebian, counter: Screen) -> subprocess.Popen[bytes]:
    window = pc.start("station-desktop", DISPLAY=counter.display, QT_QPA_PLATFORM="xcb")
    counter.wait_for_window("Station Desktop")
    counter.settle()
    return window


def _end(window: subprocess.Popen[bytes]) -> None:
    window.terminate()
    window.wait(timeout=60)


def _from_where_it_is_installed(pc: CleanDebian) -> list[int]:
    """The windows that run from /opt, and not from the copy that put a version in place."""
    found = []
    for process in pc.running(WINDOW):
        where = os.readlink(f"/proc/{process}/exe")
        found += [process] if where.endswith(WINDOW) else []
    return found


def _kill(pc: CleanDebian, counter: Screen) -> None:
    for process in _until(lambda: _from_where_it_is_installed(pc)):
        os.kill(process, signal.SIGKILL)
    _until(lambda: not pc.running(WINDOW) and counter.is_dark)


def _without_libraries(package: Path, folder: Path) -> Path:
    """The same package of another version, packed without what the program stands on."""
    tree = folder / "broken"
    subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
    shutil.rmtree(tree / PROGRAM.lstrip("/") / "_internal")
    control = tree / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines()
    lines = [f"Version: {BROKEN}" if line.startswith("Version:") else line for line in lines]
    control.write_text("\n".join([*lines, ""]), "utf-8")
    broken = folder / f"station-desktop_{BROKEN}_amd64.deb"
    subprocess.run(["dpkg-deb", "-Znone", "--build", tree, broken], check=True)
    return broken

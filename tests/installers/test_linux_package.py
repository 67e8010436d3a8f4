"""The .deb on a clean Debian, as IT and the person at the counter meet it: installed without a
network, a case accepted by the keyboard, updated over the data, backed up, restored on an empty PC,
removed and purged."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from clean_debian import HOME, CleanDebian, made
from conftest import BEFORE, WORK, Packages
from counter_pc import (
    DATA,
    FOLDER,
    LOGIN,
    PASSWORD,
    PROGRAM,
    Station,
    fields,
    first_of_each,
    install,
    installed,
)
from counter_screen import Screen, screen

EMPTY_PC = f"{HOME}/空白 PC"
STICK = f"{HOME}/备份 U盘"


@pytest.fixture(scope="module")
def pc(packages: Packages) -> CleanDebian:
    """A PC with what the package depends on and a Chinese font, nothing more."""
    wanted = [*first_of_each(fields(packages.now)["Depends"]), "fonts-noto-cjk"]
    return made(WORK / "干净 的 PC", WORK / "kept", wanted)


@pytest.fixture(scope="module")
def counter() -> Iterator[Screen]:
    with screen(WORK / "pictures") as shown:
        yield shown


def test_a_station_pc_from_installation_to_purge(
    pc: CleanDebian, packages: Packages, counter: Screen, measured: dict[str, str]
) -> None:
    station = Station(pc)
    assert pc.as_root("sh", "-c", "command -v python3 python", check=False).stdout == ""

    install(pc, packages.before)
    assert installed(pc) == BEFORE
    key = station.found()
    assert station.cases() == []
    _doctor_names_a_missing_font(pc, station)
    _accept_a_case(pc, counter)
    accepted = station.cases()
    assert len(accepted) == 1

    measured["install time (dpkg)"] = f"{install(pc, packages.now):.1f} s"
    measured["installed size"] = f"{_size(pc.at(PROGRAM)) / 1e6:.0f} MB"
    measured["package"] = f"{packages.now.stat().st_size / 1e6:.0f} MB"
    assert installed(pc) == fields(packages.now)["Version"]
    assert station.cases() == accepted
    station.ask("verify")

    pc.as_person("mkdir", STICK)
    backup = station.ask("backup", "make", STICK)
    assert backup["problem"] == ""
    _restore(pc, backup["file"], key)
    assert station.cases(EMPTY_PC) == accepted
    station.ask("verify", data=EMPTY_PC)

    _remove_and_purge(pc, counter)


def _doctor_names_a_missing_font(pc: CleanDebian, station: Station) -> None:
    assert station.fonts()["state"] == "ok"
    pc.as_root("mv", "/usr/share/fonts/opentype", "/srv/fonts")
    missing = station.fonts()
    pc.as_root("mv", "/srv/fonts", "/usr/share/fonts/opentype")
    assert missing["state"] == "bad"
    assert "fonts-noto-cjk" in missing["do"]


def _packages_there(pc: CleanDebian) -> list[str]:
    return [f"{FOLDER}/{file.name}" for file in pc.at(FOLDER).iterdir()][-1:]


def _size(folder: Path) -> int:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files)


def _accept_a_case(pc: CleanDebian, counter: Screen) -> None:
    """Sign in, find the resident and the item, answer, accept: with the keyboard alone."""
    window = pc.start("station-desktop", DISPLAY=counter.display, QT_QPA_PLATFORM="xcb")
    try:
        counter.wait_for_window("Station Desktop")
        counter.picture("1-door")
        for typed in (LOGIN, PASSWORD, "zxl", "yibaojiaofei"):
            counter.type(typed)
            counter.press("Return")
        counter.picture("2-form")
        counter.type("1")
        counter.type("2026")
        counter.press("Return")
        counter.type("1")
        counter.type("1")
        counter.press("Return", "ctrl+m")
        counter.picture("3-filled")
        counter.press("ctrl+Return")
        counter.picture("4-accepted")
        assert window.poll() is None
    finally:
        window.terminate()
        window.wait(timeout=60)


def _restore(pc: CleanDebian, backup: str, key: str) -> None:
    """On an empty PC nothing is known but the backup and the recovery key."""
    note = pc.at(f"{HOME}/恢复码.txt")
    note.write_text(f"{key}\n", "utf-8")
    os.chown(note, 1000, 1000)
    pc.as_person(
        *("stationctl", "--json", "--data-dir", EMPTY_PC, "backup", "restore", backup),
        *("--recovery-key-file", f"{HOME}/恢复码.txt"),
    )


def _remove_and_purge(pc: CleanDebian, counter: Screen) -> None:
    """The data stay where they are; who works in the window is not cut off."""
    policy = pc.at("/etc/station-desktop/policy.toml")
    policy.write_text("", "utf-8")
    window = pc.start("station-desktop", DISPLAY=counter.display, QT_QPA_PLATFORM="xcb")
    try:
        counter.wait_for_window("Station Desktop")
        for change in (("--remove", "station-desktop"), ("--install", *_packages_there(pc))):
            refused = pc.beside(window, "dpkg", *change)
            assert refused.returncode
            assert "请先关闭窗口" in refused.stderr
            assert pc.at(f"{PROGRAM}/station-desktop").exists()
    finally:
        window.terminate()
        window.wait(timeout=60)
    pc.as_root("dpkg", "--remove", "station-desktop")
    assert not pc.at(PROGRAM).exists()
    assert not pc.at("/usr/bin/stationctl").is_symlink()
    assert policy.exists()
    said = pc.as_root("dpkg", "--purge", "station-desktop").stdout
    assert not policy.parent.exists()
    assert "加密数据仍在" in said
    assert pc.at(f"{DATA}/station.db").stat().st_size > 0

"""What the bundle carries and what it does not, tried where it was built."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, WORK, Packages
from counter_screen import Screen, screen

STARTS = 5
UNUSED = ("WebEngine", "/qml/", "Qt63D", "Charts", "Pdf", "VirtualKeyboard", "gtk")


@pytest.fixture(scope="module")
def counter() -> Iterator[Screen]:
    with screen(WORK / "pictures") as shown:
        yield shown


def _run(program: Path, *words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    usual = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8"}
    return subprocess.run(
        [program, *words],
        env={**usual, **extra},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_no_part_of_qt_is_carried_that_nothing_uses(packages: Packages) -> None:
    carried = [path.relative_to(packages.bundle).as_posix() for path in packages.bundle.rglob("*")]

    assert [path for path in carried if any(part in path for part in UNUSED)] == []
    needs = ["platforms/libqxcb", "platforms/libqoffscreen", "platforms/libqwayland"]
    for needed in (*needs, "multimedia/libffmpegmediaplugin"):
        assert any(f"plugins/{needed}" in path for path in carried), needed


@pytest.mark.parametrize("program", ["stationctl", "station-hall"])
def test_every_command_can_be_loaded(packages: Packages, program: str) -> None:
    """The list of commands says of each what it does, and so imports all of them."""
    told = _run(packages.bundle / program, "--help", STATION_LANG="en")

    assert told.returncode == 0, told.stderr
    assert "Commands" in told.stdout


def test_the_program_checks_itself_well(packages: Packages) -> None:
    checked = _run(packages.bundle / "station-desktop", "--self-check", QT_QPA_PLATFORM="offscreen")

    assert checked.returncode == 0, checked.stderr


def test_nothing_from_outside_gets_into_the_bundle(packages: Packages, tmp_path: Path) -> None:
    """Neither a module nor a plug-in for sqlite-utils that lies where a Python would look."""
    seen = tmp_path / "seen"
    intruder = f"open({str(seen)!r}, 'w').close()\n"
    for name in ("sitecustomize", "usercustomize", "click", "intruder"):
        (tmp_path / f"{name}.py").write_text(intruder)
    told = tmp_path / "intruder-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: intruder\nVersion: 1\n")
    (told / "entry_points.txt").write_text("[sqlite_utils]\nintruder = intruder\n")

    made = _run(
        packages.bundle / "stationctl",
        *("--data-dir", str(tmp_path / "data"), "init", "--name", "幸福里社区服务站"),
        *("--code", "110105001001", "--admin", "wangmin"),
        PYTHONPATH=str(tmp_path),
        PYTHONHOME=str(tmp_path),
        STATION_PASSWORD="Station#2026",
    )

    assert made.returncode == 0, made.stderr
    assert not seen.exists()


def test_lintian_finds_no_error(packages: Packages) -> None:
    """Debian's own checker, with what a bundle cannot help named in the package's overrides."""
    told = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error", packages.now],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )

    assert told.returncode == 0, told.stdout


def test_how_long_a_start_takes(
    packages: Packages, counter: Screen, measured: dict[str, str], tmp_path: Path
) -> None:
    """From nothing in memory until the window is seen; printed, not judged."""
    bundle, source = packages.bundle / "station-desktop", Path(sys.executable)
    carried, written = [packages.bundle], [ROOT / "station_desktop", Path(sys.prefix) / "lib"]
    cold = [_start([bundle], carried, counter, tmp_path) for _ in range(STARTS)]
    from_source = [
        _start([source, "-m", "station_desktop"], written, counter, tmp_path) for _ in range(STARTS)
    ]
    warm = [_start([bundle], [], counter, tmp_path) for _ in range(STARTS)]

    first, other = statistics.median(cold), statistics.median(from_source)
    measured["cold start of the bundle"] = f"{first:.2f} s"
    measured["cold start from source"] = f"{other:.2f} s"
    measured["bundle ÷ source"] = f"{first / other:.2f}"
    measured["warm start of the bundle"] = f"{statistics.median(warm):.2f} s"


def _start(command: list[Path | str], forget: list[Path], counter: Screen, folder: Path) -> float:
    """How long it is, in seconds, until the window of a program is seen. Files below ``forget`` are
    read from the disk anew."""
    for place in forget:
        for file in place.rglob("*"):
            if file.is_file():
                _forget(file)
    begun = time.monotonic()
    running = subprocess.Popen(
        [*command, "--data-dir", folder / "data"],
        cwd=ROOT,
        env={"DISPLAY": counter.display, "HOME": str(folder), "PATH": "/usr/bin:/bin"}
        | {"LANG": "C.UTF-8", "QT_QPA_PLATFORM": "xcb", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    try:
        counter.wait_for_paint()
        return time.monotonic() - begun
    finally:
        running.terminate()
        running.wait(timeout=60)


def _forget(file: Path) -> None:
    with file.open("rb") as opened:
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

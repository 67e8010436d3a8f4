"""Chinese can be typed: real input methods, real keys, the program as it is installed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import input_services
import pytest
from conftest import Packages
from counter_screen import Screen, screen
from input_services import ROOT, Environment, Service, session

PICTURES = ROOT / "build" / "typing"
_PINYIN, _CHINESE = "yanglao", "养老"
_STATUS_BAR = (683, 755)
"""Grey at the door, white once somebody is signed in."""


@pytest.mark.parametrize(
    ("service", "named", "first"),
    [
        pytest.param(input_services.fcitx_5, "fcitx", (), id="fcitx5"),
        pytest.param(input_services.fcitx_4, "fcitx", ("ctrl+space",), id="fcitx4"),
        pytest.param(input_services.ibus, "ibus", (), id="ibus"),
    ],
)
def test_the_installed_program_takes_chinese_from(
    service: Service, named: str, first: tuple[str, ...], packages: Packages, tmp_path: Path
) -> None:
    program = [str(packages.bundle / "station-desktop")]

    assert _typed(service, program, {"QT_IM_MODULE": named}, first, tmp_path) == _CHINESE


def test_a_program_without_fcitx_plug_in_reaches_fcitx_5_in_the_name_of_ibus(
    tmp_path: Path,
) -> None:
    """As it is started from source, on a PC where ibus itself is not installed."""
    program = [sys.executable, "-m", "station_desktop"]
    environment = {"QT_IM_MODULE": "fcitx", "PATH": str(tmp_path)}

    assert _typed(input_services.fcitx_5, program, environment, (), tmp_path) == _CHINESE


def _typed(
    service: Service, program: list[str], extra: Environment, first: tuple[str, ...], folder: Path
) -> str:
    """What is in the desk's search box after typing Pinyin and the space bar."""
    name = f"{service.__name__}-{'bundle' if len(program) == 1 else 'source'}"
    with screen(PICTURES) as seen, session(service, folder / "home", seen.display) as environment:
        data = str(folder / "data")
        running = subprocess.Popen(
            [*program, "--demo", "--data-dir", data],
            cwd=ROOT,
            env=environment | {"PYTHONDONTWRITEBYTECODE": "1"} | extra,
        )
        try:
            seen.wait_for_window("Station Desktop")
            seen.settle()
            seen.press("Return")
            _until_inside(seen)
            seen.press(*first)
            seen.type(_PINYIN)
            seen.picture(f"{name}-candidates")
            seen.press("space")
            seen.picture(f"{name}-typed")
            seen.press("ctrl+a", "ctrl+c")
            return _copied(environment)
        finally:
            running.terminate()
            running.wait(timeout=60)


def _until_inside(seen: Screen) -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        if seen.settle().pixelColor(*_STATUS_BAR).name() == "#ffffff":
            return
        time.sleep(0.5)
    raise TimeoutError("nobody was signed in")


def _copied(environment: Environment) -> str:
    """What the program gave to the clipboard."""
    return subprocess.run(
        ["xclip", "-selection", "clipboard", "-out"],
        env=environment,
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout.decode()

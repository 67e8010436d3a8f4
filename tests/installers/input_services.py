"""Input methods as a station's PC runs them: a session bus of its own, and fcitx 5, fcitx 4 or ibus
with its Pinyin on it. Nothing of the person who runs the test is read or changed."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60
_FCITX_4 = ROOT / "build" / "fcitx-4"
_FCITX_4_PACKAGES = [
    "fcitx-bin",
    "fcitx-data",
    "fcitx-module-dbus",
    "fcitx-module-x11",
    "fcitx-modules",
    "fcitx-pinyin",
    "libfcitx-config4",
    "libfcitx-core0",
    "libfcitx-gclient1",
    "libfcitx-utils0",
]

Environment = dict[str, str]
Service = Callable[[Path, Environment, ExitStack], None]


@contextmanager
def session(service: Service, home: Path, display: str) -> Iterator[Environment]:
    """The environment in which programs of the session run, with ``service`` on duty."""
    with ExitStack() as ending:
        runtime = home / "runtime"
        runtime.mkdir(parents=True, mode=0o700)
        environment = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "DISPLAY": display,
            "XDG_RUNTIME_DIR": str(runtime),
            "GSETTINGS_BACKEND": "memory",
        }
        bus = _begin(
            ["dbus-daemon", "--session", "--nofork", "--print-address"], environment, ending
        )
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        service(home, environment, ending)
        yield environment


def fcitx_5(home: Path, environment: Environment, ending: ExitStack) -> None:
    """As Debian 12 and Ubuntu have it, with Pinyin as the only method."""
    profile = home / ".config" / "fcitx5" / "profile"
    profile.parent.mkdir(parents=True)
    profile.write_text(
        "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n\n"
        "[Groups/0/Items/0]\nName=pinyin\nLayout=\n\n[GroupOrder]\n0=Default\n"
    )
    _begin(["fcitx5", "--disable=wayland"], environment, ending)
    _until(["fcitx5-remote"], environment, lambda said: said.isdigit())


def fcitx_4(home: Path, environment: Environment, ending: ExitStack) -> None:
    """As UOS 20 and Kylin V10 have it. It cannot be installed beside fcitx 5, so its packages are
    unpacked into a folder."""
    settings = home / ".config" / "fcitx"
    settings.mkdir(parents=True)
    (settings / "profile").write_text(
        "[Profile]\nIMName=pinyin\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\n"
    )
    folder = _fcitx_4_unpacked()
    libraries = next((folder / "usr" / "lib").glob("*-linux-gnu"))
    own = environment | {"FCITXDIR": str(folder / "usr"), "LD_LIBRARY_PATH": str(libraries)}
    _begin([str(folder / "usr" / "bin" / "fcitx"), "-D"], own, ending)
    _until([str(folder / "usr" / "bin" / "fcitx-remote")], own, lambda said: said.isdigit())


def ibus(home: Path, environment: Environment, ending: ExitStack) -> None:
    """As GNOME has it, with the Pinyin of Debian."""
    _begin(["ibus-daemon", "--panel=disable", "--replace"], environment, ending)
    asked = ["sh", "-c", "ibus engine libpinyin; ibus engine"]
    _until(asked, environment, lambda said: said == "libpinyin")


def _begin(
    command: list[str], environment: Environment, ending: ExitStack
) -> subprocess.Popen[bytes]:
    started = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    ending.callback(_end, started)
    return started


def _end(started: subprocess.Popen[bytes]) -> None:
    started.terminate()
    started.communicate(timeout=PATIENCE_S)


def _until(command: list[str], environment: Environment, ready: Callable[[str], bool]) -> None:
    limit = time.monotonic() + PATIENCE_S
    while time.monotonic() < limit:
        said = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False
        ).stdout.strip()
        if ready(said):
            return
        time.sleep(0.3)
    raise TimeoutError(f"{command[0]} does not answer: {said!r}")


def _fcitx_4_unpacked() -> Path:
    """From the machine's own Debian mirror, once."""
    if not (_FCITX_4 / "usr" / "lib" / "fcitx").exists():
        packages = _FCITX_4 / "packages"
        packages.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["apt-get", "download", "-q", *_FCITX_4_PACKAGES],
            cwd=packages,
            check=True,
            capture_output=True,
        )
        for package in packages.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, _FCITX_4], check=True)
        libraries = next((_FCITX_4 / "usr" / "lib").glob("*-linux-gnu"))
        # With FCITXDIR, which says that it lies elsewhere, it looks for its parts here.
        (_FCITX_4 / "usr" / "lib" / "fcitx").symlink_to(libraries / "fcitx")
    return _FCITX_4

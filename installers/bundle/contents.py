"""What PyInstaller is told that it cannot find out, and what is taken out of what it found."""

from __future__ import annotations

import importlib.util
import os
import py_compile
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import payload
from payload import Executable

Entry = tuple[str, str, str]
"""Where it goes below the shared folder, where it is, what it is."""

NAMED_AT_RUN_TIME = [
    "sqlcipher3.dbapi2",
    "uvicorn.lifespan.on",
    "uvicorn.loops.asyncio",
    "uvicorn.protocols.http.h11_impl",
    "sqlalchemy.dialects.postgresql.psycopg",
    "psycopg_binary",
]
"""Modules that are looked for by a name in text, beside our own rooms and commands."""

NOT_NEEDED = [
    "IPython",
    "PyInstaller",
    "_pytest",
    "faker",
    "litestar.cli",
    "litestar.testing",
    "mypy",
    "numpy",
    "pip",
    "polyfactory",
    "pypinyin",
    "chinese_calendar",
    "pygments",
    "pytest",
    "readline",
    "rich",
    "rich_click",
    "setuptools",
    "tkinter",
    "_uuid",
    "uvloop",
    "zstandard._cffi",
    "zstandard.backend_cffi",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "qtpy",
]
"""What comes with a package and is of use only to its developers, or not to a station."""

_FOREIGN = re.compile(
    r"""
    (^|/)PySide6/(Qt/)?translations/(?!qtbase_zh_CN\.qm)
    | (^|/)PySide6/(Qt/)?plugins/(
        designer | egldeviceintegrations | generic | networkinformation | position | qmltooling
        | scenegraph | sensors | sqldrivers | tls | wayland-graphics-integration-server
        | platforms/(libqeglfs|libqlinuxfb|libqminimal|libqvkkhrdisplay|libqvnc|qminimal|qdirect2d)
        | platformthemes/libqgtk3
        | platforminputcontexts/(libqtvirtualkeyboard|qtvirtualkeyboard)
        | imageformats/(libqpdf|qpdf|libqicns|qicns|libqtga|qtga|libqwbmp|qwbmp)
      )
    | (^|/)PySide6/(Qt/)?qml/
    | (^|/)(lib)?Qt6?(VirtualKeyboard|WebEngine|WebView|Designer|3D|Charts|Pdf)
    | (^|/)(lib)?Qt6?(Sensors|Positioning)
    | (^|/)sqlalchemy/dialects/(mysql|oracle|mssql)/
    | (^|/)litestar/(cli|testing)/
    | (^|/)stdnum/(?!cn|__init__|exceptions|util|luhn|iso7064)
    | (^|/)qtawesome/(?!__init__|fonts/fontawesome6-solid)
    """,
    re.VERBOSE,
)
"""Parts of Qt and of packages that nothing of ours reaches. The GTK theme is among them: it would
make the package depend on GTK, and Qt asks the desktop by its portal instead. So is TLS: the
network is httpx's, Qt has none of it. Qt's libraries for QML come only because its plug-in for
cameras is linked with them."""

_OF_THE_SYSTEM = re.compile(
    r"""^lib(
        c|m|dl|rt|pthread|util|resolv|stdc\+\+|gcc_s|GL|GLX|GLdispatch|OpenGL|EGL|drm|gbm|vulkan
        |X11|X11-xcb|xcb|xkbcommon|xkbcommon-x11|Xau|Xdmcp|Xext|Xrandr|ICE|SM|wayland-\w+|fontconfig|freetype|expat|uuid
        |glib-2\.0|gthread-2\.0|gobject-2\.0|gio-2\.0|gmodule-2\.0|pcre2?(-\d+)?|mount|blkid|selinux
        |dbus-1|systemd|udev|cups|avahi-\w+|gnutls|gssapi_krb5|krb5|k5crypto|krb5support|com_err|keyutils
        |pulse|pulsecommon-[\d.]+|asound|p11-kit|cap|gcrypt|gpg-error|lzma|lz4|z|zstd|brotli\w+|png16
        |nettle|hogweed|gmp|tasn1|idn2|unistring|va|va-drm|va-x11
    )\.so[.\d]*$""",
    re.VERBOSE,
)
"""Libraries of the build machine that every desktop has in its own, fitting version; the package
names them under Depends. Newer ones carried along would break what the system's others expect. The
small libraries for X that Qt 6 needs and Qt 5 did not are carried: an older desktop lacks them."""


def launchers(programs: list[Executable], work: Path) -> list[Path]:
    """One small script for each executable, called as it is, because PyInstaller names the program
    by its script. Workers of the hall are processes of their own, begun from the same file."""
    folder = work / "launchers"
    folder.mkdir(parents=True, exist_ok=True)
    scripts = []
    for program in programs:
        lines = [f"from {program.module} import main", "", "raise SystemExit(main())", ""]
        if program.workers:
            lines[1:1] = ["from multiprocessing import freeze_support", "", "freeze_support()"]
        script = folder / f"{program.name}.py"
        text = "\n".join(lines)
        if not script.is_file() or script.read_text("utf-8") != text:
            script.write_text(text, "utf-8")
        scripts.append(script)
    return scripts


def belongs(entry: Entry, program: Executable, programs: list[Executable]) -> bool:
    """Whether a script is this program's, or prepares every program."""
    name = entry[0]
    if name == "pyi_rth_multiprocessing":
        return program.workers
    return name == program.name or name not in {other.name for other in programs}


def own_modules() -> list[str]:
    """All of our own: rooms and commands are imported by name when they are first asked for."""
    start = payload.ROOT / "station_desktop"
    found = []
    for file in sorted(start.rglob("*.py")):
        parts = file.relative_to(payload.ROOT).with_suffix("").parts
        found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def font_data() -> list[tuple[str, str]]:
    """The icon font; the package itself is not imported (see ``ui/look/icon_font``)."""
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise SystemExit("qtawesome is not installed where the bundle is built")
    folder = Path(spec.origin).parent
    fonts = sorted((folder / "fonts").glob("fontawesome6-solid-webfont*"))
    return [(str(folder / "__init__.py"), "qtawesome")] + [
        (str(font), "qtawesome/fonts") for font in fonts
    ]


def input_methods() -> list[Entry]:
    """Qt's plug-in for fcitx, where `installers/linux/fcitx-plugin` has made it; PySide6 has none.
    It is linked with Qt's libraries only, so nothing need be looked for."""
    made = payload.ROOT / "build" / "qt-plugins" / "platforminputcontexts"
    plugins = sorted(made.glob("lib*.so")) if sys.platform.startswith("linux") else []
    folder = "PySide6/Qt/plugins/platforminputcontexts"
    return [(f"{folder}/{file.name}", str(file), "DATA") for file in plugins]


def wanted(entries: list[Entry]) -> list[Entry]:
    """What is found without what nobody needs, what the system has itself, and the libraries that
    only these needed."""
    kept = [entry for entry in entries if not _left_out(entry[0])]
    if not sys.platform.startswith("linux"):
        return kept
    return _reached([(place, _of_the_interpreter(place, at), kind) for place, at, kind in kept])


def _of_the_interpreter(place: str, at: str) -> str:
    """A library from beside the interpreter, where it brings its own: PyInstaller's hook for Qt's
    network finds the system's OpenSSL first."""
    own = Path(sys.base_prefix, "lib", place)
    return str(own) if "/" not in place and own.is_file() else at


def _reached(entries: list[Entry]) -> list[Entry]:
    """Without libraries that nothing in the bundle is linked with."""
    libraries = {Path(place).name: at for place, at, kind in entries if _is_library(place, kind)}
    needs = _needs([at for _, at, kind in entries if kind in ("BINARY", "EXTENSION")])
    ahead = [at for place, at, kind in entries if at in needs and not _is_library(place, kind)]
    reached: set[str] = set()
    while ahead:
        for name in needs.get(ahead.pop(), ()):
            if name in libraries and name not in reached:
                reached.add(name)
                ahead.append(libraries[name])
    return [
        entry
        for entry in entries
        if not _is_library(entry[0], entry[2]) or Path(entry[0]).name in reached
    ]


def _is_library(place: str, kind: str) -> bool:
    """Whether others are linked with it: modules and plug-ins are asked for by name."""
    name = Path(place).name
    asked_for = kind == "EXTENSION" or "/plugins/" in place or name.startswith("libpython")
    return ".so" in name and not asked_for and kind in ("BINARY", "SYMLINK")


def _needs(files: list[str]) -> dict[str, list[str]]:
    """The names that each ELF file is linked with."""
    found: dict[str, list[str]] = {file: [] for file in files}
    printed = subprocess.run(
        ["readelf", "-dW", *found], capture_output=True, text=True, errors="replace", check=False
    )
    now = files[0] if len(found) == 1 else ""
    for line in printed.stdout.splitlines():
        if line.startswith("File: "):
            now = line.removeprefix("File: ")
        elif "(NEEDED)" in line:
            found[now].append(line.rpartition("[")[2].rstrip("]"))
    return found


def _left_out(place: str) -> bool:
    plain = place.replace("\\", "/")
    if _FOREIGN.search(plain):
        return True
    return sys.platform.startswith("linux") and bool(_OF_THE_SYSTEM.match(plain))


def with_version(entries: list[Entry], work: Path) -> list[Entry]:
    """The package's own version replaced by ``STATION_VERSION`` where that is given."""
    version = os.environ.get("STATION_VERSION")
    if not version:
        return entries
    source = payload.ROOT / "station_desktop" / "__init__.py"
    text, changed = re.subn(
        r'^__version__ = ".*"$', f'__version__ = "{version}"', source.read_text("utf-8"), flags=re.M
    )
    if changed != 1:
        raise SystemExit("station_desktop/__init__.py does not say its version in one line")
    given = work / "version" / "__init__.py"
    given.parent.mkdir(parents=True, exist_ok=True)
    given.write_text(text, "utf-8")
    compiled = py_compile.compile(
        str(given),
        str(given.with_suffix(".pyc")),
        dfile="station_desktop/__init__.py",
        doraise=True,
    )
    target = os.path.join("station_desktop", "__init__.pyc")
    return [(place, str(compiled) if place == target else at, kind) for place, at, kind in entries]


def windows_version(program: Executable) -> Any:
    """The version resource of a Windows executable."""
    from PyInstaller.utils.win32 import versioninfo as info  # exists on Windows only

    version, title = payload.version(), payload.read()["program"]
    numbers = tuple(int(part) for part in (*re.findall(r"\d+", version)[:3], "0", "0", "0"))[:4]
    words = {
        "CompanyName": title["publisher"],
        "FileDescription": title["title"] if not program.console else program.name,
        "FileVersion": version,
        "InternalName": program.name,
        "OriginalFilename": f"{program.name}.exe",
        "ProductName": title["title"],
        "ProductVersion": version,
    }
    strings = [info.StringStruct(key, value) for key, value in words.items()]
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            info.StringFileInfo([info.StringTable("040904B0", strings)]),
            info.VarFileInfo([info.VarStruct("Translation", [0x0409, 0x04B0])]),
        ],
    )

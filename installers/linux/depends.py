"""What the package depends on, worked out from what the bundle's files are linked with."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import symbols

ALSO = ["xkb-data"]
"""Needed, and linked with by nothing: the keyboard's layouts."""

RECOMMENDED = [
    "fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei | fonts-arphic-uming",
    "cups-client",
    "xdg-utils",
    "pkexec | policykit-1",
]
"""Chinese on the screen; the printers' queue; opening a finished PDF; updates from the window."""

SUGGESTED = ["cups", "fcitx5 | fcitx | ibus"]

_WAYLAND = re.compile(r"wayland|wlshell", re.IGNORECASE)
_CONTROL = "Source: station-desktop\n\nPackage: station-desktop\nArchitecture: any\n"
_ELSEWHERE = {
    "libc6": "libc6",
    "libgcc-s1": "libgcc-s1 | libgcc1",
    "libgl1": "libgl1 | libgl1-mesa-glx",
    "libstdc++6": "libstdc++6 (>= 8)",
}
"""Other names on older systems, and versions that are known better: Debian's lists are too strict
for what is linked by hand or in C++. symbols.py reads the C library's version, and holds every file
to what gcc 8 brought."""
_KNOWN = Path("/var/lib/dpkg/info")


class Relations(NamedTuple):
    """Fields of the package's description, each a list of Debian's package names."""

    depends: list[str]
    recommends: list[str]
    suggests: list[str]


def of(program: Path, work: Path) -> Relations:
    """Debian's names for the libraries that ``program`` is linked with and does not carry.

    The oldest version is named where Debian says which functions came with which. What only the
    Wayland plug-ins need is recommended: where it is too old, Qt goes by X11.
    """
    (work / "debian").mkdir(parents=True, exist_ok=True)
    (work / "debian" / "control").write_text(_CONTROL)
    files = symbols.elf_files(program)
    wayland = [file for file in files if _WAYLAND.search(str(file.relative_to(program)))]
    folders = sorted({str(file.parent) for file in files})
    printed = subprocess.run(
        ["dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info"]
        + [f"-l{folder}" for folder in folders]
        + [f"-x{package}" for package in _packages_carried(files)]
        + ["-dDepends", *(f"-e{file}" for file in files if file not in wayland)]
        + ["-dRecommends", *(f"-e{file}" for file in wayland)],
        check=False,
        capture_output=True,
        text=True,
        cwd=work,
    )
    if printed.returncode:
        lines = printed.stderr.splitlines()
        raise SystemExit("\n".join(line for line in lines if " warning: " not in line))
    said = dict(line.partition("=")[::2] for line in printed.stdout.splitlines())
    library = f"libc6 (>= {symbols.highest(program)})"
    depends = [name for name in _names(said.get("shlibs:Depends", "")) if name != "libc6"]
    return Relations(
        sorted({library, *depends, *ALSO}),
        [*_names(said.get("shlibs:Recommends", "")), *RECOMMENDED],
        SUGGESTED,
    )


def _packages_carried(files: list[Path]) -> list[str]:
    """Packages of the build machine whose libraries the bundle brings itself."""
    patterns = [f"*/{file.name}" for file in files if re.match(r"lib.+\.so\.", file.name)]
    asked = subprocess.run(
        ["dpkg-query", "-S", *patterns], check=False, capture_output=True, text=True
    )
    owners = (line.partition(": ")[0] for line in asked.stdout.splitlines())
    return sorted({name.partition(":")[0] for owner in owners for name in owner.split(", ")})


def _names(listed: str) -> list[str]:
    found = []
    for entry in filter(None, listed.split(", ")):
        name = entry.partition(" ")[0]
        if not _files_of(name, "list"):
            continue  # a name that only stands for a private interface of Debian's own Qt
        plain = entry if _files_of(name, "symbols") else name
        found.append(_ELSEWHERE.get(name, plain.replace(name, name.removesuffix("t64"), 1)))
    return found


def _files_of(package: str, kind: str) -> list[Path]:
    """What the build machine's dpkg knows of an installed package."""
    return [*_KNOWN.glob(f"{package}.{kind}"), *_KNOWN.glob(f"{package}:*.{kind}")]

"""Making a package again from what it put in place: the way back from the first update, when the
file that was installed by hand is long gone.

The same as Debian's ``dpkg-repack``, which is not on a counter's PC and cannot be fetched there.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

from station_desktop.domain.problem import refuse
from station_desktop.releases import installation

_SCRIPTS = ("preinst", "postinst", "prerm", "postrm", "conffiles", "triggers", "shlibs")
_NOT_CONTROL = ("status:", "conffiles:")


def dpkg_command(name: str, root: Path) -> list[str]:
    """``dpkg`` or ``dpkg-query`` for the system whose root is ``root``."""
    if root == Path("/"):
        return [name]
    if name == "dpkg-query":
        return [name, f"--admindir={root / 'var/lib/dpkg'}"]
    return [name, f"--root={root}", "--force-not-root", f"--log={root / 'var/log/dpkg.log'}"]


def repack(name: str, to: Path, root: Path) -> None:
    """Write the package ``name`` as it is installed below ``root`` to the file ``to``, which
    appears whole or not at all. Refuses ``updates.install_failed``."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent) as made:
        tree = Path(made) / "tree"
        try:
            tree.mkdir(mode=0o755)
            _control(name, tree / "DEBIAN", root)
            for path in _asked(["-L", name], root).splitlines():
                _place(root / path.lstrip("/"), tree / path.lstrip("/"))
        except OSError:
            raise refuse("updates.install_failed") from None
        part = Path(made) / "part.deb"
        _run(["dpkg-deb", "-Zgzip", "-z1", "--build", str(tree), str(part)])
        os.replace(part, to)


def _control(name: str, folder: Path, root: Path) -> None:
    folder.mkdir(mode=0o755)
    (folder / "control").write_text(_fields(_asked(["-s", name], root)), "utf-8")
    info = root / "var/lib/dpkg/info"
    for script in _SCRIPTS:
        for file in (*info.glob(f"{name}.{script}"), *info.glob(f"{name}:*.{script}")):
            shutil.copy2(file, folder / script)


def _fields(status: str) -> str:
    """The fields of the package itself, without those that dpkg adds."""
    kept, wanted = [], True
    for line in status.splitlines():
        if not line.startswith((" ", "\t")):
            wanted = bool(line) and not line.lower().startswith(_NOT_CONTROL)
        if wanted:
            kept.append(line)
    return "\n".join(kept) + "\n"


def _place(file: Path, to: Path) -> None:
    try:
        found = file.lstat()
    except FileNotFoundError:  # somebody tidied documents away, or dpkg was told to leave them out
        return
    if stat.S_ISDIR(found.st_mode):
        to.mkdir(parents=True, exist_ok=True)
        shutil.copymode(file, to)
    elif stat.S_ISLNK(found.st_mode):
        to.symlink_to(os.readlink(file))
    else:
        try:
            os.link(file, to)
        except OSError:  # on another disk
            shutil.copy2(file, to)
            os.chown(to, found.st_uid, found.st_gid)


def _asked(arguments: list[str], root: Path) -> str:
    return _run([*dpkg_command("dpkg-query", root), *arguments]).decode("utf-8")


def _run(command: list[str]) -> bytes:
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, env=installation.clean_environment()
        )
    except (OSError, subprocess.CalledProcessError):
        raise refuse("updates.install_failed") from None
    return done.stdout

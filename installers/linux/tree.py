"""The package's files: where each goes, and what the desktop and the package manager are told."""

from __future__ import annotations

import datetime
import gzip
import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape

import payload
from depends import Relations

LIST = payload.read()
PACKAGE: str = LIST["program"]["name"]
_SCRIPTS = Path(__file__).with_name("package")
_CHANGE = "change-version"
_EXECUTABLE, _PLAIN = 0o755, 0o644


def lay_out(root: Path, bundle: Path) -> None:
    """Everything but icons, man pages and the package's description."""
    program = root / LIST["places"]["linux_program"].lstrip("/")
    shutil.copytree(bundle, program, symlinks=True)
    links = root / "usr/bin"
    links.mkdir(parents=True)
    for executable in payload.executables():
        if executable.command:
            installed = Path(LIST["places"]["linux_program"], executable.name)
            (links / executable.name).symlink_to(installed)
    (root / LIST["places"]["linux_etc"].lstrip("/")).mkdir(parents=True)
    _write(root / f"usr/lib/{PACKAGE}" / _CHANGE, _filled(_CHANGE))
    _write(root / f"usr/share/polkit-1/actions/{PACKAGE}.policy", _filled("polkit.policy"))
    _write(root / f"usr/share/applications/{PACKAGE}.desktop", desktop_entry())
    _write(root / f"usr/share/mime/packages/{PACKAGE}.xml", file_types())
    documents = root / "usr/share/doc" / PACKAGE
    _write(documents / "copyright", copyright_text())
    _write_packed(documents / "changelog.gz", changelog())
    _write_packed(documents / "NEWS.gz", (payload.ROOT / "CHANGELOG.md").read_text("utf-8"))
    readme = payload.ROOT / "installers" / "README.md"
    if readme.is_file():
        _write(documents / "README.md", readme.read_text("utf-8"))
    _write(root / f"usr/share/lintian/overrides/{PACKAGE}", _template("lintian-overrides"))
    _set_modes(root)


def describe(root: Path, relations: Relations, architecture: str) -> None:
    """Write DEBIAN/: control, sums and the scripts that run on the PC."""
    folder = root / "DEBIAN"
    files = [file for file in sorted(root.rglob("*")) if file.is_file() and not file.is_symlink()]
    size = sum(-(-file.stat().st_size // 1024) for file in files) + len(list(root.rglob("*")))
    control = Template(_template("control")).substitute(
        package=PACKAGE,
        version=payload.version(),
        architecture=architecture,
        size=size,
        **{field: ", ".join(names) for field, names in relations._asdict().items()},
        publisher=LIST["program"]["publisher"],
        summary=_uncapitalised(LIST["program"]["summary"]),
    )
    sums = "".join(
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{file.relative_to(root)}\n"
        for file in files
    )
    _write(folder / "control", control)
    _write(folder / "md5sums", sums)
    for name in ("preinst", "prerm", "postrm"):
        _write(folder / name, _filled(name))
        (folder / name).chmod(_EXECUTABLE)
    folder.chmod(_EXECUTABLE)


def desktop_entry() -> str:
    """The entry in the menu, with practising as its second action."""
    program, menu = LIST["program"], LIST["menu"]
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.1",
        *_in_both("Name", program["title"], program["title_zh_CN"]),
        *_in_both("Comment", menu["comment"], menu["comment_zh_CN"]),
        f"Exec={menu['executable']} %f",
        f"TryExec={menu['executable']}",
        f"Icon={PACKAGE}",
        f"StartupWMClass={menu['executable']}",
        "StartupNotify=true",
        "Terminal=false",
        f"Categories={_listed(menu['categories'])}",
        *_in_both("Keywords", _listed(menu["keywords"]), _listed(menu["keywords_zh_CN"])),
        f"MimeType={_listed(kind.type for kind in payload.file_kinds())}",
        f"Actions={_listed(row['key'] for row in menu['more'])}",
    ]
    for row in menu["more"]:
        lines += ["", f"[Desktop Action {row['key']}]"]
        lines += _in_both("Name", row["title"], row["title_zh_CN"])
        lines.append(f"Exec={menu['executable']} {' '.join(row['arguments'])}")
    return "\n".join([*lines, ""])


def file_types() -> str:
    """The program's own kinds of files for the shared MIME database."""
    kinds = "".join(
        f'  <mime-type type="{kind.type}">\n'
        f"    <comment>{escape(kind.title)}</comment>\n"
        f'    <comment xml:lang="zh_CN">{escape(kind.title_zh_CN)}</comment>\n'
        f'    <icon name="{kind.icon}"/>\n'
        f'    <glob pattern="*{kind.suffix}"/>\n'
        "  </mime-type>\n"
        for kind in payload.file_kinds()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f"{kinds}</mime-info>\n"
    )


def copyright_text() -> str:
    """Debian's machine-readable form; what the bundle carries has its texts beside it."""
    return Template(_template("copyright")).substitute(
        publisher=LIST["program"]["publisher"], program=LIST["places"]["linux_program"]
    )


def changelog() -> str:
    """What dpkg's tools read; the whole history is NEWS.gz."""
    when = datetime.datetime.fromtimestamp(
        int(os.environ.get("SOURCE_DATE_EPOCH", _last_change())), datetime.UTC
    )
    return (
        f"{PACKAGE} ({payload.version()}) stable; urgency=medium\n\n"
        "  * What is new is in NEWS.gz beside this file.\n\n"
        f" -- {LIST['program']['publisher']} <it@station.invalid>  "
        f"{when.strftime('%a, %d %b %Y %H:%M:%S +0000')}\n"
    )


def _last_change() -> int:
    return int((payload.ROOT / "CHANGELOG.md").stat().st_mtime)


def _in_both(key: str, english: str, chinese: str) -> list[str]:
    return [f"{key}={english}", f"{key}[zh_CN]={chinese}"]


def _listed(words: Iterable[str]) -> str:
    return "".join(f"{word};" for word in words)


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def _template(name: str) -> str:
    return (_SCRIPTS / name).read_text("utf-8")


def _filled(name: str) -> str:
    """A script or list with the places of this program in it."""
    places = {**LIST["places"], "package": PACKAGE, "data_folder": LIST["program"]["data_folder"]}
    return Template(_template(name)).substitute(places)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _write_packed(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _set_modes(root: Path) -> None:
    """As umask 022 would leave them, whatever the umask of this run; only programs may be run."""
    program = root / LIST["places"]["linux_program"].lstrip("/")
    programs = {executable.name for executable in payload.executables()}
    for place in [root, *root.rglob("*")]:
        if place.is_symlink():
            continue
        runs = place.is_dir() or place.name == _CHANGE
        runs = runs or (place.parent == program and place.name in programs)
        place.chmod(_EXECUTABLE if runs else _PLAIN)

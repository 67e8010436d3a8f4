"""Turns the installers' common list into what the NSIS script includes.

``installers/bundle/payload.toml`` says what the program consists of, the bundle's folder which
files that came to. The script itself names no file of the program.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bundle"))

import payload

ROOT = payload.ROOT
UNINSTALLER = "uninstall.exe"


def four_numbers(text: str) -> str:
    """``0.2.0rc1`` as Windows wants a file's version: ``0.2.0.0``."""
    numbers = re.match(r"[0-9]+(?:\.[0-9]+)*", text)
    parts = (numbers[0] if numbers else "0").split(".")[:4]
    return ".".join(parts + ["0"] * (4 - len(parts)))


def icons() -> list[Path]:
    """Icons of the program's own kinds of files; the start menu's is inside the executable."""
    listed = payload.read()["icons"]
    keys = (kind.icon.removeprefix("station-") for kind in payload.file_kinds())
    return [ROOT / listed[f"{key}_ico"] for key in keys]


def own_files(icons_too: bool = True) -> list[str]:
    """What the list itself promises of an installation, relative to it, with forward slashes."""
    shared = payload.read()["bundle"]["shared"]
    names = [f"{program.name}.exe" for program in payload.executables()]
    names += [name for _, name in payload.licence_files()]
    names += [
        PurePosixPath(shared, Path(folder).as_posix(), file.name).as_posix()
        for file, folder in payload.shipped_files()
    ]
    return names + [f"{shared}/{icon.name}" for icon in icons() if icons_too]


def bundle_files(bundle: Path) -> list[Path]:
    """All files of the bundle, relative to it, a folder's together."""
    return sorted(file.relative_to(bundle) for file in bundle.rglob("*") if file.is_file())


def text(bundle: Path) -> str:
    """The text of the include. Ends with a sentence when the bundle is not whole."""
    files = bundle_files(bundle)
    have = {file.as_posix() for file in files} | {
        name for source, name in payload.licence_files() if source.is_file()
    }
    lacking = [name for name in own_files(icons_too=False) if name not in have]
    lacking += [icon.name for icon in icons() if not icon.is_file()]
    if lacking:
        raise SystemExit(f"The bundle in {bundle} is not whole: {', '.join(lacking)}")
    lines = ["; Made by installers/windows/include.py; changes here are lost.", ""]
    lines += [f'!define {name} "{_quoted(value)}"' for name, value in _words(bundle, files)]
    for name, body in (
        ("PayloadFiles", _file_lines(bundle, files)),
        ("PayloadExecutables", _executable_lines()),
        ("PayloadMenu", _menu_lines()),
        ("PayloadTypes", _type_lines()),
    ):
        lines += ["", f"!macro {name}", *(f"  {line}" for line in body), "!macroend"]
    return "\n".join((*lines, ""))


def _words(bundle: Path, files: list[Path]) -> Iterator[tuple[str, object]]:
    listed = payload.read()
    program, menu, shared = listed["program"], listed["menu"], listed["bundle"]["shared"]
    yield "VERSION", payload.version()
    yield "VERSION_4", four_numbers(payload.version())
    yield "ID", program["windows_id"]
    yield "DATA", program["data_folder"]
    yield "PUBLISHER", program["publisher"]
    yield "TITLE_EN", program["title"]
    yield "TITLE_ZH", program["title_zh_CN"]
    yield "SUMMARY_EN", program["summary"]
    yield "SHARED", shared
    yield "ICON", (ROOT / listed["icons"]["ico"]).resolve()
    yield "LICENCE", payload.licence_files()[0][0].resolve()
    yield "MAIN", f"{menu['executable']}.exe"
    tops = dict.fromkeys(file.parts[0] for file in files)
    tops |= dict.fromkeys(name for _, name in payload.licence_files())
    yield "PARTS", "|".join((*tops, UNINSTALLER))
    weights = [(bundle / file).stat().st_size for file in files]
    weights += [file.stat().st_size for file in (*_licences(files), *icons())]
    yield "SIZE_KB", sum(-(-weight // 1024) for weight in weights)
    yield "LONGEST", max(len(str(file)) for file in files)


def _licences(files: list[Path]) -> list[Path]:
    """Those that the bundle itself does not carry already."""
    return [file for file, name in payload.licence_files() if Path(name) not in files]


def _file_lines(bundle: Path, files: list[Path]) -> Iterator[str]:
    folder = None
    for file in files:
        if file.parent != folder:
            folder = file.parent
            below = "\\".join(("$INSTDIR", *folder.parts))
            yield f'SetOutPath "{below}"'
        yield _file_line((bundle / file).resolve())
    yield 'SetOutPath "$INSTDIR"'
    for source, name in payload.licence_files():
        if Path(name) not in files:
            yield _file_line(source.resolve(), name)
    yield f'SetOutPath "$INSTDIR\\{payload.read()["bundle"]["shared"]}"'
    yield from (_file_line(icon.resolve()) for icon in icons())


def _file_line(source: Path, name: str = "") -> str:
    called = f'"/oname={name}" ' if name else ""
    return f'File {called}"{_quoted(source)}"'


def _executable_lines() -> Iterator[str]:
    for program in payload.executables():
        yield f'!insertmacro ${{_DO}} "{program.name}.exe"'


def _menu_lines() -> Iterator[str]:
    listed = payload.read()
    program, menu = listed["program"], listed["menu"]
    titles = (program["title"], program["title_zh_CN"])
    yield _call("MenuEntry", "", *titles, menu["comment"], menu["comment_zh_CN"])
    for more in menu.get("more", ()):
        titles = (more["title"], more["title_zh_CN"])
        yield _call("MenuEntry", " ".join(more["arguments"]), *titles, *titles)


def _type_lines() -> Iterator[str]:
    for kind, icon in zip(payload.file_kinds(), icons(), strict=True):
        titles = (kind.title, kind.title_zh_CN)
        yield _call("${_DO}", kind.suffix, kind.windows_class, kind.type, *titles, icon.name)


def _call(macro: str, *words: str) -> str:
    return f"!insertmacro {macro} " + " ".join(f'"{_quoted(word)}"' for word in words)


def _quoted(value: object) -> str:
    """As NSIS reads it between double quotes."""
    return str(value).replace("$", "$$").replace('"', '$\\"')

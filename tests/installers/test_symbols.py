"""What asks for a newer system is found: tiny ELF files with symbols of known versions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).parents[2] / "installers" / "linux" / "symbols.py"


def library(folder: Path, soname: str, versions: dict[str, str]) -> Path:
    """A shared library that offers functions, each in its version."""
    source = "".join(f".globl {name}\n.type {name},@function\n{name}: ret\n" for name in versions)
    script = "".join(f"{version} {{ global: {name}; }};\n" for name, version in versions.items())
    given = folder / "versions"
    given.write_text(script)
    return _linked(folder / soname, source, f"--version-script={given}", "-soname", soname)


def user(target: Path, *needed: Path, calls: tuple[str, ...]) -> Path:
    """A shared library that calls functions of others."""
    source = ".globl begin\nbegin:\n" + "".join(f"call {name}@plt\n" for name in calls)
    return _linked(target, source, *map(str, needed))


def _linked(target: Path, source: str, *options: str) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    compiled = target.with_suffix(".o")
    subprocess.run(["as", "-o", compiled, "-"], input=source.encode(), check=True)
    subprocess.run(["ld", "-shared", "-o", target, compiled, *options], check=True)
    compiled.unlink()
    return target


def symbols(folder: Path, floor: str = "2.28") -> tuple[int, list[str]]:
    ended = subprocess.run(
        [sys.executable, _SCRIPT, folder, "--floor", floor],
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout.splitlines()


@pytest.fixture
def system(tmp_path: Path) -> Path:
    return tmp_path / "system"


def test_a_symbol_above_the_floor_is_told_with_its_file_and_version(
    tmp_path: Path, system: Path
) -> None:
    system.mkdir()
    libc = library(system, "libc.so.6", {"old": "GLIBC_2.17", "fresh": "GLIBC_2.34"})
    bundle = tmp_path / "bundle"
    user(bundle / "new.so", libc, calls=("old", "fresh"))
    user(bundle / "lib" / "plain.so", libc, calls=("old",))

    code, told = symbols(bundle)

    assert code == 1
    assert told[:-1] == ["new.so: fresh needs GLIBC_2.34"]
    assert symbols(bundle, floor="2.34")[0] == 0


def test_versions_are_compared_by_numbers(tmp_path: Path, system: Path) -> None:
    """2.4 is older than 2.28."""
    system.mkdir()
    libc = library(system, "libc.so.6", {"old": "GLIBC_2.4"})
    user(tmp_path / "bundle" / "old.so", libc, calls=("old",))

    code, told = symbols(tmp_path / "bundle")

    assert code == 0
    assert "glibc 2.4 is needed" in told[-1]


def test_cpp_is_held_to_gcc_8_unless_the_bundle_brings_its_own(
    tmp_path: Path, system: Path
) -> None:
    system.mkdir()
    cpp = library(system, "libstdc++.so.6", {"known": "GLIBCXX_3.4.25", "later": "GLIBCXX_3.4.29"})
    bundle = tmp_path / "bundle"
    user(bundle / "part.so", cpp, calls=("known", "later"))

    assert symbols(bundle)[1][:-1] == ["part.so: later needs GLIBCXX_3.4.29"]

    library(bundle, "libstdc++.so.6", {"later": "GLIBCXX_3.4.29"})

    assert symbols(bundle)[0] == 0


def test_an_own_cpp_library_must_meet_the_floor_itself(tmp_path: Path, system: Path) -> None:
    system.mkdir()
    libc = library(system, "libc.so.6", {"fresh": "GLIBC_2.36"})
    cpp = library(system, "libstdc++.so.6", {"later": "GLIBCXX_3.4.29"})
    bundle = tmp_path / "bundle"
    user(bundle / "part.so", cpp, calls=("later",))
    user(bundle / "libstdc++.so.6", libc, calls=("fresh",))

    assert symbols(bundle)[1][:-1] == [
        "libstdc++.so.6: fresh needs GLIBC_2.36",
        "part.so: later needs GLIBCXX_3.4.29",
    ]


def test_a_folder_without_programs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing to run")

    assert symbols(tmp_path)[0] == 1

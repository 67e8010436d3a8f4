"""Payload list, NSIS script and workflows name the same things, and nothing that is not there."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installers" / "windows"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installers" / "bundle"))

import include
import payload
import sign

ROOT = payload.ROOT
WINDOWS = ROOT / "installers" / "windows"
SCRIPTS = [WINDOWS / "station-desktop.nsi", *sorted(WINDOWS.glob("*.nsh"))]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.fixture
def script() -> str:
    return "\n".join(file.read_text("utf-8") for file in SCRIPTS)


def workflow(file: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(file.read_text("utf-8")))


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(file)["jobs"].values() for step in job["steps"]]


def test_the_list_carries_the_folders_of_resources_that_the_program_reads() -> None:
    carried = {name.split("/")[2] for name in include.own_files() if name.count("/") > 2}
    kept = {path.name for path in (ROOT / "resources").iterdir() if path.is_dir()}
    assert carried == kept - {"pictures"}
    assert "_internal/resources/pinyin.txt" in include.own_files()


def test_every_file_named_in_list_and_script_is_there(script: str) -> None:
    listed = payload.read()
    named = [ROOT / path for path in listed["icons"].values() if path.endswith(".ico")]
    named += [source for source, _ in payload.licence_files() if "installers" not in source.parts]
    included = re.findall(r'^!include (?:/CHARSET=UTF8 )?"([^"$]+)"', script, re.MULTILINE)
    assert set(included) == {file.name for file in SCRIPTS[1:]}
    assert [str(path) for path in named if not path.is_file()] == []


def test_the_script_names_no_file_of_the_program_itself(script: str) -> None:
    assert ".exe" in script  # the uninstaller and Windows' own
    own = {f"{program.name}.exe" for program in payload.executables()}
    own |= {name for _, name in payload.licence_files()}
    assert [name for name in own if f'"{name}"' in script or f"\\{name}" in script] == []
    assert not re.search(r"^\s*File ", script, re.MULTILINE)


def test_every_sentence_of_the_installer_is_said_in_both_languages(script: str) -> None:
    words = (WINDOWS / "words.nsh").read_text("utf-8")
    said = re.findall(r'^\$\{Say\} (\w+)\s(?:\\\n\s*)?"[^"]+"\s(?:\\\n\s*)?"([^"]+)"', words, re.M)
    assert len(said) == words.count("${Say} ")
    chinese = re.compile("[\u4e00-\u9fff]|TITLE_ZH")
    assert [key for key, text in said if not chinese.search(text)] == []
    used = set(re.findall(r"\$\((\w+)\)", script))
    assert used == {key for key, _ in said}


def test_the_exit_codes_are_the_documented_ones(script: str) -> None:
    codes = {int(code) for code in re.findall(r"^!define CODE_\w+ (\d+)$", script, re.MULTILINE)}
    readme = (WINDOWS / "README.md").read_text("utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", readme, re.MULTILINE)}
    assert told == codes | {0, 1}
    flags = set(re.findall(r'\{ReadFlag\} "(/\w+=?)"', script))
    assert [flag for flag in flags if f"`{flag}" not in readme] == []


@pytest.mark.parametrize(
    ("version", "four"),
    [("0.1.0", "0.1.0.0"), ("1.2", "1.2.0.0"), ("2.0.1rc3", "2.0.1.0"), ("1.2.3.4.5", "1.2.3.4")],
)
def test_a_version_becomes_four_numbers(version: str, four: str) -> None:
    assert include.four_numbers(version) == four


def test_without_a_certificate_nothing_is_signed_and_that_is_said() -> None:
    assert "not signed: setup.exe" in sign.sign(["setup.exe"], {})


def test_a_certificate_that_cannot_be_used_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="signtool"):
        sign.sign(["setup.exe"], {"STATION_SIGN_CERTIFICATE": "AAAA"})


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_workflows_may_only_read_and_take_named_majors(file: Path) -> None:
    assert workflow(file)["permissions"] == {"contents": "read"}
    used = [step["uses"] for step in steps(file) if "uses" in step]
    assert [name for name in used if not re.fullmatch(r"actions/[\w-]+@v\d+", name)] == []
    assert "installers/requirements" not in file.read_text("utf-8") or all(
        "--require-hashes" in line
        for line in file.read_text("utf-8").splitlines()
        if "pip install" in line and "-r " in line
    )


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_what_workflows_run_is_there(file: Path) -> None:
    ran = "\n".join(step.get("run", "") for step in steps(file))
    named = set(re.findall(r"(?<![\w/])(?:installers|tests)/[\w./-]+", ran))
    assert [name for name in named if not (ROOT / name).exists()] == []
    targets = set(re.findall(r"^make (\w+)$", ran, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [name for name in targets if f"\n{name}: " not in makefile] == []

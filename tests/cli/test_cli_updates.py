"""``stationctl update`` on a PC of its own, and the tool of those who make releases."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from filelock import FileLock
from released import BAD, PASSWORD, Builders, package, pc
from stationctl_runs import Run

from station_desktop.releases import on_this_pc, trust
from station_desktop.releases.debian import Dpkg

TOOL = Path(__file__).resolve().parents[2] / "installers" / "release.py"


@pytest.fixture
def builders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builders:
    made = Builders.begin(tmp_path / "builders")
    monkeypatch.setattr(trust, "shipped_root", lambda: made.root)
    return made


@pytest.fixture
def here(tmp_path: Path, builders: Builders, monkeypatch: pytest.MonkeyPatch) -> Dpkg:
    made = pc(tmp_path / "system", builders.root, package(tmp_path, "0.1.0"))
    monkeypatch.setattr(on_this_pc, "installed", lambda: made)
    return made


def test_from_the_file_to_the_new_version_and_back_without_an_account(
    ctl: Run, anyone: Run, folder: Path, builders: Builders, here: Dpkg, tmp_path: Path
) -> None:
    def update(*args: str) -> dict[str, object]:
        ran = anyone("--data-dir", str(folder), "update", *args, "--json")
        return dict(ran.json)

    builders.release("0.2.0", package(tmp_path, "0.2.0"))
    file = str(builders.carry("0.2.0"))
    assert update("status")["state"] == "none"
    assert update("apply")["error"]["code"] == "updates.nothing_ready"  # type: ignore[index]
    assert update("check")["error"]["code"] == "updates.no_address"  # type: ignore[index]
    staged = update("stage", file)
    assert (staged["state"], staged["version"]) == ("ready", "0.1.0")
    assert update("apply", "--when", "start")["when"] == "start"
    told = anyone("--data-dir", str(folder), "--lang", "en", "update", "status").out
    assert "· Searching is quicker" in told
    with FileLock(folder / "station.lock"):
        assert update("apply")["error"]["code"] == "updates.open"  # type: ignore[index]
    applied = update("apply")
    assert (applied["happened"], applied["version"]) == ("updated", "0.2.0")
    assert ctl("verify").code == 0  # signing in settles it
    status = update("status")
    assert (status["state"], status["way_back"]) == ("none", "0.1.0")
    back = update("rollback")
    assert (back["happened"], back["version"]) == ("undone", "0.1.0")
    assert ctl("verify").code == 0
    assert update("rollback")["error"]["code"] == "updates.no_way_back"  # type: ignore[index]


def test_a_version_that_does_not_start_ends_with_one_and_says_why(
    anyone: Run, folder: Path, builders: Builders, here: Dpkg, tmp_path: Path
) -> None:
    builders.release("0.3.0", package(tmp_path, "0.3.0", script=BAD))
    known = ("--data-dir", str(folder), "--lang", "en", "update")
    assert anyone(*known, "stage", str(builders.carry("0.3.0"))).code == 0
    ran = anyone(*known, "apply")
    assert ran.code == 1
    assert "did not start" in ran.err
    assert "Version 0.1.0 is back" in ran.err
    assert here.version() == "0.1.0"


def test_a_program_that_no_installer_put_in_place_says_so(anyone: Run, tmp_path: Path) -> None:
    for act in (("check",), ("stage", "x"), ("apply",), ("rollback",)):
        ran = anyone("--data-dir", str(tmp_path), "update", *act, "--json")
        assert ran.error == "updates.not_packaged"


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("release_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    monkeypatch.setattr(made, "ROOT", tmp_path / "updates" / "root.json")
    monkeypatch.setenv("STATION_RELEASE_PASSWORD", PASSWORD)
    return made


def test_keys_are_made_once_and_a_release_is_signed_and_carried(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys, repository = str(tmp_path / "keys"), str(tmp_path / "repository")
    deb, notes = tmp_path / "station-desktop_0.2.0_amd64.deb", tmp_path / "notes.toml"
    deb.write_bytes(b"package")
    notes.write_text('zh_CN = "查询更快"\nen = "Quicker"\n', "utf-8")
    out = tmp_path / "0.2.0.station-update"
    signing = ("sign", keys, repository, "--version", "0.2.0", "--notes", str(notes), str(deb))
    assert tool.main(["keys", keys, repository]) == 0
    assert (tmp_path / "updates" / "root.json").exists()
    assert tool.main(["keys", keys, repository]) == 1
    assert tool.main(list(signing)) == 0
    assert tool.main(list(signing)) == 1
    assert "released already" in capsys.readouterr().err
    assert tool.main(["carry", repository, "0.2.0", str(out)]) == 0
    assert out.stat().st_size > deb.stat().st_size
    assert (tmp_path / "keys" / "release.pem").stat().st_mode & 0o077 == 0
    assert tool.main(["renew", keys, repository]) == 0
    assert tool.main(["withdraw", keys, repository, "0.2.0"]) == 0
    assert tool.main(["carry", repository, "0.2.0", str(out)]) == 1

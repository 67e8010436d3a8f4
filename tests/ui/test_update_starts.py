"""Starts and ends of the program around an update, on a PC of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from released import BAD, Builders, package, pc

from station_desktop.releases import aside, on_this_pc, standing, trust
from station_desktop.releases.debian import Dpkg
from station_desktop.ui.version import update_starts
from station_desktop.ui.version.update_window import WayBackWindow
from station_desktop.usecases.update import update_offers
from station_desktop.usecases.version import changing, trying, updating


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


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "数据 folder"
    folder.mkdir()
    (folder / "station.db").write_bytes(b"cases")
    return folder


def test_what_was_planned_is_done_at_the_next_start_and_settles(
    qtbot: QtBot, data: Path, here: Dpkg, builders: Builders, tmp_path: Path
) -> None:
    assert update_starts.before_window(data) is None
    assert not (data / "updates").exists()
    builders.release("0.2.0", package(tmp_path, "0.2.0"))
    update_offers.stage(data, builders.carry("0.2.0"), here)
    assert update_starts.before_window(data) is None
    assert update_starts.after_window(data, well=True) is None
    updating.plan(data, "closing")
    assert update_starts.after_window(data, well=True) == "apply"
    updating.plan(data, "start")
    assert update_starts.before_window(data) == "apply"
    assert update_starts.change(data, "apply")
    assert here.version() == "0.2.0"
    assert standing.read(data).state == "trying"


def test_a_broken_version_is_gone_again_and_is_not_tried_by_itself(
    qtbot: QtBot, data: Path, here: Dpkg, builders: Builders, tmp_path: Path
) -> None:
    builders.release("0.3.0", package(tmp_path, "0.3.0", script=BAD))
    update_offers.stage(data, builders.carry("0.3.0"), here)
    updating.plan(data, "start")
    assert update_starts.change(data, "apply")
    assert here.version() == "0.1.0"
    assert update_starts.before_window(data) is None


@pytest.mark.parametrize("back", [True, False])
def test_after_two_starts_that_did_not_do_the_way_back_is_asked_for(
    qtbot: QtBot,
    data: Path,
    here: Dpkg,
    builders: Builders,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    back: bool,
) -> None:
    builders.release("0.2.0", package(tmp_path, "0.2.0"))
    update_offers.stage(data, builders.carry("0.2.0"), here)
    updating.apply(data, here)
    monkeypatch.setattr(trying, "__version__", "0.2.0")
    for _ in range(2):
        assert update_starts.before_window(data) is None
        update_starts.after_window(data, well=False)

    def answer() -> None:
        [asked] = [w for w in QApplication.topLevelWidgets() if isinstance(w, WayBackWindow)]
        (asked.back if back else asked.again).click()
        asked.deleteLater()

    QTimer.singleShot(0, answer)
    assert update_starts.before_window(data) == ("back" if back else None)
    if back:
        assert update_starts.change(data, "back")
        assert here.version() == "0.1.0"
    else:
        assert update_starts.before_window(data) == "back"


def test_the_window_that_changes_the_version_is_a_process_of_its_own(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    script = tmp_path / "runner"
    script.write_text(
        "#!/bin/sh\n"
        f'printf "%s\\n" "$STATION_STANDS_ASIDE" "$@" > "{said}.part"; mv "{said}.part" "{said}"\n'
    )
    script.chmod(0o755)
    monkeypatch.setattr(aside, "command", lambda program, place: [str(script)])
    assert changing.hand_over(data, "apply").wait(60) == 0
    assert said.read_text("utf-8").splitlines() == [
        "1",
        "--update",
        "apply",
        "--data-dir",
        str(data),
    ]


def test_the_copy_of_a_bundle_stays_what_it_is_when_the_bundle_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "opt"
    (bundle / "_internal").mkdir(parents=True)
    for name in ("station-desktop", "stationctl", "_internal/part"):
        (bundle / name).write_text("old", "utf-8")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(bundle / "station-desktop"))
    place = tmp_path / "runner"
    assert aside.command("stationctl", place) == [str(place / "stationctl")]
    fresh = bundle / "_internal" / "part.new"
    fresh.write_text("new", "utf-8")
    fresh.replace(bundle / "_internal" / "part")
    assert (place / "_internal" / "part").read_text("utf-8") == "old"
    assert not aside.stands()

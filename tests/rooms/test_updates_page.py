"""Updates in the real window: a file taken in, what it brings, when it is installed, the way back;
and the two small windows that stand there while nobody can sign in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from founding import PASSWORD
from pytestqt.qtbot import QtBot
from released import Builders, package, pc
from whole_window import Window, opened

from station_desktop import phrases
from station_desktop.domain.problem import refuse
from station_desktop.releases import on_this_pc, standing, trust
from station_desktop.releases.debian import Dpkg
from station_desktop.releases.standing import Standing
from station_desktop.storage.tables import migrating
from station_desktop.ui.page.messages import Message
from station_desktop.ui.version.update_window import UpdateWindow, WayBackWindow
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.version import changing, updating


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dpkg:
    """This PC, where the program was put in place by dpkg."""
    builders = Builders.begin(tmp_path / "builders")
    made = pc(tmp_path / "system", builders.root, package(tmp_path, "0.1.0"))
    builders.release("0.2.0", package(tmp_path, "0.2.0"))
    builders.carry("0.2.0")
    monkeypatch.setattr(trust, "shipped_root", lambda: builders.root)
    monkeypatch.setattr(on_this_pc, "installed", lambda: made)
    return made


@pytest.fixture
def window(qtbot: QtBot, data_dir: Path, founded: Founded, here: Dpkg) -> Iterator[Window]:
    with opened(qtbot, data_dir) as window:
        window.sign_in("wangmin", PASSWORD)
        yield window


def show(window: Window) -> None:
    window.room("upkeep").show_view("updates")  # type: ignore[attr-defined]
    window.settle()


def said(window: Window) -> set[str]:
    """The messages that stand in the window."""
    return {message.sentence for message in window.app.window.findChildren(Message)}


def looked_at(window: Window, name: str) -> None:
    """A picture for whoever asks for one."""
    folder = os.environ.get("STATION_PICTURES")
    if folder:
        window.app.window.grab().save(f"{folder}/{name}.png")


def test_a_file_is_taken_in_planned_and_installed_when_the_window_closes(
    window: Window, here: Dpkg, data_dir: Path, tmp_path: Path
) -> None:
    show(window)
    assert "Version 0.1.0" in window.texts()
    broken = tmp_path / "cut.station-update"
    file = tmp_path / "builders" / "0.2.0.station-update"
    broken.write_bytes(file.read_bytes()[:5000])
    box = window.named("upkeep.updates.file.path")
    box.setText(str(broken))
    window.click("upkeep.updates.file.act")
    assert phrases.say("updates.unreadable", "en", name=broken.name) in said(window)

    box.setText(str(file))
    window.click("upkeep.updates.file.act")
    assert "Version 0.2.0 is ready" in window.texts()
    assert "· Searching is quicker\n· Printed margins are right" in window.texts()
    looked_at(window, "ready_en")
    window.app.looks.speak("zh_CN")
    window.settle()
    assert "0.2.0 版已就绪" in window.texts()
    looked_at(window, "ready_zh")
    window.app.looks.speak("en")
    assert here.version() == "0.1.0"

    window.click("upkeep.updates.start")
    assert standing.read(data_dir).when == "start"
    window.click("upkeep.updates.later")
    assert standing.read(data_dir).when == ""
    assert changing.wanted_at_closing(data_dir) is None
    window.click("upkeep.updates.install")
    assert not window.app.window.isVisible()
    assert changing.wanted_at_closing(data_dir) == "apply"


def test_the_way_back_is_offered_and_asks_for_consent_where_work_would_be_laid_aside(
    window: Window, here: Dpkg, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Standing(before="0.0.9", after="0.1.0", happened="updated", at=1)
    standing.keep(data_dir, old)
    monkeypatch.setattr(here, "way_back", lambda: "0.0.9")
    (standing.folder(data_dir) / updating.SAVED).mkdir()
    standing.keep(data_dir, Standing(before="0.0.9", after="0.1.0", aside="x"))
    show(window)
    back = window.named("upkeep.updates.back")
    assert back.text() == "Go back to version 0.0.9"
    assert not back.isEnabled()
    looked_at(window, "way_back_en")
    window.named("upkeep.updates.lay_aside").setChecked(True)
    window.click("upkeep.updates.back")
    assert not window.app.window.isVisible()
    assert changing.wanted_at_closing(data_dir) == "back"
    assert standing.read(data_dir).wish == "lose"
    assert migrating.MIGRATED


def test_the_door_tells_everybody_what_came_of_an_update(
    qtbot: QtBot, data_dir: Path, founded: Founded, here: Dpkg
) -> None:
    undone = Standing(before="0.1.0", after="0.2.0", happened="undone", why="updates.did_not_start")
    standing.keep(data_dir, updating._told(undone, "undone"))
    with opened(qtbot, data_dir) as window:
        told = phrases.say("updates.happened.undone", "en", **updating.outcome(undone).params)
        assert told in said(window)


def test_the_small_window_does_its_work_and_says_what_failed(qtbot: QtBot) -> None:
    done = Standing(state="trying")
    heard: list[str] = []

    def act(said: object) -> Standing:
        for step in ("verify", "save", "install", "check"):
            said(step)  # type: ignore[operator]
            heard.append(step)
        return done

    well = UpdateWindow(act)
    qtbot.addWidget(well)
    with qtbot.waitSignal(well.ended) as ended:
        well.begin()
    assert ended.args == [done]
    assert heard == ["verify", "save", "install", "check"]
    assert phrases.say("updates.step.check", "zh_CN") in well.says.text()

    def fails(_: object) -> Standing:
        raise refuse("updates.not_allowed")

    failing = UpdateWindow(fails)
    qtbot.addWidget(failing)
    failing.begin()
    qtbot.waitUntil(failing.go_on.isVisible)
    assert phrases.say("updates.not_allowed", "zh_CN") in failing.says.text()
    assert phrases.say("updates.not_allowed", "en") in failing.says.text()
    with qtbot.waitSignal(failing.ended) as ended:
        failing.go_on.click()
    assert ended.args == [None]


@pytest.mark.parametrize("back", [True, False])
def test_a_version_that_did_not_start_leaves_the_choice(qtbot: QtBot, back: bool) -> None:
    asked = WayBackWindow("0.2.0", "0.1.0")
    qtbot.addWidget(asked)
    assert phrases.say("updates.ask_back", "zh_CN", new="0.2.0", old="0.1.0") in asked.says.text()
    with qtbot.waitSignal(asked.chosen) as chosen:
        (asked.back if back else asked.again).click()
    assert chosen.args == [back]

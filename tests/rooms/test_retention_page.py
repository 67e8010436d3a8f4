"""Cases past their time in the real window: one proposes, may not decide, an auditor does."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from desk_hands import ZHANG
from pytestqt.qtbot import QtBot
from taken_in import COLLECT, take_in
from whole_window import CTRL, Key, Window, opened

from station_desktop.domain.person import masks
from station_desktop.domain.time.clock import CHINA
from station_desktop.storage.store import Store
from station_desktop.usecases.casework import cases
from station_desktop.usecases.door import accounts
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

FOUNDER, FOUNDERS = "wangmin", "Warm-Tea-2026"
AUDITOR, AUDITORS = "hejian", "Cold-Tea-2026"


class Later:
    """Ten days from when the station was founded."""

    def __init__(self) -> None:
        self._now = datetime.now(CHINA) + timedelta(days=10)

    def now(self) -> datetime:
        return self._now


def rows(window: Window, table: str = "table") -> list[list[str]]:
    model = window.named(f"privacy.retention.{table}").model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def states(window: Window) -> dict[str, str]:
    return {row[1]: row[6] for row in rows(window)}


def at_list(window: Window, login: str, password: str) -> None:
    window.sign_in(login, password)
    window.room("privacy").show_view("retention")  # type: ignore[attr-defined]
    window.settle()


def test_one_proposes_another_decides_and_the_cases_are_gone(
    qtbot: QtBot, station: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(f"[retention]\n{COLLECT} = 5\n", "utf-8")
    monkeypatch.setenv("STATION_POLICY", str(policy))
    store = Store(station.folder, station.key)
    work = Work(store, station.actor)
    person = residents.register(work, ZHANG)
    first, second = (
        cases.withdraw(work, take_in(work, person).number, "本人要求撤回").number for _ in range(2)
    )
    accounts.add(work, AUDITOR, "何检", ("audit",), AUDITORS)
    store.close()
    with opened(qtbot, station.folder, time=Later()) as window:
        at_list(window, FOUNDER, FOUNDERS)
        assert [(row[1], row[3]) for row in rows(window, "rules")] == [("5", "2"), ("1095", "0")]
        assert states(window) == {first: "due", second: "due"}
        window.named("privacy.retention.table").setFocus()
        window.named("privacy.retention.table").selectRow(0)
        window.press(Key.Key_Space)
        assert [row[0] for row in rows(window)] == ["✓", ""]
        window.press(Key.Key_F4)
        window.press(Key.Key_Return, CTRL)
        assert states(window)[first] == "due", "why must be said"
        window.type("保存期限已满")
        window.press(Key.Key_Return, CTRL)
        assert states(window) == {first: "waits for review, proposed by 王敏", second: "due"}
        window.press(Key.Key_F6)
        window.press(Key.Key_Return, CTRL)
        assert first in window.named("privacy.retention.stage").widget().wrong.text()
        window.press(Key.Key_Escape)
        assert {row[3] for row in rows(window)} == {masks.mask_name(ZHANG["name"])}
        window.named("privacy.retention.table").selectRow(0)
        window.press(Key.Key_F7)
        window.type("家属仍在查询")
        window.press(Key.Key_Return, CTRL)
        assert states(window)[first].endswith(": 家属仍在查询")
        window.named("privacy.retention.table").selectRow(
            [row[1] for row in rows(window)].index(first)
        )
        window.press(Key.Key_Space)
        window.press(Key.Key_F4)
        window.type("保存期限已满")
        window.press(Key.Key_Return, CTRL)
        window.press(Key.Key_F4)
        window.type("保存期限已满")
        window.press(Key.Key_Return, CTRL)

        window.press(Key.Key_L, CTRL)
        at_list(window, AUDITOR, AUDITORS)
        assert not window.named("privacy.retention.propose").isVisible()
        window.named("privacy.retention.table").setFocus()
        window.named("privacy.retention.table").selectRow(1)
        window.press(Key.Key_Space)
        window.press(Key.Key_F6)
        window.type("审计仍需查阅")
        window.click("privacy.decide.decline")
        assert states(window)[first] == "waits for review, proposed by 王敏"
        assert states(window)[second].endswith(": 审计仍需查阅")
        window.press(Key.Key_F6)
        window.press(Key.Key_Return, CTRL)
        assert list(states(window)) == [second]

    store = Store(station.folder, station.key)
    work = Work(store, station.actor)
    assert [cases.get(work, number).reason for number in (first, second)] == ["", "本人要求撤回"]
    assert residents.get(work, person.id).name == ZHANG["name"]
    store.close()

"""Cases past their time at the command line."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from people import people
from stationctl_runs import PASSWORD
from taken_in import take_in

from station_desktop.domain.person import masks
from station_desktop.domain.time.clock import CHINA
from station_desktop.storage.store import Store, SystemClock
from station_desktop.usecases.casework import cases
from station_desktop.usecases.door import opening
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work


def test_what_is_due_is_told_and_what_is_not_is_refused(ctl: Any) -> None:
    told = ctl("privacy", "due", "--json").json
    assert told["kept"] == [{"name": "", "days": 1095, "fixed": "default", "due": 0}]
    assert (told["proposed"], told["due"]) == ([], [])
    lines = ctl("privacy", "due", "--lang", "zh_CN").out
    assert "默认三年" in lines
    assert "没有保存期满的事项" in lines
    destroy = ("privacy", "destroy", "no-such-case", "--json")
    assert ctl(*destroy).error == "retention.which_step"
    assert ctl(*destroy, "--agree", "--decline").error == "retention.which_step"
    for step in ("--propose", "--agree", "--decline"):
        assert ctl(*destroy, step, "--words", "保存期限已满").error == "retention.unknown"


def test_each_case_past_its_time_is_named_and_can_be_taken_off_the_list(
    ctl: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered = opening.unlock(folder, "wangmin", PASSWORD)
    store, somebody = Store(folder, entered.key), people(1, seed=83)[0]
    work = Work(store, entered.actor)
    taken = take_in(work, residents.register(work, somebody.typed()))
    closed = cases.withdraw(work, taken.number, "本人要求撤回")
    store.close()
    later = datetime.now(CHINA) + timedelta(days=1100)
    monkeypatch.setattr(SystemClock, "now", lambda _: later)

    (row,) = ctl("privacy", "due", "--json").json["due"]
    assert (row["number"], row["item"]) == (closed.number, closed.item)
    assert (row["who"], row["taken_off"]) == (masks.mask_name(somebody.name), None)
    assert row["item_name"]
    destroy = ("privacy", "destroy", closed.number, "--json", "--words")
    (asked,) = ctl(*destroy, "保存期限已满", "--propose").json["proposed"]
    assert asked["asked_because"] == "保存期限已满"
    (off,) = ctl(*destroy, "家属仍在查询", "--take-off").json["taken_off"]
    assert off["taken_off"]["because"] == "家属仍在查询"
    lines = ctl("privacy", "due").out
    assert "移出销毁清单：家属仍在查询" in lines
    assert somebody.name not in lines
    assert masks.mask_name(somebody.name) in lines

"""The ladder of reminders, asked for by the window on its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from people import people
from pytestqt.qtbot import QtBot
from seated import seated
from taken_in import take_in

from station_desktop.ui.background.reminders import Reminders
from station_desktop.usecases.casework import cases, urging
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work


@pytest.mark.parametrize(("days", "rungs"), [(0, []), (40, ["owner", "deputy"])])
def test_the_person_is_told_once_what_runs_out_of_time(
    qtbot: QtBot,
    work: Work,
    founded: Founded,
    data_dir: Path,
    clock: Any,
    qapp: Any,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
    rungs: list[str],
) -> None:
    monkeypatch.setattr(urging, "_PAGE", 1)  # each case in a turn of its own
    case, other = (take_in(work, residents.register(work, one.typed())) for one in people(2))
    clock.turn(days=days)
    with seated(data_dir, founded.key, founded.actor, clock) as seat:
        said: list[str] = []
        seat.said.connect(lambda _, sentence: said.append(sentence))
        reminders = Reminders(seat, seat)
        for _ in range(2):
            reminders.ask()
            qtbot.waitUntil(lambda: seat.runner.idle, timeout=10_000)
            qapp.processEvents()
    for number in (case.number, other.number):
        reminded = [one.rung for one in cases.get(work, number).urged]
        assert [rung for rung in reminded if rung in ("owner", "deputy")] == rungs
    assert len(said) == (1 if rungs else 0)

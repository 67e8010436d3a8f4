"""When rounds are made: soon after something was written, quietly otherwise, at once when asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from station_desktop.ui.background import exchange as exchange_module
from station_desktop.ui.background.exchange import Exchange
from station_desktop.ui.lanes.runner import Runner
from station_desktop.usecases.exchange.syncing import Went


class Enrolled:
    """As much of a store as is asked whether the window was let in."""

    def __init__(self, known: bool) -> None:
        self.connection = self
        self._known = known

    def execute(self, _: str) -> Any:
        return self

    def fetchone(self) -> tuple[str] | None:
        return ("00",) if self._known else None


class Rounds:
    """Answers rounds as it is told to, and remembers them."""

    def __init__(self) -> None:
        self.made: list[bool] = []
        self.opened = 0
        self.answers: list[Went] = []
        self.gate = threading.Event()
        self.gate.set()
        self.stopped = threading.Event()

    def open(self) -> Rounds:
        self.opened += 1
        return self

    def go(self, *, fresh: bool = False) -> Went:
        self.made.append(fresh)
        while not self.gate.wait(0.01) and not self.stopped.is_set():
            pass
        return self.answers.pop(0) if self.answers else Went(True, 60.0)

    def stop(self) -> None:
        self.stopped.set()


class Wall:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def rounds() -> Rounds:
    return Rounds()


@pytest.fixture
def runner(qtbot: QtBot, rounds: Rounds) -> Iterator[Runner]:
    made = Runner(lambda: Enrolled(True), lambda: None, rounds.open)
    yield made
    made.close()


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def exchange(
    qtbot: QtBot, runner: Runner, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Exchange]:
    monkeypatch.setattr(exchange_module, "SOON_MS", 20)
    made = Exchange(runner, now=wall)
    yield made
    made.end()


def until_round(qtbot: QtBot, exchange: Exchange, rounds: Rounds, number: int) -> None:
    qtbot.waitUntil(lambda: len(rounds.made) == number and not exchange.busy)


def test_a_window_that_works_alone_opens_no_line(qtbot: QtBot, rounds: Rounds) -> None:
    runner = Runner(lambda: Enrolled(False), lambda: None, rounds.open)
    exchange = Exchange(runner)
    exchange.begin()
    qtbot.waitUntil(lambda: runner.idle)
    runner.publish(frozenset({"cases"}))
    assert not exchange._next.isActive()
    assert rounds.opened == 0
    runner.close()


def test_it_begins_by_itself_and_is_quiet_afterwards(
    qtbot: QtBot, exchange: Exchange, rounds: Rounds
) -> None:
    exchange.begin()
    until_round(qtbot, exchange, rounds, 1)
    assert exchange._next.isActive()
    assert exchange._next.interval() == 60_000
    assert exchange.tried


def test_what_is_written_is_sent_soon_and_what_is_only_looked_at_is_not(
    qtbot: QtBot, exchange: Exchange, rounds: Rounds, runner: Runner
) -> None:
    exchange.begin()
    until_round(qtbot, exchange, rounds, 1)
    runner.publish(frozenset({"drafts"}))
    assert exchange._next.interval() == 60_000
    runner.publish(frozenset({"cases"}))
    until_round(qtbot, exchange, rounds, 2)


def test_what_is_written_during_a_round_follows_it(
    qtbot: QtBot, exchange: Exchange, rounds: Rounds, runner: Runner
) -> None:
    rounds.gate.clear()
    exchange.begin()
    qtbot.waitUntil(lambda: bool(rounds.made))
    runner.publish(frozenset({"cases"}))
    assert exchange.busy
    rounds.gate.set()
    until_round(qtbot, exchange, rounds, 2)


def test_while_there_is_more_rounds_follow_each_other(
    qtbot: QtBot, exchange: Exchange, rounds: Rounds
) -> None:
    rounds.answers = [Went(True, 0.0), Went(True, 0.0), Went(True, 60.0)]
    exchange.begin()
    until_round(qtbot, exchange, rounds, 3)
    assert exchange._next.interval() == 60_000


def test_after_a_failure_it_waits_as_long_as_it_should_whatever_is_written(
    qtbot: QtBot, exchange: Exchange, rounds: Rounds, runner: Runner
) -> None:
    rounds.answers = [Went(True, 200.0, "sync.offline")]
    exchange.begin()
    until_round(qtbot, exchange, rounds, 1)
    runner.publish(frozenset({"cases"}))
    assert exchange._next.interval() == 200_000
    exchange.now()
    until_round(qtbot, exchange, rounds, 2)
    assert not exchange.failing


def test_after_sleep_it_tries_at_once_and_over_a_new_connection(
    qtbot: QtBot, exchange: Exchange, rounds: Rounds, wall: Wall
) -> None:
    exchange.begin()
    until_round(qtbot, exchange, rounds, 1)
    wall.at += 12
    exchange._look_at_clock()
    assert exchange._next.interval() == 60_000
    wall.at += 3600
    exchange._look_at_clock()
    until_round(qtbot, exchange, rounds, 2)
    assert rounds.made == [False, True]


def test_screens_are_told_what_came_and_that_does_not_start_another_round(
    qtbot: QtBot, exchange: Exchange, rounds: Rounds, runner: Runner
) -> None:
    rounds.answers = [Went(True, 60.0, "", frozenset({"cases"}), 3)]
    told: list[frozenset[str]] = []
    runner.changed.connect(told.append)
    exchange.begin()
    until_round(qtbot, exchange, rounds, 1)
    assert told == [frozenset({"cases", "sync", "matters"})]
    assert exchange._next.interval() == 60_000


def test_a_round_that_fails_unforeseen_is_noted_and_tried_again(
    qtbot: QtBot, exchange: Exchange, rounds: Rounds, caplog: pytest.LogCaptureFixture
) -> None:
    rounds.go = lambda **_: 1 // 0  # type: ignore[assignment,return-value]
    exchange.begin()
    qtbot.waitUntil(lambda: exchange.tried)
    assert exchange.failing
    assert "ZeroDivisionError" in caplog.text
    assert exchange._next.isActive()
    assert exchange._next.interval() == 60_000


def test_the_end_of_the_program_stops_the_round_under_way(
    qtbot: QtBot, exchange: Exchange, rounds: Rounds, runner: Runner
) -> None:
    rounds.gate.clear()
    exchange.begin()
    qtbot.waitUntil(lambda: bool(rounds.made))
    exchange.end()
    runner.close()
    assert rounds.stopped.is_set()

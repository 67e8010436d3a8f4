from __future__ import annotations

import gc
import logging
import threading
from types import SimpleNamespace
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from station_desktop.domain.problem import Refused, refuse
from station_desktop.ui.lanes.garbage import GarbageOnMainThread
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.lanes.runner import Runner


def wait_idle(qtbot: QtBot, runner: Runner) -> None:
    qtbot.waitUntil(lambda: runner.idle, timeout=5000)


def test_a_read_runs_elsewhere_and_its_result_comes_back_here(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    seen: list[tuple[int, int, int]] = []
    here = threading.get_ident()
    bench.runner.read(
        lambda shelf: (threading.get_ident(), shelf.thread),
        lambda threads: seen.append((*threads, threading.get_ident())),
    )
    wait_idle(qtbot, bench.runner)
    worker, opened_in, delivered_in = seen[0]
    assert worker == opened_in != here
    assert delivered_in == here


def test_each_database_lane_opens_its_own_resource_once_and_closes_it(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    for _ in range(3):
        bench.runner.read(lambda shelf: shelf.name, lambda name: None)
        bench.runner.write(lambda shelf: shelf.name)
    wait_idle(qtbot, bench.runner)
    assert sorted(bench.log) == [("open", "reader"), ("open", "writer")]
    bench.runner.close()
    assert sorted(bench.log[2:]) == [("close", "reader"), ("close", "writer")]


def test_nothing_is_opened_before_it_is_needed(bench: SimpleNamespace) -> None:
    bench.runner.close()
    assert bench.log == []


def test_a_newer_read_with_the_same_tag_supersedes_the_older_ones(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    gate = threading.Event()
    ran: list[str] = []
    shown: list[str] = []

    def look(typed: str) -> Any:
        def fn(_: Any) -> str:
            ran.append(typed)
            gate.wait(5)
            return typed

        return fn

    bench.runner.read(look("w"), shown.append, tag="who")
    qtbot.waitUntil(lambda: ran == ["w"])
    for typed in ("wa", "wan", "wang"):
        bench.runner.read(look(typed), shown.append, tag="who")
    bench.runner.read(look("other"), shown.append, tag="what")
    gate.set()
    wait_idle(qtbot, bench.runner)
    assert ran == ["w", "wang", "other"], "the ones between never started"
    assert shown == ["wang", "other"], "the one already running was dropped"


def test_writes_keep_their_order_and_announce_what_they_changed(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    order: list[int] = []
    for number in range(20):

        def fn(_: Any, number: int = number) -> SimpleNamespace:
            order.append(number)
            return SimpleNamespace(changed=frozenset({"case"} if number == 7 else ()))

        bench.runner.write(fn)
    wait_idle(qtbot, bench.runner)
    assert order == list(range(20))
    assert bench.heard["changed"] == [frozenset({"case"})]


def test_a_refusal_goes_to_its_caller_else_to_the_common_hook(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    def decline(_: Any) -> None:
        raise refuse("case.not_open", number="20260001")

    mine: list[Refused] = []
    bench.runner.write(decline, failed=mine.append)
    bench.runner.write(decline)
    wait_idle(qtbot, bench.runner)
    assert [r.first.code for r in mine] == ["case.not_open"]
    assert [r.first.code for r in bench.heard["refused"]] == ["case.not_open"]
    assert bench.heard["crashed"] == []


def test_a_surprise_is_one_incident_without_what_was_typed(
    bench: SimpleNamespace, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(_: Any) -> None:
        raise ValueError("王小明 110101199003070000")

    shown: list[Any] = []
    with caplog.at_level(logging.DEBUG):
        bench.runner.read(stumble, shown.append, failed=shown.append)
        wait_idle(qtbot, bench.runner)
    (incident,) = bench.heard["crashed"]
    assert shown == []
    assert incident.kind == "ValueError"
    assert "stumble" in incident.places[-1]
    assert incident.number in caplog.text
    assert "王小明" not in caplog.text
    assert "110101" not in caplog.text


def test_a_resource_that_does_not_open_is_tried_again_next_time(qtbot: QtBot) -> None:
    tries: list[int] = []

    def open_reader() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise refuse("vault.locked")
        return "open now"

    runner = Runner(open_reader, lambda: None)
    said: list[Any] = []
    runner.read(lambda r: r, said.append, lambda refused: said.append(refused.first.code))
    runner.read(lambda r: r, said.append)
    wait_idle(qtbot, runner)
    runner.close()
    assert said == ["vault.locked", "open now"]


def test_a_failing_screen_does_not_lose_the_results_behind_it(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    shown: list[int] = []

    def broken(_: int) -> None:
        raise KeyError("x")

    bench.runner.read(lambda _: 1, broken)
    bench.runner.read(lambda _: 2, shown.append)
    wait_idle(qtbot, bench.runner)
    assert shown == [2]
    assert [i.kind for i in bench.heard["crashed"]] == ["KeyError"]


def test_a_result_for_a_widget_that_is_gone_is_dropped(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    label = QLabel("before")
    owner = QObject()
    late: list[str] = []
    gate = threading.Event()

    def slow(_: Any) -> str:
        gate.wait(5)
        return "after"

    bench.runner.read(slow, label.setText)
    bench.runner.read(slow, late.append, owner=owner)
    shiboken6.delete(label)
    shiboken6.delete(owner)
    gate.set()
    wait_idle(qtbot, bench.runner)
    assert late == []
    assert bench.heard["crashed"] == []


def test_closing_finishes_the_writes_and_what_their_results_ask_for(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    written: list[str] = []
    read: list[str] = []
    gate = threading.Event()

    def first(_: Any) -> str:
        gate.wait(5)
        written.append("first")
        return "first"

    bench.runner.write(first, lambda _: bench.runner.write(lambda shelf: written.append("second")))
    bench.runner.io(lambda job: read.append("io"))
    gate.set()
    bench.runner.close()
    assert written == ["first", "second"]
    assert bench.runner.idle
    with pytest.raises(RuntimeError):
        bench.runner.read(lambda _: 0, lambda _: None)


def test_a_job_reports_its_progress_and_can_be_stopped(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    reports: list[tuple[int, int]] = []
    started = threading.Event()

    def count(job: Job) -> str:
        for step in range(1, 1001):
            job.progress(step, 1000)
        started.set()
        while True:
            job.raise_if_cancelled()

    finished: list[str] = []
    job = bench.runner.io(count, finished.append, job=Job(lambda d, t: reports.append((d, t))))
    qtbot.waitUntil(lambda: (1000, 1000) in reports)
    assert len(reports) < 100, "a thousand steps are not a thousand repaints"
    job.cancel()
    wait_idle(qtbot, bench.runner)
    assert finished == []
    assert bench.heard["crashed"] == []


def test_a_released_lane_opens_anew(bench: SimpleNamespace, qtbot: QtBot) -> None:
    bench.runner.read(lambda shelf: None, lambda _: None)
    wait_idle(qtbot, bench.runner)
    bench.runner.release()
    bench.runner.read(lambda shelf: None, lambda _: None)
    wait_idle(qtbot, bench.runner)
    assert bench.log == [("open", "reader"), ("close", "reader"), ("open", "reader")]


def test_what_a_caller_closes_over_is_let_go_on_this_thread(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    freed: list[int] = []

    class Held:
        def __del__(self) -> None:
            freed.append(threading.get_ident())

    def ask() -> None:
        held = Held()
        bench.runner.read(lambda _: held and None, lambda _: None)
        bench.runner.io(lambda job, held=held: 1 / 0)

    for _ in range(30):
        ask()
    wait_idle(qtbot, bench.runner)
    gc.collect()
    assert len(freed) == 30
    assert set(freed) == {threading.get_ident()}


def test_garbage_is_collected_by_the_timer_of_this_thread(qtbot: QtBot) -> None:
    collector = GarbageOnMainThread(pause_ms=1)
    try:
        assert not gc.isenabled()
        rubbish = [[] for _ in range(2000)]  # type: list[Any]
        for one in rubbish:
            one.append(one)
        del rubbish
        qtbot.waitUntil(lambda: gc.get_count()[0] < 700)
        ran = [collector.step() for _ in range(50)]
        assert ran[-1] is None
    finally:
        collector.stop()
    assert gc.isenabled()

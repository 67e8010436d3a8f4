"""The connection breaks after any number of bytes, up or down, in a batch or inside an attachment:
nothing is lost, nothing stands twice, and what was carried need not be carried again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from shutil import copytree

import pytest
from hall_process import certificate, hall_in_thread
from tcp_proxy import TcpProxy, proxy
from two_ends import (
    CONSOLE,
    STATION,
    Window,
    found,
    hall_heads,
    hall_ids,
    hall_scan,
    joined,
    must_be_same,
    new_hall,
)

from station_desktop.domain.problem import Refused
from station_desktop.hall import registry
from station_desktop.hall.work import Hall
from station_desktop.storage.store import Store
from station_desktop.usecases.exchange.syncing import Courier
from station_desktop.usecases.setup import enrolling

STEP = 64
BATCH = 120
BACKLOG = 1000
EACH = 250
"""Bytes of an entry on the line, those included that a break had sent again."""
PART = 256 * 1024
SIZE = 600 * 1024
OVERHEAD = 6 * 1024
"""More than all that is said around one attachment in a round."""
CUT = {"sync.cut", "sync.offline"}


@pytest.fixture(autouse=True)
def _nobody_searches_for_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "keep_item_index", lambda _: None)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = new_hall(tmp_path / "hall")
    yield made
    made.database.close()


@pytest.fixture
def way(hall: Hall) -> Iterator[TcpProxy]:
    with hall_in_thread(hall) as port, proxy(port) as made:
        yield made


@pytest.fixture
def first(tmp_path: Path, hall: Hall, way: TcpProxy) -> Iterator[Window]:
    window = found(tmp_path / "first")
    window.enrol(hall, way.url)
    window.settles()
    yield window
    window.close()


@pytest.fixture
def second(tmp_path: Path, hall: Hall, way: TcpProxy, first: Window) -> Iterator[Window]:
    window = joined(tmp_path / "second", hall, way.url)
    yield window
    window.close()


def test_a_batch_on_its_way_up_and_on_its_way_down(
    hall: Hall, way: TcpProxy, first: Window, second: Window
) -> None:
    cuts = 0
    for after in range(0, 200 * STEP, STEP):
        first.changes(first.registers()[0], BATCH)
        way.cut(up=after)
        told, broken = first.tries(), way.broke
        assert (told in CUT) == broken, (after, told)
        way.cut(down=after)
        first.tries()
        cuts += broken + way.broke
        way.cut(down=after)
        second.tries()
        cuts += way.broke
        way.heal()
        first.settles()
        second.settles()
        if not broken:
            break
    must_be_same(hall, first, second)
    assert cuts > 100, "too few cuts to prove anything"


def test_a_backlog_on_a_line_that_breaks_every_few_kilobytes(
    hall: Hall, way: TcpProxy, first: Window, second: Window
) -> None:
    """Batches shrink until they get through, and what was confirmed is never sent again."""
    for _ in range(BACKLOG // 100):
        first.registers(100)
    before, sent, rounds = len(hall_ids(hall)), 0, 0
    courier = Courier(first.store)
    while len(hall_ids(hall)) < before + BACKLOG:
        way.cut(up=16 * 1024)
        courier.go()
        sent += way.up
        rounds += 1
        assert rounds < 60, "it does not get through"
    courier.line.close()
    way.heal()
    first.settles()
    second.settles()
    must_be_same(hall, first, second)
    assert rounds > 3
    assert sent < BACKLOG * EACH, f"too much was sent again: {sent} bytes"


def offsets() -> list[int]:
    """Around the beginning, the middle and the end of each part, and some anywhere."""
    places = [0, STEP, 2 * STEP, 400, 700, 1000]
    for part in range(0, SIZE, PART):
        places += [part + PART // 2, part + PART - STEP, part + PART, part + PART + 900]
    chance = Random(20261126)
    places += [chance.randrange(SIZE) for _ in range(24)]
    return sorted(place for place in places if place < SIZE)


def test_an_attachment_on_its_way_up_goes_on_where_it_broke(
    hall: Hall, way: TcpProxy, first: Window
) -> None:
    holder = first.registers()[0]
    first.settles()
    chance = Random(1)
    for after in offsets():
        data = chance.randbytes(SIZE)
        digest = first.files(holder, data)
        way.cut(up=after)
        assert first.tries() in CUT, after
        assert way.broke
        way.heal()
        outcome = first.settles()
        assert (outcome.pending, outcome.up) == (0, 0)
        arrived = max(0, (after - OVERHEAD) // PART) * PART
        assert SIZE - arrived - PART - OVERHEAD < way.up < SIZE - arrived + OVERHEAD, after
        assert hall_scan(hall, digest) == data
    must_be_same(hall, first)


def test_an_attachment_on_its_way_down_goes_on_where_it_broke(
    hall: Hall, way: TcpProxy, first: Window, second: Window
) -> None:
    holder = first.registers()[0]
    chance = Random(2)
    for after in offsets():
        data = chance.randbytes(SIZE)
        digest = first.files(holder, data)
        way.heal()
        first.settles()
        way.cut(down=after)
        assert second.tries() in CUT, after
        assert second.scan(digest) is None
        way.heal()
        second.settles()
        arrived = max(0, (after - OVERHEAD) // PART) * PART
        assert SIZE - arrived - PART - OVERHEAD < way.down < SIZE - arrived + OVERHEAD, after
        assert second.scan(digest) == data
    must_be_same(hall, first, second)


def test_letting_a_window_in_again_with_the_same_code(
    tmp_path: Path, hall: Hall, way: TcpProxy
) -> None:
    """The hall has let it in and the answer is lost: the same code, typed again, still opens."""
    window = found(tmp_path / "first")
    code = registry.enrol_code(hall, CONSOLE, STATION)
    cuts = [{"up": after} for after in (0, 100, 200)]
    cuts += [{"down": after} for after in range(0, 100 * STEP, STEP)]
    told: list[str] = []
    while not told or told[-1]:
        way.cut(**cuts[len(told)])
        told.append(let_in(window, way.url, code))
    assert set(told[:-1]) <= CUT
    way.heal()
    assert len(told) > 7
    window.settles()
    assert [one.desk for one in registry.devices(hall, CONSOLE, STATION)] == ["01"]
    must_be_same(hall, window)
    window.close()


def let_in(window: Window, address: str, code: str) -> str:
    """Why the window was not let in; empty when it was."""
    try:
        enrolling.enrol(window.work, address, code, "一号窗口")
    except Refused as refused:
        return refused.first.code
    return ""


def test_letting_a_window_in_with_another_code_after_the_answer_was_lost(
    tmp_path: Path, hall: Hall, way: TcpProxy
) -> None:
    window = found(tmp_path / "first")
    way.cut(down=10)
    for _ in range(2):
        with pytest.raises(Refused):
            window.enrol(hall, way.url)
        way.cut(down=20)
    way.heal()
    window.enrol(hall, way.url)
    window.registers()
    window.settles()
    must_be_same(hall, window)
    window.close()


def test_a_backup_of_before_the_enrolment_comes_in_again(
    tmp_path: Path, hall: Hall, way: TcpProxy
) -> None:
    """The id that the restored data carries belongs to a chain that has gone on."""
    window = found(tmp_path / "first")
    early = window.registers()[0]
    key = window.store.key
    window.close()
    copytree(tmp_path / "first", tmp_path / "backup")
    window = Window(tmp_path / "first", key)
    window.enrol(hall, way.url)
    late = window.registers()[0]
    window.settles()
    device = window.device
    window.close()
    restored = Window(tmp_path / "backup", key)
    again = restored.registers()[0]
    restored.enrol(hall, way.url)
    restored.settles()
    assert restored.device != device
    assert restored.replica.heads() == hall_heads(hall)
    known = [row[0] for row in restored.store.connection.execute("SELECT id FROM residents")]
    assert sorted(known) == sorted([early, late, again])
    restored.close()


def test_a_connection_with_tls_broken_in_its_greeting(tmp_path: Path) -> None:
    made = certificate(tmp_path)
    hall = new_hall(tmp_path / "hall")
    with hall_in_thread(hall, made) as port, proxy(port) as way:
        window = found(tmp_path / "first")
        address = way.url.replace("http:", "https:")
        window.enrol(hall, address)
        for way_round in ("up", "down"):
            for after in range(0, 1600, 100):
                window.registers()
                window.line.close()
                way.cut(**{way_round: after})
                told = window.tries()
                assert told in CUT if way.broke else told == "", (way_round, after, told)
                way.heal()
                window.settles()
        must_be_same(hall, window)
        window.close()
    hall.database.close()

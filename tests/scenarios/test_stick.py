"""No network for weeks: what was done goes to the hall on a USB stick and its answer comes back the
same way, whatever order, however often, and however broken."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest
from hall_process import hall_command, hall_in_thread
from taken_in import take_in
from tcp_proxy import TcpProxy, proxy
from two_ends import (
    Window,
    found,
    hall_ids,
    hall_scan,
    joined,
    must_be_same,
    new_hall,
    officer,
)

from station_desktop import shipped
from station_desktop.domain.pack import pack as packs
from station_desktop.domain.problem import Refused
from station_desktop.hall import packets as at_hall
from station_desktop.hall import publishing
from station_desktop.hall.cases import decisions
from station_desktop.hall.packets import Carried
from station_desktop.hall.work import Hall
from station_desktop.storage.store import Store
from station_desktop.usecases.exchange import packet_files, packets, syncing
from station_desktop.usecases.exchange.packets import Imported
from station_desktop.usecases.people import residents

PERSON = {"name": "张小明", "id_number": "11010519491231002X", "phone": "13800138000"}
SCAN = bytes(range(256)) * 2400
"""600 KB, so that it takes three parts."""


@pytest.fixture(autouse=True)
def _nobody_searches_for_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "keep_item_index", lambda _: None)


class Away:
    """A station that was let in once and has had no network since."""

    def __init__(self, folder: Path, ends: ExitStack) -> None:
        self.folder = folder
        self.hall: Hall = new_hall(folder / "hall")
        ends.callback(self.hall.database.close)
        port = ends.enter_context(hall_in_thread(self.hall))
        self.way: TcpProxy = ends.enter_context(proxy(port))
        self.window = found(folder / "station")
        ends.callback(self.window.close)
        self.window.enrol(self.hall, self.way.url)
        self.window.settles()
        self.way.gone = True

    def export(self) -> bytes:
        file = io.BytesIO()
        packets.export(self.window.work, file)
        return file.getvalue()

    def at_hall(self, packet: bytes) -> tuple[Carried, bytes]:
        answer = io.BytesIO()
        carried = at_hall.take(self.hall, io.BytesIO(packet), answer)
        return carried, answer.getvalue()

    def back(self, answer: bytes) -> Imported:
        return packets.take(self.window.work, io.BytesIO(answer))

    def there_and_back(self) -> Imported:
        return self.back(self.at_hall(self.export())[1])

    @property
    def pending(self) -> int:
        found = syncing.position(self.window.work)
        assert found is not None
        return found.pending

    def comes_home(self) -> None:
        """The network is there again: nothing is left to do, and nothing stands twice."""
        self.way.heal()
        self.window.settles()
        must_be_same(self.hall, self.window)


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Away]:
    with ExitStack() as ends:
        yield Away(tmp_path, ends)


def code(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


def newer_catalogue() -> bytes:
    pack = shipped.reference_pack()
    return packs.encode(msgspec.structs.replace(pack, version="reference-2099.1"))


@pytest.mark.timeout(60)
def test_weeks_of_work_a_decision_and_a_catalogue_go_by_stick(away: Away) -> None:
    window, folder = away.window, away.folder
    case = take_in(window.work, residents.register(window.work, PERSON))
    scan = window.files(case.resident, SCAN)
    for _ in range(20):
        window.registers(20)
    assert window.tries() in ("sync.cut", "sync.offline")
    carried = packet_files.export(window.work, folder / "up.packet")
    assert carried == away.pending > 400
    keys = str(folder / "hall" / "hall.keys")
    took = hall_command(
        f"sqlite:///{folder / 'hall' / 'hall.db'}",
        *("packet", "import", str(folder / "up.packet")),
        *("--answer", str(folder / "down.packet"), "--keys", keys),
    )
    assert (took["device"], took["whole"], took["problems"]) == (window.device, True, [])
    assert hall_scan(away.hall, scan) == SCAN
    taken = packet_files.take(window.work, folder / "down.packet")
    assert (taken.whole, taken.problems, away.pending) == (True, (), 0)

    boss = officer(away.hall)
    chosen = decisions.locate(away.hall, boss, case.number)
    decisions.approve(away.hall, boss, chosen, "高龄津贴已核准")
    publishing.publish_pack(away.hall, boss, newer_catalogue(), "")
    before = window.store.pack().version
    away.there_and_back()
    states = window.store.connection.execute("SELECT state FROM cases").fetchall()
    assert states == [("approved",)]
    assert window.store.pack().version == before, "only its name has come"
    away.there_and_back()
    assert window.store.pack().version == "reference-2099.1"
    away.comes_home()


def test_scans_of_other_windows_come_down_by_stick(away: Away, tmp_path: Path) -> None:
    away.way.heal()
    second = joined(tmp_path / "second", away.hall, away.way.url)
    scan = second.files(second.registers()[0], SCAN)
    second.settles()
    away.way.gone = True
    away.there_and_back()
    assert away.window.scan(scan) is None
    away.there_and_back()
    assert away.window.scan(scan) == SCAN
    away.comes_home()
    second.close()


def test_twice_and_out_of_order_does_no_harm(away: Away) -> None:
    carried = []
    for _ in range(3):
        away.window.registers(5)
        carried.append(away.export())
    answers = [
        away.at_hall(packet)[1]
        for packet in (carried[2], carried[0], carried[1], carried[0], carried[2])
    ]
    held = len(hall_ids(away.hall))
    away.window.registers(5)
    for answer in (*reversed(answers), *answers):
        assert away.back(answer).problems == ()
        assert away.pending == 5
    assert len(hall_ids(away.hall)) == held
    away.comes_home()


def test_a_stick_pulled_out_too_early_brings_what_came_before(away: Away) -> None:
    for _ in range(6):
        away.window.files(away.window.registers()[0], SCAN[: 90 * 1024])
    packet = away.export()
    ends = [*range(0, 400, 40), *range(400, len(packet), len(packet) // 40)]
    for end in ends:
        try:
            carried, answer = away.at_hall(packet[:end])
        except Refused as refused:
            told = refused.first.code
            assert told in ("packet.not_one", "packet.damaged"), end
            continue
        assert not carried.whole
        for cut in range(0, len(answer), max(1, len(answer) // 5)):
            broken(away, answer[:cut])
        assert away.back(answer).whole
    carried, answer = away.at_hall(packet)
    assert carried.whole
    assert away.back(answer).whole
    assert away.pending == 0
    away.comes_home()


def broken(away: Away, answer: bytes) -> None:
    """Said to be incomplete, or not to be one."""
    try:
        assert not away.back(answer).whole
    except Refused as refused:
        told = refused.first.code
        assert told in ("packet.not_one", "packet.damaged")


def test_a_packet_for_somebody_else_is_refused_by_name(away: Away, tmp_path: Path) -> None:
    other = new_hall(tmp_path / "another hall")
    away.way.heal()
    second = joined(tmp_path / "second", away.hall, away.way.url)
    away.window.registers()
    up = away.export()
    _, down = away.at_hall(up)
    file = io.BytesIO()
    packets.export(second.work, file)
    _, seconds = away.at_hall(file.getvalue())
    before = len(hall_ids(away.hall)), away.pending
    nowhere = io.BytesIO()
    assert code(lambda: at_hall.take(other, io.BytesIO(up), nowhere)) == "packet.other_hall"
    assert code(lambda: away.at_hall(down)) == "packet.wrong_way"
    assert code(lambda: away.back(up)) == "packet.other_device"
    assert code(lambda: away.back(seconds)) == "packet.other_device"
    assert code(lambda: away.at_hall(b"\x89PNG" + up)) == "packet.not_one"
    spoilt = bytearray(up)
    spoilt[-40] ^= 1
    assert code(lambda: away.at_hall(bytes(spoilt))) == "packet.damaged"
    assert nowhere.getvalue() == b""
    assert (len(hall_ids(away.hall)), away.pending) == before
    second.close()
    other.database.close()
    away.comes_home()


def test_who_was_never_let_in_has_nothing_to_carry(tmp_path: Path) -> None:
    alone: Window = found(tmp_path / "alone")
    assert code(lambda: packets.export(alone.work, io.BytesIO())) == "sync.not_enrolled"
    alone.close()

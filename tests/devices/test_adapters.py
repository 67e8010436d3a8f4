"""Adapters: the program's own, on files, folders and a loopback printer, and plug-ins."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from receipt_printer import listening

from station_desktop import paths
from station_desktop.devices import escpos, raw_printer, registry
from station_desktop.devices.adapter import Around, Choices
from station_desktop.devices.readers import FRESH
from station_desktop.domain.problem import Refused
from station_desktop.domain.time.clock import CHINA
from station_desktop.usecases.device import devices

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=CHINA)
NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def _no_policy_and_no_plug_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATION_POLICY", str(tmp_path / "policy.toml"))
    monkeypatch.setattr(paths, "adapters_folder", lambda: tmp_path / "adapters")


def write(file: Path, text: str, at: datetime = NOW) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("gbk"))
    os.utime(file, (at.timestamp(), at.timestamp()))
    return file


def refused(seen: Around, key: str, typed: str = "") -> str:
    with pytest.raises(Refused) as found:
        devices.try_out(seen, key, typed)
    return found.value.first.code


def state(seen: Around, key: str) -> str:
    return {one.key: one.probe.state for one in devices.listed(seen)}[key]


def test_a_card_file_is_read_while_it_is_fresh(tmp_path: Path) -> None:
    folder = tmp_path / "读卡 folder"
    file = folder / "wz.txt"
    seen = Around(NOW, Choices(card_file=str(file)))
    assert state(Around(NOW), "watched_file") == "unset"
    assert refused(Around(NOW), "watched_file") == "devices.file.unset"
    assert state(seen, "watched_file") == "absent"
    assert refused(seen, "watched_file") == "devices.file.none"
    write(file, f"张小明\n女\n汉\n19491231\n北京市\n{NUMBER}\n")
    assert state(seen, "watched_file") == "ready"
    tried = devices.try_out(seen, "watched_file")
    assert tried.card is not None
    assert (tried.card.name, tried.card.id_number) == ("张小明", NUMBER)
    write(file, "张小明", NOW - FRESH - timedelta(seconds=1))
    assert refused(seen, "watched_file") == "devices.file.old"


def test_in_a_folder_the_newest_card_counts(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", NUMBER, NOW - timedelta(seconds=60))
    write(tmp_path / "b.json", f'{{"id": "{NUMBER}", "name": "李静"}}', NOW)
    write(tmp_path / "photo.bmp", "x", NOW + timedelta(seconds=1))
    seen = Around(NOW, Choices(card_file=str(tmp_path)))
    card = devices.read_card(seen)
    assert (card.name, card.id_number) == ("李静", NUMBER)


def test_the_simulator_is_for_demo_stations() -> None:
    demo = Around(NOW, demo=True)
    assert "simulator" not in [one.key for one in devices.listed(Around(NOW))]
    card = devices.try_out(demo, "simulator").card
    assert card is not None
    assert devices.read_card(demo) == card
    later = Around(NOW + timedelta(hours=1), demo=True)
    assert len({devices.read_card(one).id_number for one in (demo, later)}) == 2
    with pytest.raises(Refused) as found:
        devices.read_card(Around(NOW))
    assert found.value.first.code == "devices.reader.none"


def test_scans_are_found_in_their_folder(tmp_path: Path) -> None:
    seen = Around(NOW, scans=str(tmp_path / "scans"))
    assert state(seen, "scanner_folder") == "absent"
    assert refused(seen, "camera_folder") == "devices.folder.absent"
    (tmp_path / "scans").mkdir()
    assert refused(seen, "scanner_folder") == "devices.folder.none"
    write(tmp_path / "scans" / "old.jpg", "1", NOW - timedelta(days=1))
    write(tmp_path / "scans" / "new.PDF", "123")
    picture = devices.try_out(seen, "scanner").picture
    assert picture is not None
    assert (picture.file.name, picture.size, picture.made) == ("new.PDF", 3, NOW)


@pytest.fixture
def printer() -> Iterator[tuple[int, list[bytes]]]:
    with listening() as made:
        yield made


def test_a_receipt_reaches_a_printer_in_the_network(printer: tuple[int, list[bytes]]) -> None:
    port, came = printer
    seen = Around(NOW, Choices(printer=f"tcp:127.0.0.1:{port}", paper=58))
    assert state(seen, "receipt_printer") == "ready"
    slip = devices.test_slip(("小票试打", "张䶮 ￥12.50"), seen)
    devices.try_out(seen, "printer", slip=slip)
    assert came[-1] == slip
    assert "张？".encode("gbk") in slip  # GBK has no such character: not a wrong one
    assert b"-" * 32 + b"\n" in slip


def test_a_printer_that_is_not_there_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    gone = Around(NOW, Choices(printer=f"tcp:127.0.0.1:{port}"))
    assert state(gone, "receipt_printer") == "absent"
    assert refused(gone, "receipt_printer") == "devices.receipt.failed"
    plain = write(tmp_path / "lp0", "not a device")
    seen = Around(NOW, Choices(printer=str(plain)))
    assert state(seen, "receipt_printer") == "absent"
    assert refused(seen, "receipt_printer") == "devices.receipt.failed"
    assert plain.read_bytes() == b"not a device"
    assert refused(Around(NOW), "receipt_printer") == "devices.receipt.unset"


@pytest.mark.skipif(os.name == "nt", reason="device files are POSIX")
def test_a_device_file_takes_the_bytes() -> None:
    devices.try_out(Around(NOW, Choices(printer=os.devnull)), "receipt_printer", slip=b"x" * 9000)


@pytest.mark.parametrize(
    ("place", "fits"),
    [
        ("tcp:192.168.1.50", True),
        ("tcp:printer.local:9101", True),
        ("tcp:", False),
        ("tcp:host:99999", False),
        ("windows:XP-58", True),
        ("windows: ", False),
        (os.path.abspath(os.sep + "dev"), True),
        ("lp0", False),
    ],
)
def test_places_of_printers(place: str, fits: bool) -> None:
    assert raw_printer.fits(place) is fits


@given(st.text("字a 1，·", max_size=120), st.sampled_from([32, 48]))
def test_lines_are_broken_where_the_paper_ends(text: str, letters: int) -> None:
    lines = escpos.wrapped(text, letters)
    assert "".join(lines) == text
    assert all(len(line.encode("gbk")) <= letters for line in lines)


def test_a_picture_is_sent_in_strips() -> None:
    rows = [bytes([number % 256] * 48) for number in range(300)]
    sent = escpos.Slip(58).dots(rows).finished()
    assert sent.count(b"\x1dv0\x00\x30\x00") == 3
    assert rows[0] + rows[1] in sent


def plug_in(folder: Path, name: str, code: str, entry: str) -> None:
    """A package as ``pip install --target`` leaves it."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / f"{name}.py").write_text(code, "utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{registry.GROUP}]\n{name} = {entry}\n")


READER = """
from station_desktop.devices.adapter import THERE, Probe
from station_desktop.domain.person.cards import Card

class Counter:
    key, kind, types, title = "{key}", "reader", False, "Maker's reader"

    def probe(self, around):
        {probe}

    def read(self, around, typed=""):
        {read}
"""


def test_plug_ins_are_found_in_the_folder_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = paths.adapters_folder()
    ready = 'return Probe("ready", THERE)'
    card = f'return Card("{NUMBER}", name="李静")'
    plug_in(
        folder,
        "good_reader",
        READER.format(key="maker", probe=ready, read=card),
        "good_reader:Counter",
    )
    wrong = "raise RuntimeError('110105 and other secrets')"
    plug_in(
        folder,
        "bad_reader",
        READER.format(key="bad", probe=wrong, read=wrong),
        "bad_reader:Counter",
    )
    plug_in(folder, "no_adapter", "thing = 3\n", "no_adapter:thing")
    plug_in(folder, "thief", READER.format(key="keyboard", probe=ready, read=card), "thief:Counter")
    monkeypatch.setattr("sys.path", [*__import__("sys").path])
    monkeypatch.setattr(registry, "_guarded", lambda place: place)

    found = {one.key: one for one in devices.listed(Around(NOW), "reader")}
    assert set(found) == {"maker", "bad", "watched_file", "keyboard"}
    assert found["maker"].title == "Maker's reader"
    assert found["keyboard"].types
    assert found["bad"].probe.code == "devices.fault"
    assert refused(Around(NOW), "bad") == "devices.fault"
    chosen = Around(NOW, Choices(reader="maker"))
    assert devices.read_card(chosen).name == "李静"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_a_folder_that_others_can_write_to_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    folder.chmod(0o777)
    assert registry._guarded(folder) is None

"""Who or what is not who it should be, on either side: each is refused with one clear reason,
nothing is lost, and the rest goes on."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
import two_ends
from hall_process import certificate, hall_in_thread
from tcp_proxy import proxy
from two_ends import (
    STATION,
    Town,
    Window,
    found,
    hall_ids,
    joined,
    must_be_same,
    new_hall,
    officer,
)

from station_desktop import phrases, shipped
from station_desktop.domain.pack import pack as packs
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.station import CatalogueAdopted
from station_desktop.domain.time.clock import CHINA
from station_desktop.hall import keeping
from station_desktop.hall.journal import blobs, writing
from station_desktop.storage.store import PACK_MEDIA, Store
from station_desktop.sync import wire
from station_desktop.sync.client import Pace
from station_desktop.usecases.exchange import syncing

OCTETS = b"Content-Type: application/octet-stream\r\n"
GIGABYTES = b"Content-Length: 2147483648\r\n"
PORTAL = b"<html><body><form>Sign in to the building's network</form></body></html>"


@pytest.fixture(autouse=True)
def _nobody_searches_for_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "keep_item_index", lambda _: None)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with two_ends.town(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def old_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One for many tests, each of which leaves both ends agreed."""
    with two_ends.town(tmp_path_factory.mktemp("town")) as made:
        yield made


# what answers is not the hall


def page(head: bytes, body: bytes = b"") -> bytes:
    length = b"" if b"Content-Length" in head else b"Content-Length: %d\r\n" % len(body)
    return b"HTTP/1.1 " + head + length + b"\r\n" + body


HTML = b"Content-Type: text/html\r\n"
ANSWERS: dict[str, tuple[bytes, str]] = {
    "captive portal": (page(b"200 OK\r\n" + HTML, PORTAL), "sync.not_hall"),
    "portal that claims to be bytes": (page(b"200 OK\r\n" + OCTETS, PORTAL), "sync.not_hall"),
    "redirect to a sign-in page": (
        page(b"302 Found\r\nLocation: http://portal.example/login\r\n"),
        "sync.not_hall",
    ),
    "not found": (page(b"404 Not Found\r\n" + HTML, b"nothing"), "sync.not_hall"),
    "out of order": (page(b"500 Internal Server Error\r\n" + HTML, b"sorry"), "sync.busy"),
    "overloaded": (page(b"503 Service Unavailable\r\nRetry-After: 30\r\n"), "sync.busy"),
    "too much for a proxy": (page(b"413 Payload Too Large\r\n"), "sync.too_large"),
    "half a response": (
        page(b"200 OK\r\n" + OCTETS + b"Content-Length: 900\r\n", b"SJ\x01"),
        "sync.cut",
    ),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n", "sync.cut"),
    "nothing at all": (b"", "sync.cut"),
    "empty": (page(b"200 OK\r\n" + OCTETS), "sync.not_hall"),
    "two gigabytes": (page(b"200 OK\r\n" + OCTETS + GIGABYTES), "sync.not_hall"),
    "a bomb": (
        page(
            b"200 OK\r\nContent-Encoding: gzip\r\n" + OCTETS,
            gzip.compress(bytes(96 * 1024 * 1024)),
        ),
        "sync.not_hall",
    ),
    "a stranger's frame": (
        page(b"200 OK\r\n" + OCTETS, wire.frame(wire.Held(b"x", 1), "0" * 12, b"k" * 32, "1" * 12)),
        "sync.not_hall",
    ),
}


@contextmanager
def answering(raw: bytes) -> Iterator[int]:
    """Something that gives everybody the same answer, and zeros for as long as they are taken when
    two gigabytes were promised."""
    door = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                made, _ = door.accept()
            except OSError:
                return
            with made, suppress(OSError):
                made.settimeout(5)
                made.recv(65536)
                made.sendall(raw)
                while GIGABYTES in raw:
                    made.sendall(bytes(1 << 20))
                made.shutdown(socket.SHUT_WR)
                while made.recv(65536):
                    pass

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield door.getsockname()[1]
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(10)


@pytest.mark.parametrize("what", ANSWERS)
def test_what_is_no_answer_of_the_hall_is_never_taken_for_done(old_town: Town, what: str) -> None:
    raw, code = ANSWERS[what]
    town, window = old_town, old_town.window
    window.registers(3)
    held = len(hall_ids(town.hall))
    with answering(raw) as port:
        town.way.target = port
        window.line.close()
        assert window.tries() == code
    found = syncing.position(window.work)
    assert found is not None
    assert (found.pending, found.agreed, found.last.problem) == (3, False, code)
    assert len(hall_ids(town.hall)) == held
    for language in phrases.LANGUAGES:
        assert phrases.say(code, language) != code
    town.way.target = town.port
    window.settles()
    must_be_same(town.hall, window)


def test_another_certificate_gets_not_one_byte_of_what_is_to_be_said(tmp_path: Path) -> None:
    hall = new_hall(tmp_path / "hall")
    window = found(tmp_path / "ours")
    with hall_in_thread(hall, certificate(tmp_path, "true")) as true, proxy(true) as way:
        window.enrol(hall, way.url.replace("http:", "https:"))
        window.settles()
        window.registers()
        with hall_in_thread(hall, certificate(tmp_path, "false")) as false:
            way.target = false
            window.line.close()
            way.cut(up=1 << 30)
            assert window.tries() == "sync.certificate"
            assert way.up < 1000, "more than a greeting was said"
            found_now = syncing.position(window.work)
            assert found_now is not None
            assert syncing.sign(found_now).state == "needs"
        way.target = true
        window.settles()
        must_be_same(hall, window)
        window.close()
    hall.database.close()


# who asks is not one of the hall's


def raw_request(port: int, head: bytes, body: Callable[[int], bytes]) -> bytes:
    """The first line of what is answered to a request whose body ``body(n)`` gives in pieces."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as made:
        made.sendall(b"POST /sync HTTP/1.1\r\nHost: hall\r\n" + OCTETS + head + b"\r\n")
        with suppress(OSError):
            for at in range(64):
                piece = body(at)
                if not piece:
                    break
                made.sendall(piece)
        with suppress(OSError):
            return made.recv(4096).partition(b"\r\n")[0]
    return b""


def test_two_gigabytes_are_refused_before_they_are_read(old_town: Town) -> None:
    town = old_town
    megabyte = bytes(1 << 20)
    said = raw_request(town.port, GIGABYTES, lambda at: megabyte if at < 1 else b"")
    assert b" 413 " in said
    chunk = b"%x\r\n" % len(megabyte) + megabyte + b"\r\n"
    said = raw_request(town.port, b"Transfer-Encoding: chunked\r\n", lambda at: chunk)
    assert b" 413 " in said or said == b""
    town.window.registers()
    town.window.settles()
    must_be_same(town.hall, town.window)


def test_a_revoked_device_is_refused_at_once_and_keeps_its_work(town: Town, tmp_path: Path) -> None:
    window = town.window
    second = joined(tmp_path / "second", town.hall, town.way.url)
    keeping.revoke(town.hall, officer(town.hall), window.device, "丢失")
    ids = window.registers(3)
    scan = window.files(ids[0], b"scan" * 100)
    held = len(hall_ids(town.hall))
    with pytest.raises(Refused) as refused:
        window.round()
    assert refused.value.first.code == "device.revoked"
    assert len(hall_ids(town.hall)) == held
    second.registers()
    second.settles()
    found_now = syncing.position(window.work)
    assert found_now is not None
    assert found_now.pending == 4
    assert syncing.needs_new_enrolment(found_now)
    window.enrol(town.hall, town.way.url)
    window.settles()
    second.settles()
    must_be_same(town.hall, window, second)
    assert second.scan(scan) is not None
    second.close()


# what is sound but wrong


class Future:
    """A PC whose battery is empty."""

    def now(self) -> datetime:
        return datetime(2099, 1, 1, tzinfo=CHINA) + (datetime.now(CHINA) - _BEGUN)


_BEGUN = datetime.now(CHINA)


def test_a_clock_in_2099_works_and_is_told(town: Town, tmp_path: Path) -> None:
    window = town.window
    second = joined(tmp_path / "second", town.hall, town.way.url)
    key = second.store.key
    second.close()
    second = Window(tmp_path / "second", key, time=Future())
    late = second.registers()[0]
    second.settles()
    window.settles()
    window.changes(late, 2)
    window.settles()
    second.settles()
    must_be_same(town.hall, window, second)
    told = syncing.position(second.work)
    assert told is not None
    sign = syncing.sign(told)
    assert (sign.state, told.agreed) == ("needs", True)
    assert sign.problem is not None
    assert sign.problem.code == "sync.clock.ahead_days"
    assert sign.problem.params["count"] > 70 * 365
    second.close()


def test_a_catalogue_that_breaks_a_rule_is_not_taken_into_use(town: Town) -> None:
    window, hall = town.window, town.hall
    before = window.store.pack().version
    pack = shipped.reference_pack()
    wrong = msgspec.structs.replace(
        pack, version="reference-2098.1", items=(*pack.items, pack.items[0])
    )
    data, digest = packs.encode(wrong), packs.content_hash(wrong)
    assert packs.check(wrong)
    with hall.database.begin() as connection:
        blobs.put(connection, hall.keyring.data_key, STATION, data, PACK_MEDIA)
        fact = CatalogueAdopted(wrong.version, len(wrong.items))
        writing.append(connection, hall, STATION, "hall", [(f"pack:{digest}", fact)])
    window.round(Pace())
    window.settles()
    assert window.store.pack().version == before
    told = syncing.position(window.work)
    assert told is not None
    assert told.refused == wrong.version
    assert [one.code for one in syncing.troubles(told)] == ["sync.pack_refused"]
    window.registers()
    window.settles()
    must_be_same(hall, window)

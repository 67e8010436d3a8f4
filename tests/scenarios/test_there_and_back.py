"""A station's case goes to the hall by itself and comes back decided: a real window, a hall in a
process of its own on SQLite (with TLS) and on PostgreSQL, an officer at a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import postgres
import pypdf
import pytest
from desk_hands import ZHANG
from founding import PASSWORD
from hall_process import certificate, hall_process
from officer_browser import Officer, chromium
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tcp_proxy import TcpProxy, proxy
from two_ends import CONSOLE, OFFICER, OFFICERS, STATION, found, hall_heads, new_hall
from whole_window import CTRL, Key, Window, opened

from station_desktop.domain.case.cases import Case
from station_desktop.hall import registry
from station_desktop.hall.work import Hall
from station_desktop.papers.printing_out import PdfFolder
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.usecases.people import residents

BLURRED, WHOLE = "反光看不清，请重新拍摄", "与派出所登记的住址不一致，请核对后说明"
RESULT, REFERENCE = "高龄津贴已核准", "西老〔2026〕17号"
PATIENCE_MS = 30_000


@dataclass
class Place:
    """A hall at work: ``address`` for the browser, ``way`` on which the station reaches it, and
    ``hall`` to look into."""

    hall: Hall
    way: TcpProxy
    address: str
    reached: str


@pytest.fixture(scope="module")
def cluster() -> Iterator[postgres.Cluster]:
    with postgres.cluster() as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    tls = request.param == "sqlite"
    url = "" if tls else request.getfixturevalue("cluster").new_database()
    hall = new_hall(tmp_path / "hall", url)
    pem = str(certificate(tmp_path))
    given = ["--keys", str(tmp_path / "hall" / "hall.keys")]
    given += ["--tls-cert", pem, "--tls-key", pem] if tls else []
    scheme = "https" if tls else "http"
    database = url or f"sqlite:///{tmp_path / 'hall' / 'hall.db'}"
    with hall_process(database, *given) as process, proxy(process.port) as way:
        address = f"{scheme}://127.0.0.1:{process.port}"
        yield Place(hall, way, address, f"{scheme}://127.0.0.1:{way.port}")
    hall.database.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as made:
        yield made


class Station:
    """The station's one window, and what its store says beside what it shows."""

    def __init__(self, qtbot: QtBot, window: Window, key: bytes, place: Place) -> None:
        self.qtbot, self.window, self.place = qtbot, window, place
        self.app: Any = window.app
        self.store = Store(self.app._folder, key, read_only=True)

    def strip(self) -> tuple[str, str]:
        """What the sign at the foot says. ``All sent`` is true whenever it is said."""
        status = self.app.shell.status
        said = status.sign.text(), status.connection.text()
        if said[1] == "All sent":
            assert StoreReplica(self.store).heads() == hall_heads(self.place.hall)
        return said

    def all_sent(self, *, pressed: bool = False) -> None:
        """By itself, or by asking for a round at once."""
        if pressed:
            self.app.exchange.now()

        def arrived() -> bool:
            return self.strip() == ("✓ Connected", "All sent")

        self.qtbot.waitUntil(arrived, timeout=PATIENCE_MS)
        self.window.settle()

    def hears(self, state: str) -> None:
        """The next round, and what it changed."""
        self.app.exchange.now()
        self.qtbot.waitUntil(lambda: self.case().state == state, timeout=PATIENCE_MS)
        self.window.settle()

    def case(self) -> Case:
        [[number]] = self.store.connection.execute("SELECT number FROM cases").fetchall()
        found = reads.case_by_number(self.store.connection, number)
        assert found is not None
        return found

    def shown(self) -> str:
        return "\n".join(self.window.texts())


@pytest.fixture
def station(qtbot: QtBot, tmp_path: Path, place: Place) -> Iterator[Station]:
    """Signed in, working alone, a resident on record."""
    alone = found(tmp_path / "station")
    alone.store.keep_item_index()
    residents.register(alone.work, ZHANG)
    key = alone.store.key
    alone.close()
    with opened(qtbot, tmp_path / "station") as window:
        window.sign_in("wangmin", PASSWORD)
        (tmp_path / "papers").mkdir()
        made = Station(qtbot, window, key, place)
        made.app.shell.page("desk").printer.out = PdfFolder(tmp_path / "papers")
        yield made
        made.store.close()


def enrol(station: Station) -> None:
    window, place = station.window, station.place
    assert station.strip()[0] == "Works alone"
    window.room("sync")
    window.press(Key.Key_6, CTRL)
    code = registry.enrol_code(place.hall, CONSOLE, STATION)
    for text in (place.reached, code):
        window.type(text)
        window.press(Key.Key_Return)
    window.type("一号窗口")
    window.press(Key.Key_Return)
    station.all_sent()


def accept(station: Station) -> Case:
    """The advanced-age allowance, with a scan of the identity card, by keys alone."""
    window = station.window
    window.room("desk")
    window.press(Key.Key_F2)
    window.find("zxm")
    window.find("gljt")
    line = station.app.shell.page("desk").flow.visit.line
    for _ in range(20):
        if window.here.objectName() == "desk.materials":
            break
        field = window.here.objectName().removeprefix("desk.form.").partition(".")[0]
        wanted = [p.field for p in line.open_questions(station.app.seat.today())]
        if field in wanted:
            window.type("1")
        else:
            window.press(Key.Key_Return)
    scan = QImage(640, 420, QImage.Format.Format_RGB32)
    scan.fill(0x3366AA)
    QApplication.clipboard().setImage(scan)
    window.press(Key.Key_V, CTRL)
    window.press(Key.Key_M, CTRL)
    window.press(Key.Key_Return, CTRL)
    case = station.case()
    assert case.state == "accepted"
    return case


def saved_paper(station: Station, folder: Path, kind: str) -> str:
    """The text of a paper of the open case, saved as a PDF from its page."""
    window = station.window
    window.press(Key.Key_P, CTRL)
    window.click(f"queue.papers.{kind}")
    path = folder / f"{kind}.pdf"
    window.named("queue.papers.path").setText(str(path))
    window.click("queue.papers.save")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return "".join(text.split())


@pytest.mark.timeout(150)
def test_a_case_is_sent_returned_put_right_approved_and_handed_over(
    station: Station, browser: Any, tmp_path: Path
) -> None:
    window, place = station.window, station.place
    enrol(station)

    place.way.gone = True
    case = accept(station)
    station.app.exchange.now()
    station.qtbot.waitUntil(lambda: "Offline" in station.strip()[0], timeout=PATIENCE_MS)
    assert station.strip()[1].endswith(" to send")
    place.way.heal()
    window.room("sync")
    window.press(Key.Key_F5)
    station.all_sent()

    officer = Officer(browser, place.address, OFFICER, OFFICERS)
    assert case.number in officer.inbox()
    seen = officer.open_case(case.number)
    assert ZHANG["name"] in seen
    assert ZHANG["id_number"] not in seen
    arrived = QImage.fromData(officer.first_scan())
    assert (arrived.width(), arrived.pixelColor(9, 9).name()) == (640, "#3366aa")
    told = officer.returns({"hukou_book": BLURRED}, WHOLE)
    assert BLURRED in told
    assert WHOLE in told

    station.hears("returned")
    station.app.shell.show_place("queue")
    station.app._go("queue", f"case:{case.number}")
    window.settle()
    assert BLURRED in station.shown()
    assert WHOLE in station.shown()
    notice = saved_paper(station, tmp_path, "notice")
    assert BLURRED in notice
    assert WHOLE in notice
    station.all_sent()

    window.press(Key.Key_F4)
    window.press(Key.Key_O)
    window.press(Key.Key_Return, CTRL)
    window.press(Key.Key_F5)
    window.type("已到派出所更正")
    window.press(Key.Key_Return, CTRL)
    assert station.case().state == "accepted"
    station.all_sent()
    assert "已到派出所更正" in officer.open_case(case.number)
    assert RESULT in officer.approves(RESULT, REFERENCE)

    station.hears("approved")
    assert RESULT in station.shown()
    window.press(Key.Key_F6)
    window.press(Key.Key_Return, CTRL)
    assert station.case().state == "completed"
    assert station.case().result == RESULT
    station.all_sent()
    assert case.number not in officer.inbox()
    officer.close()

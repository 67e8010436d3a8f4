"""From those who make a release, by the hall and its rings, over a line that breaks, to a window's
PC."""

from __future__ import annotations

import hashlib
import random
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall_office import ADMIN
from hall_process import certificate, hall_in_thread
from released import Builders, package, pc
from tcp_proxy import TcpProxy

from station_desktop.domain.problem import Refused
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store.database import Database
from station_desktop.hall.updates import publishing, reading
from station_desktop.hall.work import Hall
from station_desktop.releases.debian import Dpkg
from station_desktop.usecases.update import update_offers
from station_desktop.usecases.update.update_offers import Place
from station_desktop.usecases.version import updating

WINDOW = "000000000001"


class Line:
    """A hall that publishes, a PC that asks, and the way between them."""

    def __init__(self, folder: Path, hall: Hall, builders: Builders, way: TcpProxy) -> None:
        self.hall, self.builders, self.way = hall, builders, way
        self.data = folder / "数据 folder"
        self.pc = Dpkg(folder / "system", builders.root)
        pem = (folder / "hall.pem").read_text("utf-8")
        end = "-----END CERTIFICATE-----"
        shown = pem[pem.index("-----BEGIN CERTIFICATE-----") : pem.index(end) + len(end)]
        pin = hashlib.sha256(ssl.PEM_cert_to_DER_cert(shown)).hexdigest()
        self.place = Place(f"https://127.0.0.1:{way.port}/updates", pin, WINDOW)

    def publish(self, version: str, ring: str = "all") -> None:
        file = self.builders.carry(version)
        publishing.publish(self.hall, ADMIN, file, ring, root=self.builders.root)  # type: ignore[arg-type]

    def offered(self, place: Place | None = None) -> str:
        """The version offered, or why it could not be asked."""
        found = update_offers.check(
            self.data, place or self.place, self.pc, root=self.builders.root
        )
        return found.problem or (found.offer.version if found.offer else "")

    def fetch(self, told: list[int] | None = None) -> str:
        def heard(done: int, total: int) -> None:
            if told is not None:
                told.append(done)

        return update_offers.fetch(
            self.data, self.place, self.pc, heard, root=self.builders.root
        ).state


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    builders = Builders.begin(tmp_path / "builders")
    pc(tmp_path / "system", builders.root, package(tmp_path, "0.1.0"))
    keyring = Keyring.make(tmp_path / "hall.keys")
    database = Database.open(f"sqlite:///{tmp_path}/hall.db", keyring.data_key)
    hall = Hall(database, keyring)
    with hall_in_thread(hall, certificate(tmp_path)) as port:
        way = TcpProxy(port)
        try:
            yield Line(tmp_path, hall, builders, way)
        finally:
            way.close()
    database.close()


def test_a_release_goes_from_ring_to_ring_and_to_nobody_when_taken_back(line: Line) -> None:
    assert line.offered() == ""
    line.builders.release("0.2.0")
    line.publish("0.2.0", "test")
    assert line.offered() == ""
    tester = Place(line.place.address, line.place.pin, WINDOW, "test")
    assert line.offered(tester) == "0.2.0"
    publishing.let_go(line.hall, ADMIN, "0.2.0", "first")
    assert line.offered(Place(line.place.address, line.place.pin, WINDOW, "half")) == ""
    assert line.offered(Place(line.place.address, line.place.pin, WINDOW, "1")) == "0.2.0"
    publishing.let_go(line.hall, ADMIN, "0.2.0", "all")
    assert line.offered() == "0.2.0"
    publishing.let_go(line.hall, ADMIN, "0.2.0", "")
    assert line.offered() == ""
    assert line.offered(tester) == ""


def test_a_package_comes_over_a_line_that_breaks_without_beginning_again_and_is_installed(
    line: Line, tmp_path: Path
) -> None:
    ballast = random.Random(7).randbytes(3_000_000)
    line.builders.release("0.2.0", package(tmp_path, "0.2.0", ballast=ballast))
    line.publish("0.2.0")
    assert line.offered() == "0.2.0"
    line.way.cut(down=1_500_000)
    with pytest.raises(Refused) as refused:
        line.fetch()
    assert refused.value.first.code == "sync.cut"
    line.way.heal()
    told: list[int] = []
    assert line.fetch(told) == "ready"
    assert told[0] > 1_000_000
    assert line.way.down < 2_300_000
    found = updating.apply(line.data, line.pc, root=line.builders.root)
    assert found.state == "trying"
    assert line.pc.version() == "0.2.0"
    assert line.offered() == ""


def test_a_line_that_fails_is_noted_and_the_next_try_comes_by_itself(line: Line) -> None:
    assert line.offered(Place("https://127.0.0.1:9/updates")) == "sync.offline"
    other = Place(line.place.address, "ab" * 32, WINDOW)
    assert line.offered(other) == "sync.certificate"
    here = line.place.address
    assert line.offered(Place(here.replace("updates", "x"), line.place.pin)) == "updates.not_served"
    assert line.offered() == ""


def test_a_hall_that_shows_an_older_state_is_not_believed(line: Line, tmp_path: Path) -> None:
    line.builders.release("0.2.0")
    line.publish("0.2.0")
    assert line.offered() == "0.2.0"
    line.builders.release("0.3.0")
    carried = line.builders.carry("0.3.0")
    update_offers.stage(line.data, carried, line.pc, root=line.builders.root)
    assert line.offered() == "updates.behind"
    strangers = Builders.begin(tmp_path / "strangers")
    strangers.release("0.4.0")
    with pytest.raises(Refused) as refused:
        publishing.publish(
            line.hall, ADMIN, strangers.carry("0.4.0"), "all", root=line.builders.root
        )
    assert refused.value.first.code == "updates.unsigned"
    assert [one.release.version for one in reading.all_releases(line.hall)] == ["0.2.0"]

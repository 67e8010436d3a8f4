"""Versions of the program at the hall: taken in with their signatures, let go, carried on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hall_office import ADMIN, OFFICER, PUBLISHER, STATION, HandClock, Window
from released import NOTES, Builders

from station_desktop.domain.problem import Refused
from station_desktop.domain.station.devices import Enrolled
from station_desktop.hall import audit, registry
from station_desktop.hall.journal import writing
from station_desktop.hall.updates import publishing, reading
from station_desktop.hall.work import SELF, Hall
from station_desktop.releases import carried
from station_desktop.releases.trust import Trust

DEVICE = "0000000000aa"


@pytest.fixture(scope="module")
def builders(tmp_path_factory: pytest.TempPathFactory) -> Builders:
    made = Builders.begin(tmp_path_factory.mktemp("builders"))
    made.release("0.2.0")
    made.carry("0.2.0")
    made.release("0.2.0", platform="windows-x86_64")
    made.release("0.10.0", least="0.2.0")
    for version in ("0.2.0", "0.10.0"):
        made.carry(version)
    return made


def enrolled(hall: Hall, device: str, program: str) -> None:
    fact = Enrolled(name="一号窗口", role="window", key="00" * 32, desk="01")
    with hall.database.begin() as connection:
        writing.append(connection, hall, STATION, SELF, [(f"device:{device}", fact)])
        registry.seen(connection, hall, device, program)


def test_publishing_letting_go_and_which_window_runs_what(
    hall: Hall, builders: Builders, window: Window, time: HandClock, tmp_path: Path
) -> None:
    enrolled(hall, DEVICE, "station-desktop 0.1.0")
    files = builders.folder
    both = publishing.publish(
        hall, ADMIN, files / "0.2.0.station-update", "test", root=builders.root
    )
    assert both.platforms == ("linux-x86_64", "windows-x86_64")
    publishing.publish(hall, ADMIN, files / "0.10.0.station-update", "test", root=builders.root)
    shown = [one.release for one in reading.published(hall, ADMIN)]
    assert [one.version for one in shown] == ["0.10.0", "0.2.0", "0.2.0"]
    assert all(one.notes == NOTES for one in shown)

    [running] = reading.running(hall, ADMIN)
    assert (running.version, running.ring, running.offered) == ("0.1.0", "all", "")
    publishing.put_in_ring(hall, ADMIN, DEVICE, "test")
    [running] = reading.running(hall, ADMIN)
    assert (running.ring, running.offered) == ("test", "0.10.0")
    stone = reading.offer(hall, DEVICE, "", "linux-x86_64", "0.1.0")
    assert stone is not None
    assert stone.version == "0.2.0"  # the newest cannot be put over this one at once
    newest = reading.offer(hall, DEVICE, "", "linux-x86_64", "0.2.0")
    assert newest is not None
    assert newest.version == "0.10.0"
    assert reading.offer(hall, DEVICE, "all", "linux-x86_64", "0.2.0") is None
    assert reading.offer(hall, DEVICE, "", "linux-aarch64", "0.1.0") is None
    assert reading.offer(hall, DEVICE, "", "linux-x86_64", "' OR 1") is None

    assert publishing.let_go(hall, ADMIN, "0.10.0", "") == ("linux-x86_64",)
    assert reading.offer(hall, DEVICE, "", "linux-x86_64", "0.2.0") is None
    publishing.put_in_ring(hall, ADMIN, DEVICE, "all")
    assert [one.what for one in audit.page(hall, ADMIN)][:3] == [
        "update.ring",
        "update.withdrawn",
        "update.ring",
    ]

    out = tmp_path / "carried.station-update"
    publishing.export(hall, ADMIN, "0.2.0", out)
    with carried.opened(out) as source:
        trust = Trust(tmp_path / "trust", builders.root, source)
        trust.refresh()
        for path in source.paths:
            trust.fetch(trust.release(path), tmp_path / path)


def test_who_has_not_the_right_changes_nothing_and_what_is_not_there_is_told(
    hall: Hall, builders: Builders, window: Window
) -> None:
    file = builders.folder / "0.2.0.station-update"
    for officer in (OFFICER, PUBLISHER):
        with pytest.raises(Refused, match=r"role\.not_allowed"):
            publishing.publish(hall, officer, file, root=builders.root)
        with pytest.raises(Refused, match=r"role\.not_allowed"):
            publishing.let_go(hall, officer, "0.2.0", "all")
    for act, code in (
        (lambda: publishing.let_go(hall, ADMIN, "9.9", "all"), "updates.unknown"),
        (lambda: publishing.let_go(hall, ADMIN, "0.2.0", "moon"), "updates.ring_unknown"),
        (lambda: publishing.put_in_ring(hall, ADMIN, "nobody", "all"), "device.unknown"),
        (lambda: publishing.put_in_ring(hall, ADMIN, DEVICE, "moon"), "updates.ring_unknown"),
        (lambda: publishing.export(hall, ADMIN, "9.9", file), "updates.unknown"),
    ):
        with pytest.raises(Refused, match=code):
            act()
    assert reading.published(hall, ADMIN) == ()

"""Backups by themselves: where they go, when they are made, what is told when a place is away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from copied_station import founded as founded

from station_desktop.domain.problem import Refused
from station_desktop.storage.backup import volumes
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backup_places, backup_rounds, backups
from station_desktop.usecases.work import Work


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "media" / "U 盘" / "backups"
    made.mkdir(parents=True)
    return made


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


def made_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.station-backup"))


def test_each_day_one_backup_and_a_missed_one_soon_after(
    work: Work, stick: Path, clock: Any
) -> None:
    store = work.store
    assert backup_rounds.sign(store).state == "none"
    assert backup_rounds.run(store) == ()
    backup_places.add(work, stick)
    assert backup_rounds.sign(store).state == "missing"
    [first] = backup_rounds.run(store)  # none was ever made: now, not at noon
    assert first.backup is not None
    assert backup_rounds.run(store) == ()
    clock.turn(hours=3)  # ten past twelve went by
    assert len(backup_rounds.run(store)) == 1
    clock.turn(days=1, hours=-4)
    assert backup_rounds.run(store) == ()
    clock.turn(days=2)  # off for two days
    assert backup_rounds.sign(store).state == "late"
    assert len(backup_rounds.run(store)) == 1
    assert backup_rounds.sign(store).state == "good"
    assert len(backup_rounds.run(store, all=True)) == 1
    assert len(made_in(stick)) == 2  # of each day the last


def test_a_place_that_is_away_is_told_quietly_then_loudly_and_caught_up_with(
    work: Work, stick: Path, clock: Any
) -> None:
    store = work.store
    backup_places.add(work, stick)
    backup_rounds.run(store)
    pocket = stick.parent.with_name("pocket")
    stick.parent.rename(pocket)
    clock.turn(days=1)
    for _ in range(2):  # tried again and again, without an hour's wait
        [went] = backup_rounds.run(store)
        assert went.problem is not None
        assert went.problem.code == "backups.away"
    states = []
    for _ in range(7):
        states.append(backup_rounds.sign(store).state)
        clock.turn(days=1)
    assert states == ["good", "late", "late", "late", "late", "late", "missing"]
    [standing] = backup_places.standings(store)
    assert standing.folder is None
    stick.mkdir(parents=True)  # the folder under which no stick is mounted
    [went] = backup_rounds.run(store)
    assert went.problem is not None
    assert not list(stick.iterdir())
    stick.rmdir()
    stick.parent.rmdir()
    pocket.rename(stick.parent)
    [went] = backup_rounds.run(store)
    assert went.backup is not None
    [standing] = backup_places.standings(store)
    assert standing.state.problem is None
    assert standing.free > 0


def test_a_stick_under_another_letter_is_found_by_its_mark(
    work: Work, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = [volumes.Volume(stick.parent, "exfat")]
    monkeypatch.setattr(volumes, "volumes", lambda: tuple(letters))
    place = backup_places.add(work, stick)
    assert place.beneath == "backups"
    other = stick.parent.with_name("E")
    stick.parent.rename(other)
    letters[:] = [volumes.Volume(other, "exfat")]
    [went] = backup_rounds.run(work.store)
    assert went.backup is not None
    assert went.backup.path.parent == other / "backups"
    assert backup_places.latest_anywhere() == went.backup.path
    assert backup_places.newest_in(other / "backups") == went.backup.path
    assert code_of(lambda: backup_places.newest_in(other)) == "backups.none_in"


def test_a_failing_place_is_left_alone_for_an_hour_and_the_others_go_on(
    work: Work, stick: Path, tmp_path: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "share"
    second.mkdir()
    for folder in (stick, second):
        backup_places.add(work, folder)
    room = volumes.room
    monkeypatch.setattr(volumes, "room", lambda folder: 10 if folder == stick else room(folder))
    told: list[tuple[int, int]] = []
    full, well = backup_rounds.run(work.store, lambda *far: told.append(far))
    assert full.problem is not None
    assert full.problem.code == "backups.no_room"
    assert well.backup is not None
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert backup_rounds.due(work.store) == ()
    clock.turn(minutes=61)
    assert [place.path for place in backup_rounds.due(work.store)] == [str(stick)]
    sign = backup_rounds.sign(work.store)
    assert (sign.state, sign.problem) == ("good", full.problem)


def test_what_cannot_be_a_place_is_refused(work: Work, stick: Path, data_dir: Path) -> None:
    inside = data_dir / "logs"
    inside.mkdir(exist_ok=True)
    assert code_of(lambda: backup_places.add(work, inside)) == "backups.place_inside"
    assert code_of(lambda: backup_places.add(work, stick / "no")) == "backups.gone"
    assert code_of(lambda: backup_places.add(work, Path("here"))) == "backups.gone"
    assert code_of(lambda: backup_places.set_time(work, "25:00")) == "setting.time"
    assert code_of(lambda: backup_places.set_keep(work, "none")) == "backups.keep_form"
    place = backup_places.add(work, stick)
    assert backup_places.add(work, stick).id == place.id
    assert len(backup_places.plan(work.store).places) == 1
    backup_places.set_time(work, "18:30")
    backup_places.set_keep(work, "30, 0, 0")
    found = backup_places.plan(work.store)
    assert (found.at.isoformat("minutes"), str(found.keep)) == ("18:30", "30, 0, 0")
    backup_places.remove(work, place.id)
    assert backup_places.plan(work.store).places == ()


def test_the_policy_lays_down_where_and_when(
    work: Work, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    backup_places.add(work, own)
    file = tmp_path / "policy.toml"
    file.write_text(
        f"backup_folders = ['{stick}']\nbackup_time = '07:30'\nbackup_keep = 2\n", "utf-8"
    )
    monkeypatch.setenv("STATION_POLICY", str(file))
    for act in (
        lambda: backup_places.add(work, stick),
        lambda: backup_places.set_time(work, "12:00"),
        lambda: backup_places.set_keep(work, "7"),
        lambda: backup_places.remove(work, "x"),
    ):
        assert code_of(act) == "setting.fixed_by_policy"
    for _ in range(3):
        [went] = backup_rounds.run(work.store, all=True)
        assert went.backup is not None
    assert len(made_in(stick)) == 2
    assert not made_in(own)
    [standing] = backup_places.standings(work.store)
    assert standing.state.made_at == went.backup.made_at
    assert backup_rounds.sign(work.store).state == "good"
    assert backup_rounds.due(work.store) == ()


def test_a_backup_made_by_hand_elsewhere_counts_for_no_place(work: Work, stick: Path) -> None:
    backups.make(work, stick)
    assert backup_rounds.sign(work.store).state == "none"
    assert isinstance(work.store, Store)

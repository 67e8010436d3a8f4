"""Backups made while the window works, proven by opening them, and what stays when a disk fails in
the middle."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from copied_station import founded as founded
from founding import CHEAP, PASSWORD

from station_desktop.domain.person.residents import Registered
from station_desktop.domain.problem import Refused
from station_desktop.storage import blobs
from station_desktop.storage.backup import volumes
from station_desktop.storage.backup.backup_files import PART, SUFFIX, manifest_of
from station_desktop.storage.database import Connection
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backup_rounds, backups
from station_desktop.usecases.door import opening
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.work import Work

NAME = "欧阳小明"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "U 盘"
    made.mkdir()
    return made


def register(work: Work, name: str = NAME) -> None:
    id = work.store.ledger.new_id()
    work.store.ledger.append(
        work.author, [(f"resident:{id}", Registered(name=name, phone="13800138000"))]
    )


def fill(store: Store, megabytes: int = 2) -> None:
    """Scans, so that there is something to copy."""
    for _ in range(megabytes):
        blobs.put(store.connection, os.urandom(1_000_000), "image/png")


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class Once:
    """Hears how far it is, and does one thing when ``share`` of it is done."""

    def __init__(self, act: Callable[[], object], share: float) -> None:
        self.act, self.share = act, share
        self.heard: list[tuple[int, int]] = []

    def __call__(self, done: int, total: int) -> None:
        before = self.heard[-1][0] / total if self.heard else -1.0
        self.heard.append((done, total))
        if before < self.share <= done / total:
            self.act()


# what a backup is


def test_a_backup_is_made_while_the_window_writes_and_opens_as_it_was_begun(
    work: Work, data_dir: Path, founded: Founded, place: Path
) -> None:
    register(work)
    fill(work.store)
    entries = work.store.ledger.count()
    seen: list[bytes] = []

    def go_on() -> None:
        register(work, "后来的人")
        seen.extend(files(place).values())

    told = Once(go_on, 0.1)
    made = backups.make(work, place, told)
    assert made.manifest is not None
    assert made.manifest.entries == entries == work.store.ledger.count() - 1
    assert [done for done, _ in told.heard] == sorted(done for done, _ in told.heard)
    assert told.heard[-1][0] == told.heard[-1][1]
    assert list(place.iterdir()) == [made.path]
    for data in (*seen, made.path.read_bytes()):
        assert seen
        assert NAME.encode() not in data
        assert b"13800138000" not in data
        assert b"wangmin" not in data
    key = backups.key_of(made.path, founded.recovery_key)
    assert key == founded.key
    assert backups.verify(made.path, key).manifest == made.manifest
    assert backups.verify(made.path).manifest == made.manifest


def test_the_name_and_the_manifest_say_nothing_about_anybody(work: Work, place: Path) -> None:
    register(work)
    made = backups.make(work, place)
    assert made.manifest is not None
    assert made.path.name.startswith(f"110102017014-{made.manifest.line}-20261126-100000-1")
    assert {piece.name for piece in made.manifest.pieces} == {"station.db", "station.keys"}


def test_only_who_may_make_backups_makes_them(store: Store, founded: Founded, place: Path) -> None:
    worker = msgspec.structs.replace(founded.actor, roles=("worker",))
    assert code_of(lambda: backups.make(Work(store, worker), place)) == "role.not_allowed"
    assert not list(place.iterdir())


def test_a_stolen_backup_holds_no_password_to_try(work: Work, place: Path) -> None:
    made = backups.make(work, place)
    assert made.manifest is not None
    keys = made.path.read_bytes()[made.manifest.pieces[0].size :][: made.manifest.pieces[1].size]
    assert keys.count(b'"id"') == 1
    assert b'"id":"recovery"' in keys


# what is wrong with a file


def damage(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


HARMS: tuple[tuple[Callable[[Path], None], str], ...] = (
    (lambda path: damage(path, 200_000), "backups.damaged"),
    (lambda path: damage(path, -60), "backups.damaged"),
    (lambda path: damage(path, -41), "backups.damaged"),
    (lambda path: damage(path, -1), "backups.cut"),
    (lambda path: os.truncate(path, path.stat().st_size // 2), "backups.cut"),
    (lambda path: os.truncate(path, 3), "backups.cut"),
    (lambda path: path.unlink(), "backups.unreadable"),
)


def test_a_file_that_is_not_whole_is_told_and_restores_nothing(
    work: Work, founded: Founded, place: Path
) -> None:
    made = backups.make(work, place)
    whole, into = made.path.read_bytes(), place / "new"
    for harm, code in HARMS:
        made.path.write_bytes(whole)
        harm(made.path)
        assert code_of(lambda: backups.verify(made.path)) == code
        assert code_of(lambda: backups.restore(made.path, into, founded.recovery_key)) == code
        assert not into.exists()
        if code == "backups.cut":
            [listed] = backups.listed(place)
            assert listed.problem is not None
            assert listed.problem.code == code


def test_another_key_opens_nothing(work: Work, place: Path) -> None:
    made = backups.make(work, place)
    assert code_of(lambda: backups.verify(made.path, b"\1" * 32)) == "backups.wrong_key"
    wrong = "AAAA-" * 7 + "AAAA"
    assert code_of(lambda: backups.restore(made.path, place / "new", wrong)) == (
        "vault.recovery_wrong"
    )
    assert code_of(lambda: backups.restore(made.path, place / "new", "AAAA")) == (
        "vault.recovery_form"
    )
    assert not (place / "new").exists()


def test_a_changed_entry_is_found_by_opening(work: Work, place: Path) -> None:
    """As by somebody who has the key: hashes and pages are right, the chain is not."""
    register(work)
    made = backups.make(work, place)

    def change(connection: Connection) -> None:
        connection.execute("UPDATE entries SET author = 'nobody' WHERE number = 3")

    assert code_of(lambda: backups.rewrite(made.path, work.store.key, change, backups.unheard)) == (
        "backups.not_proven"
    )
    assert backups.verify(made.path, work.store.key).manifest == made.manifest
    assert list(place.iterdir()) == [made.path]


# what happens in the middle


def test_stopped_in_the_middle_it_leaves_what_was_there(work: Work, place: Path) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    fill(work.store)
    first = backups.make(work, place)
    for share in (0.1, 0.9):
        with pytest.raises(Stopped):
            backups.make(work, place, Once(stop, share))
        assert list(place.iterdir()) == [first.path]
    backups.verify(first.path, work.store.key)


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_a_stick_pulled_out_in_the_middle_is_told(work: Work, place: Path, share: float) -> None:
    fill(work.store)
    first = backups.make(work, place)
    pulled = place.with_name("in a pocket")

    def pull() -> None:
        place.rename(pulled)

    assert code_of(lambda: backups.make(work, place, Once(pull, share))) == "backups.gone"
    pulled.rename(place)
    backups.verify(first.path, work.store.key)
    second = backups.make(work, place)
    assert {path.name for path in place.iterdir()} == {first.path.name, second.path.name}


def test_a_place_that_is_not_there_is_told(work: Work, place: Path) -> None:
    assert code_of(lambda: backups.make(work, place / "no")) == "backups.gone"
    assert code_of(lambda: backups.listed(place / "no")) == "backups.gone"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of six megabytes of its own."""
    root = tmp_path / "small"
    root.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(root)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("nobody may mount a disk here")
    try:
        yield root
    finally:
        subprocess.run(["umount", str(root)], check=True, capture_output=True)


def test_a_disk_without_room_or_that_fills_meanwhile_is_told(work: Work, small_disk: Path) -> None:
    first = backups.make(work, small_disk)
    fill(work.store, 2)
    whole = files(small_disk)

    def fill_up() -> None:
        (small_disk / "film").write_bytes(bytes(volumes.room(small_disk)))

    assert code_of(lambda: backups.make(work, small_disk, Once(fill_up, 0.1))) == (
        "backups.disk_full"
    )
    (small_disk / "film").unlink()
    assert files(small_disk) == whole
    fill(work.store, 2)
    with pytest.raises(Refused) as refused:
        backups.make(work, small_disk)
    assert refused.value.first.code == "backups.no_room"
    assert refused.value.first.params["needed"] > refused.value.first.params["free"]
    assert files(small_disk) == whole
    backups.verify(first.path, work.store.key)


def test_a_share_that_is_read_only_is_told(work: Work, small_disk: Path) -> None:
    first = backups.make(work, small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert code_of(lambda: backups.make(work, small_disk)) == "backups.read_only"
    backups.verify(first.path, work.store.key)


def test_a_stick_of_fat32_refuses_more_than_four_gigabytes_before_and_after(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = volumes.Volume(place.resolve(), "vfat")
    monkeypatch.setattr(volumes, "volumes", lambda: (stick,))
    assert code_of(lambda: volumes.must_fit(place, volumes.FAT_LIMIT + 1)) == "backups.file_limit"
    part = place / f"large{SUFFIX}{PART}"
    part.touch()
    os.truncate(part, volumes.FAT_LIMIT)

    def write() -> None:
        with volumes.writing(place, part):
            raise OSError(5, "as a driver says it")

    assert code_of(write) == "backups.file_limit"


# several, and in time


def test_two_windows_back_up_to_one_share_and_thin_out_their_own_only(
    work: Work, founded: Founded, place: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "second"
    other = opening.found_station(
        folder, name="x", code="110102017014", login="lina", password=PASSWORD, cost=CHEAP
    )
    second = Store(folder, other.key, time=work.store.time)
    try:
        theirs = [backups.made(second, place) for _ in range(2)]
        mine = [backups.make(work, place) for _ in range(3)]
        gone = backup_rounds.rotate(work.store, mine[-1], backup_rounds.Keep(0, 0, 0, 1))
    finally:
        second.close()
    assert gone == 2
    left = {path.name for path in place.iterdir()}
    assert left == {mine[-1].path.name, *(one.path.name for one in theirs)}


def test_only_one_backup_of_a_pc_at_a_time(work: Work, place: Path) -> None:
    fill(work.store)
    codes: list[str] = []
    again = Once(lambda: codes.append(code_of(lambda: backups.make(work, place))), 0.1)
    backups.make(work, place, again)
    assert codes == ["backups.busy"]
    assert len(list(place.iterdir())) == 1


def test_a_clock_gone_back_changes_neither_the_order_nor_what_stays(
    work: Work, place: Path, clock: object
) -> None:
    first = backups.make(work, place)
    clock.turn(days=-400)  # type: ignore[attr-defined]
    second = backups.make(work, place)
    assert (manifest_of(first.path).serial, manifest_of(second.path).serial) == (1, 2)
    backup_rounds.rotate(work.store, second, backup_rounds.Keep(1, 0, 0, 1))
    assert second.path.exists()


def test_what_a_power_cut_left_is_swept_up_with_the_next(work: Work, place: Path) -> None:
    made = backups.make(work, place)
    left = place / f"{made.path.name}{PART}"
    left.write_bytes(b"half")
    (place / f"somebody-else{SUFFIX}{PART}").write_bytes(b"half")
    again = backups.make(work, place)
    assert {path.name for path in place.iterdir()} == {
        made.path.name,
        again.path.name,
        f"somebody-else{SUFFIX}{PART}",
    }


# erasing in backups


def test_a_backup_is_rewritten_in_one_step_and_proves_again(
    work: Work, founded: Founded, place: Path
) -> None:
    register(work)
    work.store.ledger.set_meta("secret of one person", "4f" * 32)
    made = backups.make(work, place)
    told: list[tuple[int, int]] = []

    def forget(connection: Connection) -> None:
        connection.execute("DELETE FROM meta WHERE key = 'secret of one person'")

    after = backups.rewrite(
        made.path, founded.key, forget, lambda done, total: told.append((done, total))
    )
    assert after.path == made.path
    assert list(place.iterdir()) == [made.path]
    assert told[-1][0] == told[-1][1]
    backups.verify(made.path, founded.key)
    restored = backups.restore(made.path, place / "new", founded.recovery_key)
    assert restored.manifest.made_at == made.made_at
    store = Store(place / "new", founded.key, read_only=True)
    try:
        assert store.ledger.meta("secret of one person") is None
        assert store.ledger.count() == work.store.ledger.count()
    finally:
        store.close()

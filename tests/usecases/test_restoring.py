"""A station brought back: from a backup with the recovery key, or from a cold copy with none; and
never anything lost that was there before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from copied_station import founded as founded
from founding import CHEAP, PASSWORD
from taken_in import take_in

from station_desktop.domain import fold
from station_desktop.domain.case import numbers
from station_desktop.domain.problem import Refused
from station_desktop.domain.station import devices
from station_desktop.storage.backup import backup_files
from station_desktop.storage.proof import proof
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backups
from station_desktop.usecases.door import accounts, opening
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

ZHANG = {"name": "张小明", "id_number": "11010519491231002X", "phone": "13800138000"}


@pytest.fixture(autouse=True)
def _nobody_searches_for_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "keep_item_index", lambda _: None)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "share"
    made.mkdir()
    return made


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_restored_with_the_recovery_key_as_somebody_types_it(
    work: Work, founded: Founded, place: Path, tmp_path: Path
) -> None:
    residents.register(work, ZHANG)
    accounts.add(work, "lina", "李娜", ("worker",), "Other#2026x")
    accounts.lock(work, "lina")
    made, into = backups.make(work, place), tmp_path / "新电脑" / "data"
    typed = founded.recovery_key.lower().replace("-", " ").replace("o", "0").replace("i", "1")
    told: list[tuple[int, int]] = []
    into.parent.mkdir()
    found = backups.restore(made.path, into, typed, lambda *far: told.append(far))
    assert found.aside is None
    assert {one.login: one.locked for one in found.accounts} == {"wangmin": False, "lina": True}
    assert told[-1][0] == told[-1][1]
    assert {path.name for path in into.iterdir()} >= {"station.db", "station.keys"}
    entered = opening.unlock(into, "wangmin", PASSWORD)
    assert code_of(lambda: opening.unlock(into, "lina", "Other#2026x")) == "account.locked"
    store = Store(into, entered.key)
    try:
        assert proof.prove(store.ledger).holds
        assert residents.find(Work(store, entered.actor), "张小明")
        assert made.manifest is not None
        (said,) = store.ledger.history(f"device:{made.manifest.device}")
        assert said.author == entered.actor.id
        fact = fold.fact_of(said)
        assert isinstance(fact, devices.Restored)
        assert (fact.made_at, fact.entries) == (made.manifest.made_at, made.manifest.entries)
    finally:
        store.close()


def test_what_is_there_is_only_moved_aside_and_only_when_told_so(
    work: Work, founded: Founded, place: Path, data_dir: Path
) -> None:
    made = backups.make(work, place)
    residents.register(work, ZHANG)
    work.store.close()
    before = everything(data_dir)

    def restore(*, replace: bool) -> backups.Restored:
        return backups.restore(made.path, data_dir, founded.recovery_key, replace=replace)

    assert code_of(lambda: restore(replace=False)) == "backups.station_there"
    assert everything(data_dir) == before
    found = restore(replace=True)
    assert found.aside is not None
    kept = everything(found.aside)
    assert kept.pop("moved-at").isdigit()
    assert kept == {name: data for name, data in before.items() if name in kept}
    assert {"station.db", "station.keys"} <= set(kept)
    opening.unlock(data_dir, "wangmin", PASSWORD)
    opening.unlock(found.aside, "wangmin", PASSWORD)


def test_a_damaged_store_and_a_lost_key_file_are_replaced_all_the_same(
    work: Work, founded: Founded, place: Path, data_dir: Path
) -> None:
    made = backups.make(work, place)
    work.store.close()
    (data_dir / "station.db").write_bytes(b"broken")
    (data_dir / "restoring-20261126-095900-1").mkdir()  # of a try that a power cut ended
    for keys in data_dir.glob("station.keys*"):
        keys.unlink()
    found = backups.restore(made.path, data_dir, founded.recovery_key, replace=True)
    assert found.aside is not None
    assert (found.aside / "station.db").read_bytes() == b"broken"
    assert not list(data_dir.glob("restoring-*"))
    opening.unlock(data_dir, "wangmin", PASSWORD)


def test_another_station_is_never_restored_over(
    work: Work, founded: Founded, place: Path, tmp_path: Path
) -> None:
    made, other = backups.make(work, place), tmp_path / "other"
    opening.found_station(
        other, name="x", code="110102017015", login="lina", password=PASSWORD, cost=CHEAP
    )
    before = everything(other)
    assert code_of(
        lambda: backups.restore(made.path, other, founded.recovery_key, replace=True)
    ) == ("backups.other_station")
    assert everything(other) == before


def test_a_backup_of_a_newer_program_is_left_alone(
    work: Work, founded: Founded, place: Path, tmp_path: Path
) -> None:
    made = backups.make(work, place)
    assert made.manifest is not None
    newer = msgspec.structs.replace(
        made.manifest, program="9.1.0", tables=(*made.manifest.tables, "0099_later")
    )
    _say_instead(made.path, msgspec.json.encode(newer))
    with pytest.raises(Refused) as refused:
        backups.restore(made.path, tmp_path / "new", founded.recovery_key)
    assert refused.value.first.code == "backups.newer"
    assert refused.value.first.params == {"version": "9.1.0"}
    _say_instead(made.path, b'{"format": 2, "program": "10.0", "more": true}')
    assert code_of(lambda: backups.verify(made.path)) == "backups.newer"
    assert not (tmp_path / "new").exists()


def _say_instead(path: Path, said: bytes) -> None:
    """The same parts under another manifest."""
    import hashlib

    pieces = backup_files.manifest_of(path).pieces
    data = path.read_bytes()[: sum(piece.size for piece in pieces)]
    tail = hashlib.sha256(said).digest() + len(said).to_bytes(8, "big") + backup_files.MARK
    path.write_bytes(data + said + tail)


def test_stopped_in_the_middle_nothing_was_touched(
    work: Work, founded: Founded, place: Path, data_dir: Path
) -> None:
    class Stopped(Exception):
        pass

    made = backups.make(work, place)
    work.store.close()
    before = everything(data_dir)

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Stopped

    with pytest.raises(Stopped):
        backups.restore(made.path, data_dir, founded.recovery_key, stop, replace=True)
    assert everything(data_dir) == before


def test_numbers_given_after_the_backup_are_not_given_again(
    work: Work, founded: Founded, place: Path, tmp_path: Path
) -> None:
    person = residents.register(work, ZHANG)
    first = take_in(work, person).number
    made = backups.make(work, place)
    lost = {take_in(work, person).number for _ in range(2)}
    again: set[str] = set()
    for turn in range(2):
        into = tmp_path / f"new-{turn}"
        work.store.time.turn(minutes=1)  # type: ignore[attr-defined]
        backups.restore(made.path, into, founded.recovery_key, time=work.store.time)
        store = Store(into, founded.key, time=work.store.time)
        try:
            new = {take_in(Work(store, work.actor), person).number for _ in range(2)}
        finally:
            store.close()
        assert not new & (lost | again | {first})
        assert min(map(numbers.serial_of, new)) == 1000 + 6 * (601 + turn)
        again |= new
    work.store.time.turn(days=1)  # type: ignore[attr-defined]
    store = Store(into, founded.key, time=work.store.time)
    try:
        assert numbers.serial_of(take_in(Work(store, work.actor), person).number) == 1
    finally:
        store.close()


# cold copies


def test_a_closed_folder_is_set_aside_and_put_back_without_any_key(
    work: Work, data_dir: Path, place: Path
) -> None:
    residents.register(work, ZHANG)
    work.store.close()
    before = everything(data_dir)
    copy = backups.set_aside(data_dir, place)
    assert copy.parent == place
    (data_dir / "station.db").write_bytes(b"what a failed update left")
    aside = backups.put_back(copy, data_dir)
    assert aside is not None
    assert (aside / "station.db").read_bytes() == b"what a failed update left"
    after = everything(data_dir)
    assert {name: after[name] for name in before} == before
    opening.unlock(data_dir, "wangmin", PASSWORD)


def test_a_store_that_was_not_closed_in_time_is_copied_with_its_log(
    work: Work, data_dir: Path, place: Path, tmp_path: Path
) -> None:
    """As after a power cut: what is in the write-ahead log is not in the file yet."""
    residents.register(work, ZHANG)
    entries = work.store.ledger.count()
    assert (data_dir / "station.db-wal").stat().st_size > 0
    copy, into = backups.set_aside(data_dir, place), tmp_path / "elsewhere"
    assert backups.put_back(copy, into) is None
    store = Store(into, work.store.key)
    try:
        assert store.ledger.count() == entries
    finally:
        store.close()


def test_a_cold_copy_that_is_damaged_or_half_puts_nothing_back(
    work: Work, data_dir: Path, place: Path
) -> None:
    work.store.close()
    before = everything(data_dir)
    copy = backups.set_aside(data_dir, place)
    os.truncate(copy / "station.db", 5000)
    assert code_of(lambda: backups.put_back(copy, data_dir)) == "backups.damaged"
    (copy / "set-aside.json").unlink()
    assert code_of(lambda: backups.put_back(copy, data_dir)) == "backups.not_one"
    assert everything(data_dir) == before
    assert code_of(lambda: backups.set_aside(place, place)) == "backups.nothing_there"

"""What may lie on a disk instead of a store, or happen to it: each gets one clear code and leaves
the data as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from founding import CHEAP, PASSWORD
from people import people

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.storage import database
from station_desktop.storage.keys.vault import Vault
from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work


def refused_on_opening(folder: Path, password: str = PASSWORD) -> str:
    """The code of the refusal; it must have a sentence in both languages."""
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".db"}
    with pytest.raises(Refused) as refused:
        opening.unlock(folder, "wangmin", password)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".db"}
    assert before == after, "a refused opening changed the store"
    problem = refused.value.first
    for language in phrases.LANGUAGES:
        assert phrases.say(problem.code, language, **problem.params) != problem.code
    return problem.code


def test_a_plain_sqlite_file_is_not_ours(data_dir: Path, founded: Founded) -> None:
    import sqlite3

    (data_dir / "station.db").unlink()
    foreign = sqlite3.connect(data_dir / "station.db")
    foreign.execute("CREATE TABLE x (y)")
    foreign.close()
    assert refused_on_opening(data_dir) == "store.not_ours"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a zip", b"\0" * 9000])
def test_something_else_is_not_ours(data_dir: Path, founded: Founded, content: bytes) -> None:
    (data_dir / "station.db").write_bytes(content)
    expected = "store.empty" if content == b"" else "store.not_ours"
    assert refused_on_opening(data_dir) == expected


def test_a_truncated_store_is_damaged(data_dir: Path, founded: Founded) -> None:
    file = data_dir / "station.db"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    assert refused_on_opening(data_dir) in ("store.damaged", "store.not_ours")


def test_a_spoilt_page_is_damage_and_nothing_is_written_beside_the_sentence(
    data_dir: Path, founded: Founded, capfd: pytest.CaptureFixture[str]
) -> None:
    file = data_dir / "station.db"
    whole = bytearray(file.read_bytes())
    whole[4096:] = bytes(len(whole) - 4096)
    file.write_bytes(whole)
    assert refused_on_opening(data_dir) in ("store.damaged", "store.not_ours")
    assert capfd.readouterr() == ("", "")


def test_the_key_file_of_another_station_does_not_fit(
    tmp_path: Path, data_dir: Path, founded: Founded
) -> None:
    other = tmp_path / "other"
    opening.found_station(
        other, name="别的站", code="110102017015", login="wangmin", password=PASSWORD, cost=CHEAP
    )
    (data_dir / "station.keys").write_bytes((other / "station.keys").read_bytes())
    assert refused_on_opening(data_dir) == "store.not_ours"


def test_missing_parts_are_named(tmp_path: Path, data_dir: Path, founded: Founded) -> None:
    (tmp_path / "empty").mkdir()
    assert refused_on_opening(tmp_path / "empty") == "station.absent"
    keys = (data_dir / "station.keys").read_bytes()
    (data_dir / "station.keys").unlink()
    assert refused_on_opening(data_dir) == "vault.absent"
    (data_dir / "station.keys").write_bytes(keys)
    (data_dir / "station.db").unlink()
    assert refused_on_opening(data_dir) == "store.absent"


def test_a_newer_schema_is_left_alone(data_dir: Path, founded: Founded) -> None:
    store = Store(data_dir, founded.key)
    store.connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('station', '9999_from_the_future', 'later')"
    )
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    assert refused_on_opening(data_dir) == "store.newer"


def test_wrong_password_says_nothing_about_which_part_was_wrong(
    data_dir: Path, founded: Founded
) -> None:
    assert refused_on_opening(data_dir, "wrong Pass 1") == "vault.wrong"


@pytest.mark.parametrize(
    ("pragma", "code"),
    [("query_only = 1", "store.read_only"), ("max_page_count = 1", "store.disk_full")],
)
def test_a_store_that_cannot_be_written_refuses_and_keeps_what_it_has(
    work: Work, pragma: str, code: str
) -> None:
    residents.register(work, people(1)[0].typed())
    before = work.store.ledger.count()
    work.store.connection.execute(f"PRAGMA {pragma}")
    assert _refusal_of_many(work) == code
    work.store.connection.execute("PRAGMA query_only = 0")
    work.store.connection.execute("PRAGMA max_page_count = 1000000")
    count = work.store.ledger.count()
    assert count >= before
    residents.register(work, people(61)[60].typed())
    assert work.store.ledger.count() == count + 1


def _refusal_of_many(work: Work) -> str:
    """Register people until it is refused; the code of the refusal."""
    for person in people(60)[1:]:
        try:
            residents.register(work, person.typed() | {"residence_address": "院" * 200})
        except Refused as refused:
            return refused.first.code
    return ""


def test_a_folder_that_has_a_station_is_not_founded_again(data_dir: Path, founded: Founded) -> None:
    with pytest.raises(Refused) as refused:
        opening.found_station(
            data_dir, name="x", code="110102017014", login="a", password=PASSWORD, cost=CHEAP
        )
    assert refused.value.first.code == "station.exists"
    assert opening.unlock(data_dir, "wangmin", PASSWORD).key == founded.key


def test_founding_that_fails_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "a file"
    folder.write_bytes(b"")
    with pytest.raises(Refused) as refused:
        opening.found_station(
            folder / "x", name="站", code="110102017014", login="a1", password=PASSWORD, cost=CHEAP
        )
    assert refused.value.first.code == "station.folder_unwritable"
    with pytest.raises(Refused):
        opening.found_station(
            tmp_path / "new",
            name="站",
            code="110102017014",
            login="a1",
            password="short",
            cost=CHEAP,
        )
    assert not (tmp_path / "new").exists()


def test_a_recovery_key_opens_when_the_password_is_lost(data_dir: Path, founded: Founded) -> None:
    entered = opening.recover(data_dir, founded.recovery_key.lower(), "wangmin", "Brand-new 1")
    assert entered.key == founded.key
    assert opening.unlock(data_dir, "wangmin", "Brand-new 1").actor.name == "王敏"
    with pytest.raises(Refused):
        opening.unlock(data_dir, "wangmin", PASSWORD)


def test_known_errors_are_told_and_bugs_get_through() -> None:
    from sqlcipher3 import dbapi2

    def fail(text: str) -> None:
        with database.translated():
            raise dbapi2.OperationalError(text)

    with pytest.raises(Refused) as refused:
        fail("file is not a database")
    assert refused.value.first.code == "store.not_ours"
    with pytest.raises(dbapi2.OperationalError):
        fail("no such column: x")


def test_slots_survive_a_copy_of_the_folder(
    tmp_path: Path, data_dir: Path, founded: Founded
) -> None:
    import shutil

    shutil.copytree(data_dir, tmp_path / "copy")
    assert Vault(tmp_path / "copy").has("wangmin")
    assert opening.unlock(tmp_path / "copy", "wangmin", PASSWORD).key == founded.key

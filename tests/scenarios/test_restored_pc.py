"""A PC is lost after its last backup. Restored on another one with the recovery key, it and the
hall agree again, nothing is lost, and no number is given twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from taken_in import take_in
from two_ends import Window, must_be_same, town

from station_desktop.domain.person.residents import Resident
from station_desktop.storage.proof import proof
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backups
from station_desktop.usecases.door import opening
from station_desktop.usecases.people import residents

PERSON = {"name": "张小明", "id_number": "11010519491231002X", "phone": "13800138000"}


@pytest.fixture(autouse=True)
def _nobody_searches_for_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "keep_item_index", lambda _: None)


def works(window: Window, person: Resident, count: int) -> set[str]:
    """So many cases taken in; their numbers."""
    return {take_in(window.work, person).number for _ in range(count)}


def test_a_lost_pc_comes_back_from_its_backup_and_agrees_with_the_hall(tmp_path: Path) -> None:
    place, into = tmp_path / "stick", tmp_path / "another PC"
    place.mkdir()
    with town(tmp_path) as there:
        old, hall = there.window, there.hall
        recovery = _recovery_key(old)
        person = residents.register(old.work, PERSON)
        before = works(old, person, 2)
        old.settles()
        made = backups.make(old.work, place)
        synced = works(old, person, 2)
        scan = old.files(person.id, b"scan" * 1000)
        old.settles()
        desk, device, actor = old.store.desk(), old.device, old.actor
        old.close()

        restored = backups.restore(made.path, into, recovery)
        assert [one.login for one in restored.accounts] == ["wangmin"]
        new = Window(into, backups.key_of(made.path, recovery), actor)
        try:
            opening.sign_in(new.store, "wangmin")
            offline = works(new, person, 2)
            new.settles()
            must_be_same(hall, new)
            assert new.device != device
            assert new.store.desk() != desk
            later = works(new, person, 1)
            new.settles()
            must_be_same(hall, new)
            given = [before, synced, offline, later]
            assert len(set().union(*given)) == sum(map(len, given)) == 7
            assert {
                number for (number,) in new.store.connection.execute("SELECT number FROM cases")
            } == set().union(*given)
            assert new.scan(scan) == b"scan" * 1000
            assert proof.prove(new.store.ledger).holds
            history = new.store.ledger.history(f"device:{device}")
            (said,) = [entry for entry in history if entry.kind == "device.restored"]
            assert (said.device, said.author) == (new.device, actor.id)
            again = backups.make(new.work, place)
            assert again.manifest is not None
            assert again.manifest.line == restored.manifest.line
            assert again.manifest.serial == 2
        finally:
            new.close()


def _recovery_key(window: Window) -> str:
    """A new recovery key for the window's key file; the one of its founding was printed."""
    import msgspec

    from station_desktop.storage.keys import slots
    from station_desktop.storage.keys.vault import (
        RECOVERY,
        Cost,
        Vault,
        new_recovery_key,
        normal_recovery_key,
    )

    vault, printed = Vault(window.folder), new_recovery_key()
    slot = slots.wrapped(RECOVERY, normal_recovery_key(printed), Cost(1, 64, 1), window.store.key)
    file = vault.kept()
    others = tuple(other for other in file.slots if other.id != RECOVERY)
    vault.path.write_bytes(
        msgspec.json.encode(msgspec.structs.replace(file, slots=(slot, *others)))
    )
    return printed

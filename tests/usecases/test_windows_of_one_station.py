"""Two windows of one station: the same staff, the same passwords, numbers that never clash."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from founding import CHEAP, PASSWORD
from people import people
from replicas import carry
from taken_in import take_in

from station_desktop.domain.problem import Refused
from station_desktop.domain.station.accounts import KeyMade
from station_desktop.storage.digest import tables_digest
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.keys.vault import KeyFile, Vault
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.usecases.door import accounts, opening, passwords
from station_desktop.usecases.people import residents
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.work import Actor, Work

NEW = "Brand-new 1"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that are changed cost as little as those of the founding, and nobody searches for
    items here."""
    monkeypatch.setattr(Store, "keep_item_index", lambda _: None)
    monkeypatch.setattr("station_desktop.storage.keys.vault.Cost", lambda: CHEAP)


class Window:
    """A further window: its own folder and key, entries carried as sync does."""

    def __init__(self, folder: Path, first: Store) -> None:
        self.folder, self.first = folder, first
        self.key, self.recovery = opening.join_station(folder, cost=CHEAP)
        self.meet()

    def meet(self) -> None:
        """Both sides have everything, and each its slots."""
        self.fetch()
        with self.store() as store:
            opening.renew_slots(store, Vault(self.folder))
        opening.renew_slots(self.first, Vault(self.first.folder))

    def fetch(self) -> None:
        with self.store() as store:
            here, there = StoreReplica(store), StoreReplica(self.first)
            carry(there, here)
            carry(here, there)
            assert tables_digest(store.connection) == tables_digest(self.first.connection)

    def store(self) -> _Open:
        return _Open(self.folder, self.key)

    def enter(self, login: str, password: str) -> str:
        """The name of who came in, or the code of the refusal."""
        return enter(self.folder, login, password)


class _Open:
    def __init__(self, folder: Path, key: bytes) -> None:
        self._store = Store(folder, key)

    def __enter__(self) -> Store:
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()


def enter(folder: Path, login: str, password: str) -> str:
    try:
        return opening.unlock(folder, login, password).actor.name
    except Refused as refused:
        return refused.first.code


@pytest.fixture
def window(work: Work, tmp_path: Path) -> Window:
    return Window(tmp_path / "second", work.store)


def test_staff_sign_in_at_a_window_that_never_saw_their_password(
    work: Work, window: Window
) -> None:
    assert window.enter("wangmin", PASSWORD) == "王敏"
    assert window.enter(" WangMin ", PASSWORD) == "王敏"
    assert window.enter("wangmin", "wrong Pass 1") == "vault.wrong"
    assert window.enter("li", PASSWORD) == "vault.wrong"
    accounts.add(work, "li", "李静", ("worker",), NEW)
    assert window.enter("li", NEW) == "vault.wrong"
    window.meet()
    assert window.enter("li", NEW) == "李静"
    assert window.key != work.store.key
    with window.store() as store:
        assert store.pack().version == work.store.pack().version
        assert proof.prove(store.ledger).holds
    assert opening.recover(window.folder, window.recovery, "li", "Other-new 2").key == window.key


def test_wrong_passwords_lock_a_slot_made_from_a_key_too(window: Window) -> None:
    codes = [window.enter("wangmin", "wrong Pass 1") for _ in range(5)]
    assert codes == ["vault.wrong"] * 4 + ["vault.locked"]
    assert window.enter("wangmin", PASSWORD) == "vault.locked"


def test_a_changed_password_holds_everywhere_and_the_old_one_nowhere(
    work: Work, window: Window
) -> None:
    passwords.change_own(work, PASSWORD, NEW)
    assert window.enter("wangmin", NEW) == "vault.wrong"
    window.meet()
    assert window.enter("wangmin", NEW) == "王敏"
    assert window.enter("wangmin", PASSWORD) == "vault.wrong"
    assert enter(work.store.folder, "wangmin", PASSWORD) == "vault.wrong"


def test_an_old_password_is_refused_even_before_the_slot_was_renewed(
    work: Work, window: Window
) -> None:
    passwords.change_own(work, PASSWORD, NEW)
    window.fetch()
    assert window.enter("wangmin", PASSWORD) == "vault.wrong"
    assert window.enter("wangmin", NEW) == "王敏"


def test_who_is_locked_out_is_told_so_and_the_data_key_is_gone(work: Work, window: Window) -> None:
    accounts.add(work, "li", "李静", ("worker",), NEW)
    window.meet()
    accounts.set_lock(work, "li", True)
    window.meet()
    for folder in (window.folder, work.store.folder):
        assert enter(folder, "li", NEW) == "account.locked"
        assert enter(folder, "li", "wrong Pass 1") == "vault.wrong"
        file = msgspec.json.decode((folder / "station.keys").read_bytes(), type=KeyFile)
        assert sum(slot.shut for slot in file.slots) == 1
    accounts.set_lock(work, "li", False)
    assert enter(work.store.folder, "li", NEW) == "李静"
    window.meet()
    assert window.enter("li", NEW) == "李静"


def test_an_account_of_before_there_were_keys_gets_one_at_its_next_sign_in(
    work: Work, tmp_path: Path
) -> None:
    folder, vault = work.store.folder, Vault(work.store.folder, CHEAP)
    old_way(work.store, "wangmin", PASSWORD)
    assert opening.renew_slots(work.store, vault) == frozenset()
    window = Window(tmp_path / "second", work.store)
    assert window.enter("wangmin", PASSWORD) == "vault.wrong"
    assert enter(folder, "wangmin", PASSWORD) == "王敏"
    window.meet()
    assert window.enter("wangmin", PASSWORD) == "王敏"
    assert enter(folder, "wangmin", PASSWORD) == "王敏"
    history = work.store.ledger.history(f"account:{work.author}")
    assert [entry.kind for entry in history].count(KeyMade.kind) == 1


def old_way(store: Store, login: str, password: str) -> None:
    """The key file and the journal as the first release wrote them."""
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    from station_desktop.storage.keys import slots

    file = store.folder / "station.keys"
    known = msgspec.json.decode(file.read_bytes())
    salt = bytes(16)
    locked = aes_key_wrap(slots.derive(password, salt, CHEAP), store.key).hex()
    for slot in known["slots"]:
        del slot["public"]
        if slot["kind"] == "sealed":
            slot |= {"kind": "password", "salt": salt.hex(), "wrapped": locked}
    file.write_bytes(msgspec.json.encode(known))
    store.connection.execute("DELETE FROM entries WHERE kind = 'account.key'")
    store.connection.execute("UPDATE entries SET number = number - 1 WHERE number > 2")
    rechain(store)
    proof.rebuild(store.ledger)


def rechain(store: Store) -> None:
    """Seal what is there anew, as if the missing entry had never been."""
    replica, device = StoreReplica(store), store.ledger.device
    replica.reseal(device, 0, "0123456789ab")
    replica.become("0123456789ab", "")
    store.connection.execute("DELETE FROM heads WHERE device = ?", (device,))


def test_two_windows_founded_apart_may_bring_one_login_twice(work: Work, tmp_path: Path) -> None:
    founded = opening.found_station(
        tmp_path / "apart",
        name="老墙根社区服务站",
        code="110102017014",
        login="WANGMIN",
        password=NEW,
        staff_name="汪敏",
        cost=CHEAP,
    )
    store = Store(tmp_path / "apart", founded.key, time=work.store.time)
    apart = Work(store, founded.actor)
    first, second = take_one(work), take_one(apart)
    assert first.number == second.number
    here, there = StoreReplica(work.store), StoreReplica(store)
    carry(here, there)
    carry(there, here)
    assert tables_digest(store.connection) == tables_digest(work.store.connection)
    for connection in (store.connection, work.store.connection):
        assert [a.name for a in reads.accounts(connection)] == ["王敏", "汪敏"]
        found = reads.case_by_number(connection, first.number)
        assert found is not None
        assert found.id == min(first.id, second.id)
    opening.renew_slots(store, Vault(tmp_path / "apart"))
    store.close()
    for folder in (work.store.folder, tmp_path / "apart"):
        assert enter(folder, "wangmin", PASSWORD) == "王敏"
        assert enter(folder, "wangmin", NEW) == "vault.wrong"


def take_one(work: Work) -> reads.Case:
    return take_in(work, residents.register(work, people(1)[0].typed()))


def test_an_older_account_without_a_key_lets_nobody_else_in(work: Work, tmp_path: Path) -> None:
    founded = opening.found_station(
        tmp_path / "apart",
        name="老墙根社区服务站",
        code="110102017014",
        login="wangmin",
        password=NEW,
        cost=CHEAP,
    )
    old_way(work.store, "wangmin", PASSWORD)
    store = Store(tmp_path / "apart", founded.key)
    carry(StoreReplica(work.store), StoreReplica(store))
    carry(StoreReplica(store), StoreReplica(work.store))
    store.close()
    assert enter(tmp_path / "apart", "wangmin", NEW) == "vault.wrong"
    assert enter(work.store.folder, "wangmin", PASSWORD) == "王敏"


@pytest.mark.parametrize(
    "key",
    [
        KeyMade("00" * 32, "00" * 16, (1, 64, 1)),
        KeyMade("xy", "00" * 16, (1, 64, 1)),
        KeyMade("09" * 32, "00" * 16, (1, 1 << 40, 1)),
        KeyMade("09" * 32, "zz", (1, 64, 1)),
        KeyMade("09" * 32, "00" * 16, (0, 64, 1)),
    ],
)
def test_a_key_that_is_none_or_costs_too_much_changes_no_slot(work: Work, key: KeyMade) -> None:
    vault = Vault(work.store.folder)
    before = vault.path.read_bytes()
    work.store.ledger.append("x", [(f"account:{work.author}", key)])
    assert opening.renew_slots(work.store, vault) == frozenset()
    assert vault.path.read_bytes() == before


def test_desk_and_watched_folder_are_each_pcs_own(
    work: Work, window: Window, tmp_path: Path
) -> None:
    station_settings.change(work, "watched_folder", str(tmp_path))
    station_settings.change(work, "desk", "3")
    StoreReplica(work.store).become(work.store.ledger.device, "11")
    window.meet()
    with window.store() as store:
        assert (store.desk(), store.settings().watched_folder) == ("03", "")
        StoreReplica(store).become(store.ledger.device, "12")
        other = Work(store, Actor.of(reads.accounts(store.connection)[0]))
        store.time = work.store.time
        assert take_one(other).number.split("-")[2] == "12"
    assert (work.store.desk(), work.store.settings().watched_folder) == ("11", str(tmp_path))
    assert take_one(work).number.split("-")[2] == "11"
    assert station_settings.change(work, "desk", "11") == "11"
    with pytest.raises(Refused) as refused:
        station_settings.change(work, "desk", "12")
    assert refused.value.first.code == "setting.desk_given"


def test_joining_needs_an_empty_place_and_leaves_none_behind(work: Work, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        opening.join_station(work.store.folder)
    assert refused.value.first.code == "station.exists"
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused) as refused:
        opening.join_station(tmp_path / "file" / "x", cost=CHEAP)
    assert refused.value.first.code == "station.folder_unwritable"
    opening.join_station(tmp_path / "new", cost=CHEAP)
    opening.leave_station(tmp_path / "new")
    assert not (tmp_path / "new").exists()
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "notes").write_bytes(b"x")
    opening.join_station(tmp_path / "used", cost=CHEAP)
    opening.leave_station(tmp_path / "used")
    assert [file.name for file in (tmp_path / "used").iterdir()] == ["notes"]

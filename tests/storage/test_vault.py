"""Who gets in: passwords, lock-out, the recovery key, and a damaged key file."""

from __future__ import annotations

from pathlib import Path

import pytest

from station_desktop.domain.problem import Refused
from station_desktop.storage.keys.vault import Cost, LockOut, Vault, Wanted

CHEAP = Cost(passes=1, memory=64, lanes=1)
LOCK = LockOut(failures=3, minutes=10)
NOON = 1_800_000_000_000


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Vault, bytes, str]:
    vault = Vault(tmp_path, CHEAP)
    key, recovery = vault.create("wangmin", "right horse 1")
    return vault, key, recovery


def code(call: object) -> str:
    assert isinstance(call, pytest.ExceptionInfo)
    refused = call.value
    assert isinstance(refused, Refused)
    return refused.first.code


def test_every_slot_opens_the_same_key(opened: tuple[Vault, bytes, str]) -> None:
    vault, key, recovery = opened
    vault.put_password("李雷", "another 2 pass", key, NOON)
    assert vault.open("wangmin", "right horse 1", NOON, LOCK) == (key, 0)
    assert vault.open(" WangMin ", "right horse 1", NOON, LOCK) == (key, 0)
    assert vault.open("李雷", "another 2 pass", NOON, LOCK) == (key, 0)
    assert vault.open_with_recovery(recovery) == key
    assert vault.open_with_recovery(recovery.lower().replace("-", " ")) == key


def test_wrong_password_unknown_login_and_removed_slot_say_the_same(
    opened: tuple[Vault, bytes, str],
) -> None:
    vault, key, _ = opened
    vault.put_password("gone", "soon 1 gone", key, NOON)
    vault.remove("gone")
    for login, password in (("wangmin", "wrong"), ("nobody", "x"), ("gone", "soon 1 gone")):
        with pytest.raises(Refused) as refused:
            vault.open(login, password, NOON, LOCK)
        assert code(refused) == "vault.wrong"


def test_locks_after_failures_and_a_clock_turned_back_does_not_help(
    opened: tuple[Vault, bytes, str],
) -> None:
    vault, key, _ = opened
    codes = []
    for _ in range(3):
        with pytest.raises(Refused) as refused:
            vault.open("wangmin", "wrong", NOON, LOCK)
        codes.append(code(refused))
    assert codes == ["vault.wrong", "vault.wrong", "vault.locked"]
    for later in (0, 9 * 60_000, -3_600_000):
        with pytest.raises(Refused) as refused:
            vault.open("wangmin", "right horse 1", NOON + later, LOCK)
        assert code(refused) == "vault.locked"
    assert vault.open("wangmin", "right horse 1", NOON + 10 * 60_000, LOCK)[0] == key


def test_failures_are_told_to_the_next_right_sign_in(opened: tuple[Vault, bytes, str]) -> None:
    vault, _, _ = opened
    with pytest.raises(Refused):
        vault.open("wangmin", "wrong", NOON, LOCK)
    assert vault.open("wangmin", "right horse 1", NOON, LOCK)[1] == 1
    assert vault.open("wangmin", "right horse 1", NOON, LOCK)[1] == 0


def test_password_change_rewrites_one_slot(opened: tuple[Vault, bytes, str]) -> None:
    vault, key, _ = opened
    vault.put_password("other", "other 1 pass", key, NOON)
    before = vault.path.read_text("utf-8")
    vault.put_password("wangmin", "new horse 22", key, NOON)
    after = vault.path.read_text("utf-8")
    same = [part for part in before.split("{") if part in after]
    assert len(same) >= before.count("{") - 3
    with pytest.raises(Refused):
        vault.open("wangmin", "right horse 1", NOON, LOCK)
    assert vault.open("wangmin", "new horse 22", NOON, LOCK)[0] == key
    assert vault.open("other", "other 1 pass", NOON, LOCK)[0] == key


def test_key_file_holds_no_login_password_or_key(opened: tuple[Vault, bytes, str]) -> None:
    vault, key, recovery = opened
    vault.put_password("李雷", "another 2 pass", key, NOON)
    text = vault.path.read_text("utf-8")
    for secret in ("wangmin", "李雷", "another", key.hex(), recovery, recovery.replace("-", "")):
        assert secret not in text


def test_a_damaged_key_file_is_read_from_the_copy_beside_it(
    opened: tuple[Vault, bytes, str],
) -> None:
    vault, key, _ = opened
    vault.put_password("li", "li 1 password", key, NOON)
    vault.path.write_bytes(vault.path.read_bytes()[:40])
    assert vault.open("wangmin", "right horse 1", NOON, LOCK)[0] == key
    vault.path.write_bytes(b"")
    vault.path.with_suffix(".keys.bak").write_bytes(b"\0")
    with pytest.raises(Refused) as refused:
        vault.open("wangmin", "right horse 1", NOON, LOCK)
    assert code(refused) == "vault.damaged"


@pytest.mark.parametrize("typed", ["", "ABCD", "!!!!", "A" * 33, "\0" * 32])
def test_a_mistyped_recovery_key_is_told_apart_from_a_wrong_one(
    opened: tuple[Vault, bytes, str], typed: str
) -> None:
    vault, _, _ = opened
    with pytest.raises(Refused) as refused:
        vault.open_with_recovery(typed)
    assert code(refused) == "vault.recovery_form"
    with pytest.raises(Refused) as refused:
        vault.open_with_recovery("A" * 32)
    assert code(refused) == "vault.recovery_wrong"


def test_a_slot_made_from_a_public_key_alone_opens_with_the_password(tmp_path: Path) -> None:
    there = Vault(tmp_path / "there", CHEAP)
    there.create("wangmin", "right horse 1")
    public = there.key_of("wangmin")
    here = Vault(tmp_path / "here", CHEAP)
    key, _ = here.begin()
    assert here.key_of("wangmin") is None
    assert here.renew([Wanted("wangmin", public)], key) == {"wangmin"}
    assert here.renew([Wanted("wangmin", public)], key) == frozenset()
    assert here.open("WangMin", "right horse 1", NOON, LOCK) == (key, 0)
    with pytest.raises(Refused) as refused:
        here.open("wangmin", "right horse 2", NOON, LOCK)
    assert code(refused) == "vault.wrong"
    assert here.renew([Wanted("wangmin"), Wanted("nobody")], key) == {"wangmin"}
    assert not here.has("wangmin")


def test_a_shut_slot_knows_its_password_and_holds_no_key(
    opened: tuple[Vault, bytes, str],
) -> None:
    vault, key, _ = opened
    public = vault.key_of("wangmin")
    assert vault.renew([Wanted("wangmin", public, shut=True)], key) == {"wangmin"}
    for password, told in (("right horse 1", "account.locked"), ("wrong", "vault.wrong")):
        with pytest.raises(Refused) as refused:
            vault.open("wangmin", password, NOON, LOCK)
        assert code(refused) == told
    assert vault.renew([Wanted("wangmin", public)], key) == {"wangmin"}
    assert vault.open("wangmin", "right horse 1", NOON, LOCK) == (key, 0)

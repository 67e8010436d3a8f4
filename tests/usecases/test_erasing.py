"""Erasing somebody: asked by one, reviewed by another, gone from tables, journal and backups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from everything_kept import where
from people import people
from replicas import carry, empty_store
from taken_in import take_in

from station_desktop.domain import fold
from station_desktop.domain.case.cases import Case, Opened
from station_desktop.domain.neighbourhood.homevisits import Planned
from station_desktop.domain.person.documents import Filed, Scan
from station_desktop.domain.person.residents import Changed, FieldChange, Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.roles import Role
from station_desktop.releases import standing
from station_desktop.releases.standing import Standing
from station_desktop.storage import blobs, drafts
from station_desktop.storage.backup import backup_files
from station_desktop.storage.backup.backup_proof import connect
from station_desktop.storage.digest import tables_digest
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.proof import proof
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import (
    backup_places,
    backup_rounds,
    backups,
    erased_copies,
    replaced_stores,
)
from station_desktop.usecases.casework import cases
from station_desktop.usecases.checks import health, health_words
from station_desktop.usecases.door import opening
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.privacy import erasing
from station_desktop.usecases.work import Actor, Work

SOMEBODY, OTHER = people(2, seed=71)
OLD_PHONE = "13699990000"
SCAN = b"\x89 a scan of an identity card " * 40


def seen_by(work: Work, role: Role) -> Work:
    """The same store in the hands of somebody else."""
    return Work(work.store, Actor(f"{ord(role[0]):032x}", role, role, (role,)))


@pytest.fixture
def master(work: Work) -> Work:
    return seen_by(work, "stationmaster")


@pytest.fixture
def auditor(work: Work) -> Work:
    return seen_by(work, "audit")


@pytest.fixture
def person(work: Work) -> Resident:
    return residents.register(work, SOMEBODY.typed())


@pytest.fixture
def case(work: Work, person: Resident) -> Case:
    """Handled and closed long ago, with a scan, a change of address and a draft begun since."""
    taken = take_in(work, person)
    ledger = work.store.ledger
    digest = blobs.put(work.store.connection, SCAN, "image/png")
    filed = Filed(
        "id_card",
        person.id,
        "original",
        "2026-11-26",
        taken.id,
        scans=(Scan(digest, "image/png", len(SCAN)),),
    )
    change = Changed({"phone": FieldChange(SOMEBODY.phone, OLD_PHONE)})
    ledger.append(
        work.author, [(f"document:{ledger.new_id()}", filed), (f"resident:{person.id}", change)]
    )
    drafts.save(work.store.connection, "begun", work.author, {"resident": person.id}, 1)
    closed = cases.withdraw(work, taken.number, f"{SOMEBODY.name}本人要求撤回")
    work.store.time.turn(days=1096)  # type: ignore[attr-defined]
    return closed


def erase(master: Work, auditor: Work, person: Resident) -> erasing.Done:
    erasing.ask(master, person.id, "wish", f"{SOMEBODY.name}来电要求删除")
    return erasing.review(auditor, person.id, True, "符合规定")


def codes(act: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refused) as refused:
        act()
    return {problem.code for problem in refused.value.problems}


def traces() -> tuple[str, ...]:
    """By what the person could be known: also without the date of birth's place in the number."""
    return SOMEBODY.name, SOMEBODY.id_number, SOMEBODY.phone, OLD_PHONE, SOMEBODY.address


def test_everything_personal_is_gone_and_the_journal_is_whole(
    work: Work, master: Work, auditor: Work, person: Resident, case: Case
) -> None:
    store, subject = work.store, f"case:{case.id}"
    other = residents.register(work, OTHER.typed())
    assert where(store.connection, *traces()) >= {"residents", "resident_keys", "cases"}
    assert "entries" not in where(store.connection, *traces())
    entries = [e.hash for e in store.ledger.by_device(store.ledger.device)]
    done = erase(master, auditor, person)
    assert {f"resident:{person.id}", subject} < set(done.subjects)
    assert where(store.connection, *traces()) == set()
    chain = [e.hash for e in store.ledger.by_device(store.ledger.device)]
    assert chain[: len(entries)] == entries
    found = proof.prove(store.ledger)
    assert (found.chain, found.tables) == ("ok", "equal")
    gone = residents.get(work, person.id)
    assert (gone.name, gone.phone, gone.details, gone.asked) == ("", "", {}, None)
    assert gone.erased_at == store.ledger.now_ms()
    left = cases.get(work, case.number)
    assert (left.number, left.item, left.state) == (case.number, case.item, "withdrawn")
    assert (left.received_at, left.ended_at, left.deadline) == (
        case.received_at,
        case.ended_at,
        case.deadline,
    )
    assert (left.answers, left.materials, left.reason) == ({}, (), "")
    assert drafts.load(store.connection, "begun") is None
    assert residents.get(work, other.id) == other
    assert where(store.connection, OTHER.name)
    assert not [e for e in store.ledger.history(subject) if e.opened]
    kept = store.connection.execute("SELECT hash FROM blobs WHERE media = 'image/png'").fetchall()
    assert kept == []
    (one,) = erasing.erased(auditor)
    assert (one.resident, one.asked_by, one.reviewed_by) == (
        person.id,
        master.author,
        auditor.author,
    )
    assert (one.reason, one.left) == ("wish", ())
    proof.rebuild(store.ledger)
    assert proof.prove(store.ledger).holds


def test_two_people_are_needed_and_what_stands_against_it_is_told(
    work: Work, master: Work, auditor: Work, person: Resident
) -> None:
    taken = take_in(work, person)
    ledger = work.store.ledger
    visit = f"homevisit:{ledger.new_id()}"
    planned = Planned("round", "2026-11-30", work.author, resident=person.id, why="独居")
    ledger.append(work.author, [(visit, planned)])
    assert codes(lambda: erasing.ask(auditor, person.id, "wish", "本人要求")) == {
        "role.not_allowed"
    }
    assert codes(lambda: erasing.ask(master, "x", "wish", "本人要求")) == {"erasing.unknown"}
    assert codes(lambda: erasing.ask(master, person.id, "wish", "嗯")) == {"erasing.words"}
    against = {"erasing.open_case", "erasing.open_homevisit"}
    assert codes(lambda: erasing.ask(master, person.id, "wish", "本人要求")) == against
    erasing.hold(auditor, person.id, "法院调查")
    assert codes(lambda: erasing.ask(master, person.id, "wish", "本人要求")) == {
        *against,
        "erasing.held_back",
    }
    erasing.release(auditor, person.id)
    cases.withdraw(work, taken.number, "本人要求")
    work.store.time.turn(days=1000)  # type: ignore[attr-defined]
    fact = __import__(
        "station_desktop.domain.neighbourhood.homevisits", fromlist=["Cancelled"]
    ).Cancelled("不去了")
    ledger.append(work.author, [(visit, fact)])
    assert codes(lambda: erasing.ask(master, person.id, "wish", "本人要求")) == {
        "erasing.too_young"
    }
    work.store.time.turn(days=100)  # type: ignore[attr-defined]
    assert codes(lambda: erasing.review(auditor, person.id, True, "")) == {"erasing.not_asked"}
    erasing.ask(work, person.id, "wish", "本人要求删除")
    assert codes(lambda: erasing.review(work, person.id, True, "")) == {"erasing.same_person"}
    (waiting,) = erasing.pending(auditor)
    assert (waiting.resident.id, waiting.problems) == (person.id, ())
    assert erasing.review(auditor, person.id, False, "材料不齐").subjects == ()
    assert erasing.pending(auditor) == ()
    assert residents.get(work, person.id).name == SOMEBODY.name
    assert visit in erase(master, auditor, person).subjects
    assert codes(lambda: erasing.ask(master, person.id, "wish", "本人要求")) == {
        "erasing.erased_already"
    }


def test_what_a_window_says_that_had_not_heard_of_it_stays_sealed(
    work: Work, master: Work, auditor: Work, person: Resident, case: Case, tmp_path: Path
) -> None:
    """Another window went on writing about the person; when both know of each other, they hold the
    same, and a case that was opened late is told as left."""
    here = StoreReplica(work.store)
    there = StoreReplica(empty_store(tmp_path / "other", time=work.store.time))
    try:
        carry(here, there)
        other = Work(there.store, work.actor)
        late = f"resident:{person.id}"
        moved = Changed({"residence_address": FieldChange(SOMEBODY.address, "长椿街7号院")})
        there.store.ledger.append(work.author, [(late, moved)])
        opened = there.store.ledger.history(f"case:{case.id}")[0]
        fact = fold.fact_of(opened)
        assert isinstance(fact, Opened)
        fact = msgspec.structs.replace(fact, number="017014-20261126-09-0001-1")
        again = f"case:{there.store.ledger.new_id()}"
        there.store.ledger.append(work.author, [(again, fact)])
        erase(master, auditor, person)
        carry(there, here)
        carry(here, there)
        for replica in (here, there):
            assert where(replica.store.connection, *traces(), "长椿街7号院") == set()
            assert proof.prove(replica.store.ledger).holds
        assert tables_digest(here.store.connection) == tables_digest(there.store.connection)
        assert [one.left for one in erasing.erased(auditor)] == [(again,)]
        assert residents.get(other, person.id).name == ""
        cases.withdraw(work, fact.number, "重复登记")
        work.store.time.turn(days=1100)  # type: ignore[attr-defined]
        assert erase(master, auditor, person).subjects == (late, again)
        assert erasing.pending(auditor) == ()
        assert [one.left for one in erasing.erased(auditor)] == [()]
    finally:
        there.store.close()


def test_backups_lose_the_keys_within_reach_and_the_others_when_seen(
    work: Work,
    master: Work,
    auditor: Work,
    person: Resident,
    case: Case,
    founded: Founded,
    tmp_path: Path,
) -> None:
    shelf, stick, drawer = (tmp_path / name for name in ("shelf", "stick", "drawer"))
    for folder in (shelf, stick):
        folder.mkdir()
        backup_places.add(work, folder)
    made = {folder: backups.make(work, folder) for folder in (shelf, stick)}
    assert opened_backup(made[shelf].path, work.store.key) >= {"residents"}
    stick.rename(drawer)
    done = erase(master, auditor, person)
    assert (done.rewritten, done.away) == (1, (str(stick),))
    assert opened_backup(made[shelf].path, work.store.key) == set()
    backups.verify(made[shelf].path, work.store.key)
    found = backups.restore(made[shelf].path, tmp_path / "anew", founded.recovery_key)
    assert found.manifest.line == made[shelf].manifest.line  # type: ignore[union-attr]
    lost = made[stick].path.name
    assert opened_backup(drawer / lost, work.store.key) >= {"residents"}
    into = tmp_path / "known here"
    into.mkdir()
    for path in work.store.folder.glob("erased-*"):
        (into / path.name).write_bytes(path.read_bytes())
    backups.restore(drawer / lost, into, founded.recovery_key)
    restored = Store(into, work.store.key, time=work.store.time)
    assert where(restored.connection, *traces()) == set()
    assert proof.prove(restored.ledger).holds
    restored.close()
    drawer.rename(stick)
    assert erased_copies.spread(work.store) == erased_copies.Spread(1)
    assert opened_backup(stick / lost, work.store.key) == set()
    assert erased_copies.spread(work.store) == erased_copies.Spread(0)


def opened_backup(path: Path, key: bytes) -> set[str]:
    """The tables of a backup in which the person still stands."""
    manifest = backup_files.manifest_of(path)
    part = path.with_suffix(".looked at")
    backup_files.copied(path, manifest.pieces[0], part, backup_files.unheard)
    connection = connect(part, key, "nolock=1")
    try:
        return where(connection, *traces())
    finally:
        connection.close()
        part.unlink()


def test_the_store_that_a_backup_took_the_place_of_loses_the_keys_too(
    work: Work, master: Work, auditor: Work, person: Resident, case: Case
) -> None:
    store = work.store
    aside = store.folder / "replaced-20261126-100000-1"
    aside.mkdir()
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    (aside / "station.db").write_bytes((store.folder / "station.db").read_bytes())
    strange = store.folder / "replaced-20261126-100000-2"
    strange.mkdir()
    (strange / "station.db").write_bytes(b"of another station" * 500)
    saved = standing.folder(store.folder) / "saved" / "set-aside-1"
    saved.mkdir(parents=True)
    (saved / "station.db").write_bytes(b"of before the update")
    standing.keep(store.folder, Standing(aside=saved.name, at=store.ledger.now_ms()))
    assert copies(work) == ("warn", "health.copies.over", ["health.copies.saved"])

    assert erase(master, auditor, person).away == (str(strange),)
    assert not saved.exists()
    assert standing.read(store.folder).aside == ""
    older = Store(aside, store.key)
    assert where(older.connection, *traces()) == set()
    assert proof.prove(older.ledger).chain == "ok"
    opening.sign_out(Work(older, work.actor))
    older.close()


def test_a_store_that_was_replaced_goes_when_nothing_is_lost_or_a_person_agrees(
    work: Work, tmp_path: Path
) -> None:
    store = work.store
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for name in ("replaced-20260101-100000-1", "replaced-20261125-100000-1"):
        (store.folder / name).mkdir()
        for file in ("station.db", "station.keys"):
            (store.folder / name / file).write_bytes((store.folder / file).read_bytes())
    later = Store(store.folder / "replaced-20261125-100000-1", store.key)
    opening.sign_out(Work(later, work.actor))
    later.close()
    (store.folder / "replaced-20260102-100000-1").mkdir()
    names = ("replaced-20260101-100000-1", "replaced-20260102-100000-1", later.folder.name)
    assert [(one.name, one.missing) for one in replaced_stores.kept(work)] == [
        *zip(names, (0, None, 1), strict=True)
    ]
    assert copies(work) == ("warn", "health.copies.over", [])

    def gone(name: str, *, lose: bool = False) -> set[str]:
        return codes(lambda: replaced_stores.remove(work, name, lose=lose))

    assert gone("replaced-1") == {"replaced.unknown"}
    assert gone(names[2], lose=True) == {"replaced.no_backup"}
    (tmp_path / "shelf").mkdir()
    backup_places.add(work, tmp_path / "shelf")
    backup_rounds.run(store)
    assert [one.name for one in replaced_stores.kept(work)] == [*names[1:]]
    assert gone(names[1]) == {"replaced.unreadable"}
    assert gone(names[2]) == {"replaced.would_lose"}
    for name in names[1:]:
        replaced_stores.remove(work, name, lose=True)
    assert copies(work) == ("ok", "health.copies.none", [])


def copies(work: Work) -> tuple[str, str, list[str]]:
    """What the doctor says of older stores."""
    found = health.examine(work.store.folder, work, depth="quick")[-1]
    assert all("{" not in line.text for line in health_words.lines([found], "zh_CN"))
    return found.state, found.code, [problem.code for problem in found.problems]

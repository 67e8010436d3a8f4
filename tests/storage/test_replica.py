"""Another device's entries in this store: taken in, kept apart, sealed anew, given on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from people import people
from replicas import carry, deliver, empty_store
from stations import HALL, Desk
from taken_in import take_in

from station_desktop.domain.case.decisions import Approved
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry, Head, Run, of_hall
from station_desktop.domain.journal.standings import Standing
from station_desktop.domain.person.residents import Changed, FieldChange, Joined, Parted, Registered
from station_desktop.domain.time.clock import CHINA
from station_desktop.storage.digest import tables_digest
from station_desktop.storage.exchange import forks, standings
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work


@pytest.fixture
def other(tmp_path: Path, clock: object) -> Iterator[StoreReplica]:
    """A second window's store, empty as yet."""
    store = empty_store(tmp_path / "other", time=clock)  # type: ignore[arg-type]
    yield StoreReplica(store)
    store.close()


@pytest.fixture
def here(work: Work) -> StoreReplica:
    for person in people(3):
        take_in(work, residents.register(work, person.typed()), lacking=True)
    return StoreReplica(work.store)


def same(one: StoreReplica, two: StoreReplica) -> bool:
    return tables_digest(one.store.connection) == tables_digest(two.store.connection)


@pytest.mark.parametrize("most", [1, 7, 1000])
def test_a_second_window_holds_the_same_tables(
    here: StoreReplica, other: StoreReplica, most: int
) -> None:
    carry(here, other, most)
    assert same(here, other)
    assert here.heads() == other.heads()
    assert proof.prove(other.store.ledger).holds
    device, head = here.store.ledger.device, here.heads()[here.store.ledger.device]
    signed = other.signatures(device, 0, head.number)
    assert signed[head.number] == f"{device} {head.number}".encode()
    assert len(signed) == -(-head.number // most)
    assert other.hashes(device, (head.number, 9999)) == {head.number: head.hash}


def test_runs_are_cut_by_number_and_by_weight(here: StoreReplica) -> None:
    device = here.store.ledger.device
    everything = here.run(device, 0, 1000, 1 << 30)
    assert [e.number for e in everything] == list(range(1, len(everything) + 1))
    assert here.run(device, 2, 3, 1 << 30) == everything[2:5]
    weight = len(everything[2].payload) + len(everything[3].payload)
    assert here.run(device, 2, 1000, weight) == everything[2:4]
    assert here.run(device, 2, 1000, 1) == everything[2:3]
    assert here.run(device, len(everything), 5, 100) == ()
    here.store.connection.execute("DELETE FROM entries WHERE number = 4")
    assert here.run(device, 0, 1000, 1 << 30) == everything[:3]


def test_a_run_that_does_not_continue_changes_nothing(
    here: StoreReplica, other: StoreReplica
) -> None:
    run = here.run(here.store.ledger.device, 0, 1000, 1 << 30)
    before = tables_digest(other.store.connection)
    for wrong in (run[1:], (msgspec.structs.replace(run[0], previous="1" * 64), *run[1:])):
        with pytest.raises(ValueError, match="does not continue"):
            other.add([Run(run[0].device, run[:0] + wrong)])

    def fail_at_the_end() -> None:
        with other.transaction():
            other.add([Run(run[0].device, run)])
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fail_at_the_end()
    assert other.heads() == {}
    assert tables_digest(other.store.connection) == before
    deliver(other, [run], here)
    assert same(here, other)


def test_a_clock_in_2099_leads_only_what_it_touched(
    work: Work, here: StoreReplica, other: StoreReplica, clock: object
) -> None:
    touched, alone = (r.id for r in reads.find_residents(*asked(work, people(2)), limit=2))
    carry(here, other)
    clock.moment = datetime(2099, 1, 1, tzinfo=CHINA)  # type: ignore[attr-defined]
    fact = Changed({"phone": FieldChange("", "13800138000")})
    other.store.ledger.append("x", [(f"resident:{touched}", fact)])
    clock.moment = datetime(2026, 11, 26, 11, 0, tzinfo=CHINA)  # type: ignore[attr-defined]
    carry(other, here)
    ledger = work.store.ledger
    late, present = ledger.append("x", [(f"resident:{id}", fact) for id in (touched, alone)])
    assert late.stamp > ledger.history(f"resident:{touched}")[-2].stamp
    assert int(present.stamp[:12], 16) == ledger.now_ms()
    (again,) = ledger.append("x", [(f"resident:{alone}", fact)])
    assert present.stamp < again.stamp < late.stamp
    carry(here, other)
    assert same(here, other)


def asked(work: Work, wanted: object) -> tuple[object, object, str]:
    return work.store.connection, work.store.readings, "1"


def hall_says(case: str, after: Entry) -> tuple[Entry, Entry]:
    hall = Desk(HALL)
    hall.sees(after)
    first = hall.tells("resident:" + "9" * 32, Registered("无关"))
    return first, hall.tells(f"case:{case}", Approved("吴科"))


def test_a_stray_goes_on_counting_until_it_comes_again(work: Work, other: StoreReplica) -> None:
    case = take_in(work, residents.register(work, people(1)[0].typed()))
    here = StoreReplica(work.store)
    chain = hall_says(case.id, work.store.ledger.history(f"case:{case.id}")[-1])
    deliver(here, [chain])
    assert reads.case_by_number(work.store.connection, case.number).state == "approved"  # type: ignore[union-attr]
    before = tables_digest(work.store.connection)
    assert here.stray(HALL, 1) == 1
    assert here.stray(HALL, 1) == 0
    assert here.heads()[HALL] == Head(1, chain[0].hash)
    assert here.signatures(HALL, 0, 9) == {}
    assert [e.device for e in here.run(HALL, 0, 9, 9999)] == [HALL]
    found = proof.prove(work.store.ledger)
    assert (found.chain, found.tables) == ("ok", "equal")
    assert tables_digest(work.store.connection) == before
    assert of_hall(work.store.ledger.history(f"case:{case.id}")[-1].device)
    assert work.store.ledger.history(f"case:{case.id}")[-1] == chain[1]
    deliver(here, [chain])
    assert forks.strays(work.store.connection) == ()
    assert tables_digest(work.store.connection) == before
    assert proof.prove(work.store.ledger).holds


def test_a_chain_may_fork_more_than_once_and_an_altered_stray_is_found(other: StoreReplica) -> None:
    device, subject = "00000000000a", "resident:" + "1" * 32
    for name in ("张三", "李四"):
        desk = Desk(device, author=name)
        deliver(other, [[_under(desk.tells(subject, Registered(name)), name)]])
        assert other.stray(device, 0) == 1
    assert len(forks.strays(other.store.connection)) == 2
    assert other.heads() == {}
    assert proof.prove(other.store.ledger).holds
    other.store.connection.execute("UPDATE entries SET author = 'y' WHERE device LIKE '~2~%'")
    assert proof.prove(other.store.ledger).broken == ((device, 1),)


def _under(entry: Entry, id: str) -> Entry:
    parts = msgspec.structs.asdict(entry) | {"id": id}
    parts.pop("hash")
    return journal.chained(**parts)


def test_a_namesake_takes_no_strays_place(work: Work) -> None:
    case = take_in(work, residents.register(work, people(1)[0].typed()))
    here, ledger = StoreReplica(work.store), work.store.ledger
    chain = hall_says(case.id, ledger.history(f"case:{case.id}")[-1])
    deliver(here, [chain])
    here.stray(HALL, 1)
    forger = Desk("00000000000a")
    forged = _under(forger.tells(f"case:{case.id}", Approved("假的")), chain[1].id)
    deliver(here, [[forged]])
    assert chain[1] in ledger.history(f"case:{case.id}")
    assert here.stray(forger.device, 0) == 1
    assert {chain[1], forged} <= set(ledger.history(f"case:{case.id}"))
    found = reads.case_by_number(work.store.connection, case.number)
    assert found is not None
    assert found.state == "approved"
    assert proof.prove(ledger).holds


def test_a_restored_window_goes_on_in_another_chain(work: Work, here: StoreReplica) -> None:
    ledger = work.store.ledger
    old, before = ledger.device, tables_digest(work.store.connection)
    ids = [entry.id for entry in ledger.by_device(old)]
    server = "aaaaaaaaaaaa"
    here.keep(server, Standing("e", 9, "c", len(ids)), [(old, 1, len(ids), 100)])
    here.confirm({old: len(ids)})
    assert here.reseal(old, 4, "bbbbbbbbbbbb") == len(ids) - 4
    here.become("bbbbbbbbbbbb", "07")
    assert (ledger.device, work.store.desk()) == ("bbbbbbbbbbbb", "07")
    assert here.heads()[old].number == 4
    assert here.confirmed() == {old: 4}
    assert [e.id for e in ledger.by_device("bbbbbbbbbbbb")] == ids[4:]
    assert here.reseal(old, 4, "bbbbbbbbbbbb") == 0
    assert tables_digest(work.store.connection) == before
    resident = residents.register(work, people(9)[8].typed())
    assert ledger.history(f"resident:{resident.id}")[0].number == len(ids) - 4 + 1
    assert proof.prove(ledger).holds
    case = take_in(work, resident)
    assert case.number.split("-")[2] == "07"


def test_what_a_server_said_is_remembered(here: StoreReplica) -> None:
    server, device = "aaaaaaaaaaaa", here.store.ledger.device
    connection = here.store.connection
    assert here.standing(server) == Standing()
    total = here.heads()[device].number
    assert standings.pending(connection, server) == total
    said = Standing("e1", 30, "c" * 64, total - 2)
    here.keep(server, said, [(device, 1, 3, 11), (device, 4, 6, 14), (device, 9, 9, 30)])
    assert here.standing(server) == said
    assert standings.pending(connection, server) == 2
    kept = "SELECT first, last, position FROM receipts ORDER BY first"
    assert connection.execute(kept).fetchall() == [(1, 6, 11), (9, 9, 30)]
    here.keep(server, said, [(device, 3, 4, 50)])
    told = [(1, 2, 11), (3, 4, 50), (5, 6, 15), (9, 9, 30)]
    assert connection.execute(kept).fetchall() == told
    fourth = here.run(device, 3, 1, 1)[0]
    assert standings.places_of(connection, server, [fourth.subject, "case:x"])[fourth.subject] <= 51
    assert here.identity() == b""
    here.keep_identity(b"\0secret")
    assert here.identity() == b"\0secret"


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE heads SET hash = 'x'", 1),
        ("UPDATE heads SET number = number - 1", 1),
        ("DELETE FROM heads", 1),
    ],
)
def test_a_head_that_is_not_its_chains_end_is_found(
    work: Work, statement: str, number: int
) -> None:
    work.store.connection.execute(statement)
    assert proof.prove(work.store.ledger).unequal == {"heads": number}


def test_a_person_joined_is_one_person(work: Work, other: StoreReplica) -> None:
    registered = [residents.register(work, person.typed()) for person in people(2)]
    first, second = sorted(registered, key=lambda resident: resident.id)
    numbers = {take_in(work, first).number, take_in(work, second).number}
    connection, ledger = work.store.connection, work.store.ledger

    def found(typed: str) -> list[str]:
        return [r.id for r in reads.find_residents(connection, work.store.readings, typed)]

    ledger.append(work.author, [(f"resident:{second.id}", Joined(first.id))])
    assert {case.number for case in reads.cases_of(connection, first.id)} == numbers
    assert len(reads.visits_of(connection, first.id)) == 2
    held = {document.holder for document in reads.documents_of(connection, first.id)}
    assert held <= {first.id, second.id}
    assert found(second.id_number) == []
    assert reads.resident_by_number(connection, second.id_number) is None
    assert reads.residents_by_number(connection, [second.id_number]) == {}
    assert proof.prove(ledger).holds
    ledger.append(work.author, [(f"resident:{second.id}", Parted())])
    assert len(reads.cases_of(connection, first.id)) == 1
    assert found(second.id_number) == [second.id]
    assert proof.prove(ledger).holds

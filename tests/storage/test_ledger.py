"""The journal: gap-free, chained, durable, and the only source of every table."""

from __future__ import annotations

import pytest
from people import people

from station_desktop.domain.journal import journal
from station_desktop.domain.person.residents import Changed, FieldChange, Registered, Resident
from station_desktop.storage.proof import proof
from station_desktop.storage.store import Store
from station_desktop.usecases.work import Work


def register(store: Store, author: str, person: int = 0) -> str:
    resident = store.ledger.new_id()
    someone = people(person + 1)[person]
    fact = Registered(
        name=someone.name, id_type="resident_id", id_number=someone.id_number, phone=someone.phone
    )
    store.ledger.append(author, [(f"resident:{resident}", fact)])
    return resident


def test_numbers_have_no_gaps_and_hashes_chain(work: Work) -> None:
    ledger = work.store.ledger
    for person in range(5):
        register(work.store, work.author, person)
    entries = list(ledger.by_device(ledger.device))
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    previous = journal.FIRST
    for entry in entries:
        assert journal.holds(entry, previous)
        previous = entry.hash


def test_stamps_follow_even_when_the_clock_goes_back(work: Work, clock: object) -> None:
    register(work.store, work.author, 0)
    clock.turn(hours=-48)  # type: ignore[attr-defined]
    register(work.store, work.author, 1)
    stamps = [entry.stamp for entry in work.store.ledger.by_device(work.store.ledger.device)]
    assert stamps == sorted(set(stamps))


def test_a_refused_transaction_leaves_nothing(work: Work) -> None:
    ledger = work.store.ledger
    before = ledger.count()
    resident = ""

    def fail_in_the_middle() -> None:
        nonlocal resident
        with ledger.transaction():
            resident = register(work.store, work.author)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fail_in_the_middle()
    assert resident
    assert ledger.count() == before
    assert ledger.record("resident", resident) is None


@pytest.mark.parametrize(
    "column", ["payload", "author", "at", "subject", "stamp", "kind", "previous", "hash"]
)
def test_a_changed_entry_is_found(work: Work, column: str) -> None:
    resident = register(work.store, work.author)
    connection = work.store.connection
    connection.execute(
        f"UPDATE entries SET {column} = {column} || '1' WHERE subject = ?",
        (f"resident:{resident}",),
    )
    assert proof.prove(work.store.ledger).chain == "broken"


def test_a_removed_entry_is_found(work: Work) -> None:
    register(work.store, work.author, 0)
    resident = register(work.store, work.author, 1)
    register(work.store, work.author, 2)
    work.store.connection.execute(
        "DELETE FROM entries WHERE subject = ?", (f"resident:{resident}",)
    )
    assert proof.prove(work.store.ledger).chain == "broken"


def test_an_end_cut_off_is_found_even_when_work_went_on(work: Work) -> None:
    resident = register(work.store, work.author, 0)
    ledger, connection = work.store.ledger, work.store.connection
    last = ledger.head(ledger.device)[0]
    connection.execute("DELETE FROM entries WHERE number = ?", (last,))
    connection.execute("DELETE FROM residents WHERE id = ?", (resident,))
    connection.execute("DELETE FROM resident_keys")
    cut = proof.prove(ledger)
    assert (cut.broken, cut.tables) == (((ledger.device, last),), "equal")
    register(work.store, work.author, 1)
    assert ledger.head(ledger.device)[0] == last + 1, "the number of a lost entry was given again"
    assert proof.prove(ledger).broken == ((ledger.device, last),)


def test_a_journal_that_is_gone_altogether_is_found(work: Work) -> None:
    work.store.connection.execute("DELETE FROM entries")
    assert proof.prove(work.store.ledger).broken == ((work.store.ledger.device, 1),)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE blob_parts SET data = x'00'",
        "UPDATE blob_parts SET data = 'text'",
        "DELETE FROM blob_parts WHERE part = 0",
        "DELETE FROM blobs",
    ],
)
def test_a_catalogue_or_scan_that_is_not_what_it_was_is_found(work: Work, statement: str) -> None:
    assert proof.prove(work.store.ledger).holds
    work.store.connection.execute(statement)
    assert proof.prove(work.store.ledger).unequal["blobs"] >= 1


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE residents SET name = '某某'", "residents"),
        ("DELETE FROM residents", "residents"),
        ("DELETE FROM resident_keys WHERE key LIKE 'z%'", "resident_keys"),
        ("INSERT INTO resident_keys VALUES ('zz', 1)", "resident_keys"),
        ("DELETE FROM settings", "settings"),
        ("INSERT INTO visits VALUES ('x', 'y', 1, x'00')", "visits"),
    ],
)
def test_a_table_that_differs_from_the_journal_is_found(
    work: Work, statement: str, table: str
) -> None:
    register(work.store, work.author)
    assert proof.prove(work.store.ledger).holds
    work.store.connection.execute(statement)
    found = proof.prove(work.store.ledger)
    assert found.chain == "ok"
    assert table in found.unequal
    proof.rebuild(work.store.ledger)
    assert proof.prove(work.store.ledger).holds


def test_a_fact_of_a_newer_version_is_kept_and_skipped(work: Work) -> None:
    resident = register(work.store, work.author)

    class FromTheFuture(journal.Fact, frozen=True):
        kind = "resident.teleported"
        where: str

    subject = f"resident:{resident}"
    work.store.ledger.append(work.author, [(subject, FromTheFuture("校场"))])
    change = Changed({"phone": FieldChange("", "13800138000")})
    work.store.ledger.append(work.author, [(subject, change)])
    record = work.store.ledger.record("resident", resident)
    assert isinstance(record, Resident)
    assert record.phone == "13800138000"
    assert [entry.kind for entry in work.store.ledger.history(subject)][1] == "resident.teleported"
    assert proof.prove(work.store.ledger).holds

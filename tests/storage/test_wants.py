"""Bytes that travel apart: wanted, fetched part by part, resumed, and never believed unhashed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from replicas import carry, empty_store

from station_desktop import shipped
from station_desktop.domain.journal.standings import Want
from station_desktop.domain.pack import pack
from station_desktop.domain.person.documents import Filed, Scan
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.station import CatalogueAdopted
from station_desktop.storage import blobs
from station_desktop.storage.exchange import wants
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.proof import proof
from station_desktop.usecases.work import Work

BYTES = bytes(range(256)) * 2600
"""Two parts and a half as they are kept."""
HASH = hashlib.sha256(BYTES).hexdigest()
HELD = [0, 1, blobs.PART_BYTES - 1, blobs.PART_BYTES, blobs.PART_BYTES + 1, len(BYTES) - 1]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[StoreReplica]:
    store = empty_store(tmp_path / "other")
    yield StoreReplica(store)
    store.close()


@pytest.fixture
def here(work: Work) -> StoreReplica:
    file(work, BYTES)
    return StoreReplica(work.store)


def file(work: Work, data: bytes) -> str:
    digest = blobs.put(work.store.connection, data, "image/png")
    scans = (Scan(digest, "image/png", len(data)),)
    filed = Filed("m", "r", "original", "2026-11-26", "c", scans=scans)
    work.store.ledger.append(work.author, [(f"document:{work.store.ledger.new_id()}", filed)])
    return digest


def fetch(target: StoreReplica, source: StoreReplica, digest: str, most: int) -> None:
    total = source.size(digest)
    assert total is not None
    at = 0
    while target.size(digest) is None:
        part = source.part(digest, at, most)
        at = target.put_part(digest, at, total, source.media(digest), part)


@pytest.mark.parametrize("most", [1 << 30, blobs.PART_BYTES, 100_003])
def test_what_an_entry_names_is_wanted_until_it_is_here(
    here: StoreReplica, other: StoreReplica, most: int
) -> None:
    assert here.wants(9) == ()
    carry(here, other)
    named = {want.hash for want in other.wants(9)}
    assert named == {HASH, here.store.current_pack_hash()}
    assert other.wants(1)[0].hash in named
    assert other.wanted(HASH)
    assert proof.prove(other.store.ledger).holds
    fetch(other, here, HASH, most)
    assert not other.wanted(HASH)
    assert (other.size(HASH), other.media(HASH)) == (len(BYTES), "image/png")
    assert blobs.get(other.store.connection, HASH) == BYTES
    assert proof.prove(other.store.ledger).holds
    assert {want.hash for want in other.wants(9)} == named - {HASH}


@pytest.mark.parametrize("held", HELD)
def test_a_transfer_goes_on_where_it_stopped(
    here: StoreReplica, other: StoreReplica, held: int
) -> None:
    carry(here, other)
    total = len(BYTES)
    assert other.put_part(HASH, 0, total, "", BYTES[:held]) == held
    assert Want(HASH, held) in other.wants(9)
    assert other.size(HASH) is None
    assert other.part(HASH, 0, 10) == b""
    beyond = held + 1
    assert other.put_part(HASH, beyond, total, "", BYTES[beyond : beyond + 5] or b"x") == held
    assert other.put_part(HASH, held, total, "", b"") == held
    assert other.put_part(HASH, held, total, "", BYTES[held:]) == total
    assert other.media(HASH) == "image/png"
    for at in HELD:
        assert other.part(HASH, at, 1000) == BYTES[at : at + 1000]
    assert other.part(HASH, -1, 5) == other.part(HASH, 0, 0) == other.part(HASH, total, 5) == b""
    assert other.put_part(HASH, 0, total, "", b"again") == total


def test_other_bytes_than_were_named_are_dropped(here: StoreReplica, other: StoreReplica) -> None:
    carry(here, other)
    total = len(BYTES)
    assert other.put_part(HASH, 0, total, "", BYTES[:-1] + b"x") == 0
    assert other.put_part(HASH, 0, 10, "", BYTES[:11]) == 0
    assert other.put_part(HASH, 0, 10, "", BYTES[:4]) == 4
    assert other.put_part(HASH, 4, total, "", BYTES[4:]) == 0, "two senders of unequal lengths"
    assert other.store.connection.execute("SELECT count(*) FROM blob_parts").fetchone() == (0,)
    assert other.put_part("f" * 64, 0, 3, "", b"abc") == 0, "nobody asked for it"
    assert other.put_part(HASH, 0, total, "", BYTES) == total


def test_the_same_bytes_scanned_here_meanwhile_end_the_want(
    work: Work, here: StoreReplica, other: StoreReplica
) -> None:
    carry(here, other)
    other.put_part(HASH, 0, len(BYTES), "", BYTES[:5])
    assert blobs.put(other.store.connection, BYTES, "image/png") == HASH
    assert not other.wanted(HASH)
    assert blobs.get(other.store.connection, HASH) == BYTES


def test_empty_bytes_and_names_that_are_no_hash(work: Work, other: StoreReplica) -> None:
    empty = file(work, b"")
    scans = (Scan("../../x", "image/png", 5), Scan("A" * 64, "image/png", 5))
    odd = Filed("m", "r", "original", "2026-11-26", "c", scans=scans)
    work.store.ledger.append(work.author, [("document:odd", odd)])
    carry(StoreReplica(work.store), other)
    assert {want.hash for want in other.wants(9)} == {empty, work.store.current_pack_hash()}
    assert other.put_part(empty, 0, 0, "image/png", b"") == 0
    assert other.size(empty) == 0


def test_what_is_carried_along_is_what_is_named_and_here(work: Work, here: StoreReplica) -> None:
    ledger = work.store.ledger
    named = list(wants.named_after(work.store.connection, ledger.device, 0))
    assert named == [work.store.current_pack_hash(), HASH]
    last = ledger.head(ledger.device)[0]
    assert list(wants.named_after(work.store.connection, ledger.device, last)) == []


def publish(work: Work, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    fact = CatalogueAdopted("2027.1", 1)
    work.store.time.turn(hours=1)  # type: ignore[attr-defined]
    work.store.ledger.append("hall", [(f"pack:{digest}", fact)])
    blobs.put(work.store.connection, data, "application/json")
    return digest


def edited(**changes: object) -> bytes:
    return pack.encode(msgspec.structs.replace(shipped.reference_pack(), **changes))


def test_a_published_catalogue_comes_into_force_once_its_bytes_are_here(
    work: Work, other: StoreReplica
) -> None:
    here = StoreReplica(work.store)
    first = work.store.current_pack_hash()
    carry(here, other)
    with pytest.raises(Refused):
        other.store.current_pack_hash()
    assert not other.store.has_pack
    fetch(other, here, first, 1 << 30)
    assert other.store.current_pack_hash() == first
    second = publish(work, edited(version="2027.1"))
    carry(here, other)
    assert other.store.current_pack_hash() == first
    fetch(other, here, second, 1 << 30)
    assert other.store.current_pack_hash() == second
    assert other.store.pack().version == "2027.1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (edited(version=""), "catalogue.text_missing"),
        (b"{}", "catalogue.damaged"),
        (b"\0", "catalogue.damaged"),
    ],
)
def test_a_catalogue_that_breaks_a_rule_is_told_and_the_former_stays(
    work: Work, other: StoreReplica, data: bytes, code: str
) -> None:
    here, first = StoreReplica(work.store), work.store.current_pack_hash()
    carry(here, other)
    fetch(other, here, first, 1 << 30)
    wrong = publish(work, data)
    carry(here, other)
    assert other.store.refused_packs() == ()
    fetch(other, here, wrong, 1 << 30)
    assert other.store.current_pack_hash() == first
    (refused,) = other.store.refused_packs()
    assert refused.pack.id == wrong
    assert refused.problems[0].code.startswith(code)
    assert other.wants(9) == ()


def test_a_catalogue_whose_bytes_were_here_first_is_in_force_at_once(
    work: Work, other: StoreReplica
) -> None:
    digest = other.store.keep_pack_bytes(shipped.reference_pack())
    assert not other.store.has_pack
    carry(StoreReplica(work.store), other)
    assert other.store.current_pack_hash() == digest == work.store.current_pack_hash()
    assert other.wants(9) == ()

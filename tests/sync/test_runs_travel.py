"""Entries and frames on their way: they arrive as they were sent, or the damage is seen."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.time import clock
from station_desktop.sync import keys, runs, wire
from station_desktop.sync.wire import Fault, Fetch, Malformed, WireRun

SIGNING = bytes(range(32))
PUBLIC = keys.signing_public(SIGNING)
SENDER, RECEIVER = "0123456789ab", "ba9876543210"
_LETTERS = "ab:~号 "
_ids = st.one_of(
    st.integers(0, (1 << 128) - 1).map(lambda number: f"{number:032x}"),
    st.text(_LETTERS, max_size=8),
)
_devices = st.integers(0, (1 << 48) - 1).map(lambda number: f"{number:012x}")
_hashes = st.integers(0, (1 << 256) - 1).map(lambda number: f"{number:064x}")
_subjects = st.one_of(
    st.builds(lambda noun, id: f"{noun}:{id}", st.sampled_from(["case", "x"]), _ids),
    st.text(_LETTERS, max_size=8),
)
_told = st.tuples(
    _ids,
    st.integers(0, (1 << 48) - 1),
    st.integers(0, 0xFFFF),
    _devices,
    st.integers(-(1 << 52), 1 << 52),
    _ids,
    st.text(_LETTERS, max_size=8),
    _subjects,
    st.integers(0, 1 << 15),
    st.binary(max_size=20),
)


def chain(told: list[tuple[object, ...]], device: str, after: int, previous: str) -> list[Entry]:
    entries = []
    for number, (id, ms, count, by, at, author, kind, subject, version, payload) in enumerate(
        told, after + 1
    ):
        stamp = f"{ms:012x}.{count:04x}.{by}"
        entry = journal.chained(
            id, device, number, stamp, at, author, kind, subject, version, payload, previous
        )
        previous = entry.hash
        entries.append(entry)
    return entries


_chains = st.builds(
    chain,
    st.lists(_told, min_size=1, max_size=4),
    _devices,
    st.integers(0, 1 << 40),
    _hashes,
)


@given(_chains)
def test_any_entries_arrive_as_they_were(entries: list[Entry]) -> None:
    sent = msgspec.msgpack.encode(runs.packed(entries, b"s"))
    run = msgspec.msgpack.decode(sent, type=WireRun)
    found = runs.unpacked(run, entries[0].previous)
    assert list(found.entries) == entries
    assert (found.damaged, found.fits, run.signature) == (0, True, b"s")


@given(_chains, st.data())
def test_an_entry_damaged_at_the_sender_is_found_and_those_before_it_are_sound(
    entries: list[Entry], data: st.DataObject
) -> None:
    """The sender's disk is damaged: the hash that it kept is not that of what it now reads."""
    at = data.draw(st.integers(0, len(entries) - 1))
    field, other = data.draw(
        st.sampled_from([("payload", b"other"), ("author", "other"), ("version", 1 << 14)])
    )
    spoilt = [*entries]
    value = other if getattr(entries[at], field) != other else type(other)()
    spoilt[at] = msgspec.structs.replace(entries[at], **{field: value})
    found = runs.unpacked(runs.packed(spoilt), entries[0].previous)
    assert list(found.entries) == entries[:at]
    assert found.damaged == entries[at].number


@given(_chains, st.integers(0, 7), st.data())
def test_a_flipped_bit_in_a_payload_is_found(
    entries: list[Entry], bit: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    payload = bytearray(entries[at].payload or b"\0")
    place = data.draw(st.integers(0, len(payload) - 1))
    payload[place] ^= 1 << bit
    spoilt = [*entries]
    spoilt[at] = msgspec.structs.replace(entries[at], payload=bytes(payload))
    found = runs.unpacked(runs.packed(spoilt), entries[0].previous)
    assert found.damaged == entries[at].number
    assert list(found.entries) == entries[:at]


@given(_chains, _hashes)
def test_a_run_that_follows_another_entry_does_not_fit(entries: list[Entry], other: str) -> None:
    if other[:16] != entries[0].previous[:16]:
        assert not runs.unpacked(runs.packed(entries), other).fits


@given(st.binary(max_size=300), st.integers(0, 7), st.data())
def test_any_flipped_bit_in_a_frame_is_refused(text: bytes, bit: int, data: st.DataObject) -> None:
    frame = wire.frame(Fetch(text, 3, 4), SENDER, SIGNING, RECEIVER)
    assert wire.opened(frame).signed_by(PUBLIC, RECEIVER)
    at = data.draw(st.integers(0, len(frame) - 1))
    spoilt = bytearray(frame)
    spoilt[at] ^= 1 << bit
    try:
        opened = wire.opened(bytes(spoilt))
    except Malformed:
        return
    assert not opened.signed_by(PUBLIC, RECEIVER)


@given(st.binary(max_size=100), st.data())
def test_a_frame_cut_short_is_refused(text: bytes, data: st.DataObject) -> None:
    frame = wire.frame(Fault("x", {"text": text.hex()}), SENDER, SIGNING, RECEIVER)
    cut = frame[: data.draw(st.integers(0, len(frame) - 1))]
    try:
        opened = wire.opened(cut)
    except Malformed:
        return
    assert not opened.signed_by(PUBLIC, RECEIVER)


def test_a_frame_is_for_one_receiver() -> None:
    frame = wire.opened(wire.frame(Fault("x"), SENDER, SIGNING, RECEIVER))
    assert frame.signed_by(PUBLIC, RECEIVER)
    assert not frame.signed_by(PUBLIC, SENDER)
    assert not frame.signed_by(keys.signing_public(bytes(32)), RECEIVER)


_YEARS = 100 * 365 * 86_400_000


@settings(max_examples=200)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, _YEARS), st.booleans()), max_size=30))
def test_stamps_follow_each_other_and_what_was_seen_however_wrong_the_clocks(
    acts: list[tuple[bool, int, bool]],
) -> None:
    """Two desks whose clocks show anything; now and then one sees what the other did last."""
    last = {"aaaaaaaaaaaa": "", "bbbbbbbbbbbb": ""}
    for first, now, sees in acts:
        mine, theirs = (
            ("aaaaaaaaaaaa", "bbbbbbbbbbbb") if first else ("bbbbbbbbbbbb", "aaaaaaaaaaaa")
        )
        seen = max(last[mine], last[theirs]) if sees else last[mine]
        stamp = clock.next_stamp(seen, now, mine)
        assert stamp > last[mine]
        assert stamp > seen
        assert stamp.endswith(mine)
        last[mine] = stamp


@pytest.mark.parametrize("count", [0xFFFF, 0xFFFE])
def test_a_stamp_goes_on_where_its_counter_ends(count: int) -> None:
    stamp = clock.next_stamp(f"{5:012x}.{count:04x}.{SENDER}", 0, SENDER)
    assert stamp > f"{5:012x}.{count:04x}.{SENDER}"
    assert len(stamp) == 30

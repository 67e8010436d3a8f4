"""What is personal in an entry, in its box: only its own key opens it, and without one the fold
goes on with what was said openly."""

from __future__ import annotations

from typing import Any, get_origin

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sealed_chains import Sealer

from station_desktop.domain import fold
from station_desktop.domain.journal import journal, sealing
from station_desktop.domain.journal.erasures import Destroyed
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.person.residents import Changed, FieldChange, Registered, Resident

KINDS = [kind for kind in fold._KINDS.values() if kind.personal]
SECRET = "张三丰住在校场小六条"
OPEN = {
    "account": None,
    "setting": None,
    "pack": None,
    "device": None,
    "partner": None,
    "area": None,
    "aside": None,
    "seal": None,
    "resident": {"source", "field", "into", "other", "reason", "asked"},
    "visit": {"resident", "channel"},
    "refusal": {"proof", "resident"},
    "case": {
        *("number", "item", "pack", "visit", "resident", "category", "mode", "channel", "process"),
        *("area", "homevisit", "demand", "step", "since", "reason", "until", "before", "delivery"),
        *("approved_by", "paper", "entry", "amount", "organisation", "when", "to", "due", "task"),
        *("partner", "at", "price", "call_back", "asked"),
    },
    "hall": {"officer", "until"},
    "document": {"material", "holder", "seen_on", "case"},
    "demand": {"source", "reference", "due", "resident", "case", "field"},
    "whistle": {"number", "case", "department", "contact", "entry"},
    "household": {"area", "building", "door", "homevisit"},
    "homevisit": {
        *("day", "worker", "household", "resident", "case", "individual", "time"),
    },
    "booking": {"day", "start", "resident", "item", "worker", "homevisit"},
    "individual": {
        *("number", "resident", "case", "measure", "goal", "agency", "before", "to", "paper"),
        "entry",
    },
}
"""Texts that a fact about somebody may say openly: ids, codes, days, numbers, names of
organisations and of staff. ``None`` where the facts are about nobody in particular."""


def sample(kind: type[Fact]) -> Fact:
    """A fact of this kind with the secret in every personal text."""
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        if field.name in kind.personal and (field.required or field.type in _SAID):
            values[field.name] = _personal(field.type)
        elif field.required:
            values[field.name] = _plain(field.type)
    return kind(**values)


_SAID = (str, tuple[str, ...], dict[str, str], dict[str, Any])


def _personal(type: Any) -> Any:
    if type is str:
        return SECRET
    if get_origin(type) is dict:
        return {"k": FieldChange("", SECRET)} if "FieldChange" in str(type) else {"k": SECRET}
    return (SECRET,) if type == tuple[str, ...] else ()


def _plain(type: Any) -> Any:
    kind = get_origin(type) or type
    if kind in (str, int, bool):
        return kind()
    made = msgspec.inspect.type_info(type)
    if isinstance(made, msgspec.inspect.LiteralType):
        return made.values[0]
    if isinstance(made, msgspec.inspect.IntType):
        return made.ge or 0
    if isinstance(made, msgspec.inspect.StructType):
        return msgspec.convert({"counted_from": "", "due": "", "days": 1}, type)
    return ()


def entry_of(fact: Fact, noun: str = "") -> tuple[Entry, dict[str, dict[str, bytes]]]:
    sealer = Sealer("00000000000a")
    made = sealer.tell(f"{noun or fold.noun_of(fact.kind)}:{'1' * 32}", fact)
    keys = {about: {key.id: key.secret} for about, key in sealer.held.items()}
    return Entry(*journal.columns(made)), keys


def opened(entry: Entry, keys: dict[str, dict[str, bytes]]) -> Entry:
    read = Entry(*journal.columns(entry))
    sealing.open_boxes([read], sealing.boxes_of([read]), keys)
    return read


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.kind))
def test_every_personal_field_is_sealed_and_blank_without_its_key(kind: type[Fact]) -> None:
    fact = sample(kind)
    entry, keys = entry_of(fact)
    secret = SECRET.encode()
    assert secret in journal.encode(fact) or not any(
        field.type is str for field in msgspec.structs.fields(kind) if field.name in kind.personal
    )
    assert secret not in entry.payload
    assert fold.fact_of(opened(entry, keys)) == msgspec.convert(
        msgspec.to_builtins(fact), type(fact)
    )
    blank = fold.fact_of(entry)
    assert blank is not None
    assert fold.breaks(entry) == "" or kind.by_hall
    for field in msgspec.structs.fields(kind):
        if field.name in kind.personal:
            assert not getattr(blank, field.name)
        else:
            assert getattr(blank, field.name) == getattr(fact, field.name)


def test_nothing_about_somebody_is_said_openly_unawares() -> None:
    """A text added to a fact is personal, or is listed above as one that may be read for ever."""
    for kind in fold._KINDS.values():
        allowed = OPEN[kind.kind.partition(".")[0]]
        if allowed is None:
            continue
        texts = {f.name for f in msgspec.structs.fields(kind) if f.type in (str, tuple[str, ...])}
        ids = {"distinct_from", "seen", "cases", "named", "untold", "overrode", "members", "seals"}
        assert texts <= {*allowed, *kind.personal, *ids}, kind.kind


_FACTS = st.builds(
    Registered,
    name=st.text(min_size=1),
    phone=st.text(),
    details=st.dictionaries(st.text(), st.text()),
)


@given(_FACTS, st.data())
def test_a_box_opens_in_its_own_entry_with_its_own_key_alone(
    fact: Registered, data: st.DataObject
) -> None:
    entry, keys = entry_of(fact)
    assert fold.fact_of(opened(entry, keys)) == fact
    field, other = data.draw(
        st.sampled_from(
            [("id", "f" * 32), ("subject", f"resident:{'2' * 32}"), ("kind", "case.opened")]
        )
    )
    elsewhere = msgspec.structs.replace(entry, **{field: other})
    theirs = {elsewhere.subject: keys[entry.subject]}
    assert opened(elsewhere, theirs).opened == sealing.UNREADABLE
    box = sealing.box_of(entry.payload)
    assert box is not None
    wrong = {entry.subject: {box[0]: b"w" * 32}}
    assert opened(entry, wrong).opened == sealing.UNREADABLE
    assert fold.fact_of(opened(entry, wrong)) is None
    at = data.draw(st.integers(len(entry.payload) - len(box[1]), len(entry.payload) - 1))
    bent = bytearray(entry.payload)
    bent[at] ^= 1
    spoilt = msgspec.structs.replace(entry, payload=bytes(bent))
    assert fold.breaks(opened(spoilt, keys)) == "aside.unreadable"


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reading_of_a_payload(text: bytes) -> None:
    for payload in (text, b"~" + text, b"~\0\0\0\2" + b"k" * 8 + b"{}" + text):
        entry = journal.chained(
            "1" * 32, "a" * 12, 1, "", 0, "", "resident.registered", "resident:x", 1, payload, ""
        )
        fold.fact_of(entry)
        fold.fold([entry])
        sealing.named([entry], sealing.boxes_of([entry]))


def test_the_same_act_in_another_chain_opens_too() -> None:
    entry, keys = entry_of(Registered("王敏"))
    parts = msgspec.structs.asdict(entry) | {"device": "00000000000b", "number": 9}
    parts.pop("hash"), parts.pop("opened")
    again = journal.chained(**parts)
    assert again.payload == entry.payload
    assert fold.fact_of(opened(again, keys)) == Registered("王敏")


def test_entries_from_before_there_were_keys_stay_readable() -> None:
    plain = journal.encode(Registered("王敏", details={"~": "x"}))
    entry = journal.chained(
        "1" * 32, "a" * 12, 1, "", 0, "", "resident.registered", "resident:x", 1, plain, ""
    )
    assert fold.fact_of(entry) == Registered("王敏", details={"~": "x"})


def test_an_erased_record_is_the_same_in_whatever_order_it_is_folded() -> None:
    """Late entries, which nobody can open any more, change nothing of it but what is open."""
    sealer = Sealer("00000000000a")
    about = f"resident:{'1' * 32}"
    sealer.tell(about, Registered("王敏", phone="13800138000"))
    sealer.tell(about, Destroyed("wish", "a", "b"))
    sealer.tell(about, Changed({"phone": FieldChange("13800138000", "13900139000")}))
    entries = list(sealer.sealed_run().entries)
    whole = fold.fold(entries)
    assert isinstance(whole, Resident)
    assert (whole.name, whole.phone, whole.erased_at) == ("", "", entries[1].at)
    assert fold.fold(reversed(entries)) == whole
    assert fold.apply(fold.fold(entries[:2]), entries[2]) == whole

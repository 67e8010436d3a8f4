"""Many acts in one append fold as they would one by one."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.person.residents import Changed, FieldChange, Registered, Resident
from station_desktop.storage.proof.proof import prove
from station_desktop.storage.reads import reads
from station_desktop.usecases.work import Work

NAMES = st.sampled_from(["张小明", "单立行", "重阳", "迪丽·热巴", "John Smith"])
PHONES = st.sampled_from(["", "13800138000", "010-88881234"])
STEP = st.tuples(st.integers(0, 3), NAMES, PHONES)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.lists(STEP, max_size=8), max_size=4))
def test_a_batch_folds_like_single_acts(
    work: Work, steps: list[list[tuple[int, str, str]]]
) -> None:
    ledger = work.store.ledger
    ids = [ledger.new_id() for _ in range(4)]
    expected: dict[str, tuple[str, str]] = {}
    for batch in steps:
        acts: list[tuple[str, Fact]] = []
        for which, name, phone in batch:
            id = ids[which]
            fact: Fact = Registered(name=name, phone=phone)
            if id in expected:
                fact = Changed({"name": FieldChange("", name), "phone": FieldChange("", phone)})
            expected[id] = (name, phone)
            acts.append((f"resident:{id}", fact))
        ledger.append(work.author, acts)
    for id, (name, phone) in expected.items():
        record = ledger.record("resident", id)
        assert isinstance(record, Resident)
        assert (record.name, record.phone) == (name, phone)
    assert prove(ledger).holds


def test_many_are_asked_for_at_once(work: Work) -> None:
    ledger = work.store.ledger
    ids = {number: ledger.new_id() for number in ("11010519491231002X", "440524188001010014")}
    ledger.append(
        work.author,
        [(f"resident:{id}", Registered("张小明", id_number=n)) for n, id in ids.items()],
    )
    found = reads.residents_by_number(work.store.connection, [*ids, "", "none"])
    assert {number: resident.id for number, resident in found.items()} == ids
    told = ledger.histories([f"resident:{id}" for id in ids.values()])
    assert {subject: len(entries) for subject, entries in told.items()} == {
        f"resident:{id}": 1 for id in ids.values()
    }

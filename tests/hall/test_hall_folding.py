"""However a station's runs arrive, the hall ends with what one fold of everything gives."""

from __future__ import annotations

from itertools import count

import chains
from chains import Writer, subject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from station_desktop.domain import fold
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry, Fact, Head
from station_desktop.hall import registry
from station_desktop.hall.journal.replica import StationReplica
from station_desktop.hall.store.tables import records
from station_desktop.hall.work import Hall, Officer

DEVICES = ("00000000a001", "00000000a002", "00000000a003")
_stations = count(1)

FACTS: tuple[tuple[str, Fact], ...] = (
    ("resident", chains.registered()),
    ("resident", chains.registered("李四", "")),
    ("resident", chains.moved("", "校场五条19号")),
    ("resident", chains.moved("校场五条19号", "校场头条2号")),
    ("case", chains.opened(1)),
    ("case", chains.opened(1, "direct")),
    ("case", chains.printed()),
    ("document", chains.filed("cd" * 32)),
)
BAD = (("case", "hall.approved", b'{"officer":"x"}'), ("resident", "resident.changed", b"[1"))

acts = st.tuples(
    st.sampled_from(DEVICES),
    st.integers(0, len(FACTS) + len(BAD) - 1),
    st.integers(1, 3),
    st.integers(0, 50),
    st.sampled_from(("", "", "", "1" * 32, "2" * 32)),
)
deliveries = st.tuples(st.sampled_from(DEVICES), st.integers(0, 6), st.integers(1, 6))


def written(told: list[tuple[str, int, int, int, str]]) -> dict[str, Writer]:
    writers = {device: Writer(device) for device in DEVICES}
    for device, act, number, late, id in told:
        writer = writers[device]
        if act < len(FACTS):
            noun, fact = FACTS[act]
            writer.tell(subject(noun, number), fact, late, id)
        else:
            noun, kind, payload = BAD[act - len(FACTS)]
            writer.say(subject(noun, number), kind, payload, late)
    return writers


def expected(entries: list[Entry]) -> dict[tuple[str, str], bytes]:
    subjects = {entry.subject for entry in entries}
    folded = {
        about: fold.fold([entry for entry in entries if entry.subject == about])
        for about in subjects
    }
    return {
        (about.partition(":")[0], about.partition(":")[2]): journal.encode(record)
        for about, record in folded.items()
        if record is not None
    }


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told=st.lists(acts, max_size=30), order=st.lists(deliveries, max_size=25))
def test_heads_places_and_records_are_those_of_a_model(
    hall: Hall,
    officer: Officer,
    told: list[tuple[str, int, int, int, str]],
    order: list[tuple[str, int, int]],
) -> None:
    writers = written(told)
    station = registry.add_station(hall, officer, f"{next(_stations):06d}", "模型站").code
    here = dict.fromkeys(DEVICES, 0)
    for device, back, most in [*order, *((device, 0, 99) for device in DEVICES)]:
        start = max(0, here[device] - back)
        run = writers[device].run(start, here[device] + most)
        if not run.entries:
            continue
        with hall.database.begin() as connection:
            StationReplica(connection, hall, station).add([run])
        here[device] += len(run.entries) - (here[device] - start)
    with hall.database.reading() as connection:
        replica = StationReplica(connection, hall, station)
        sequence, reached = replica.since(0, 10_000, 1 << 30, "")
        heads = replica.heads()
        rows = connection.execute(
            select(records.c.noun, records.c.id, records.c.body).where(records.c.station == station)
        ).all()
    own = [entry for entry in sequence if journal.of_hall(entry.device)]
    assert reached == len(sequence) == len(told) + len(own)
    for device, writer in writers.items():
        assert [entry for entry in sequence if entry.device == device] == writer.entries
        last = writer.entries[-1] if writer.entries else None
        assert heads.get(device) == (last and Head(last.number, last.hash))
    assert {(noun, id): bytes(body) for noun, id, body in rows} == expected(list(sequence))

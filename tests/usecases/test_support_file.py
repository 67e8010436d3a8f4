"""The support file: everything that helps to find a fault, and no resident, in whatever form."""

from __future__ import annotations

import base64
import io
import json
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import msgspec
import pytest
from desk_hands import ZHANG
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from people import GIVEN, SURNAMES, Person, people
from pypinyin import lazy_pinyin
from taken_in import take_in

from station_desktop import phrases
from station_desktop.domain.problem import Problem, Refused
from station_desktop.logs import files, incidents
from station_desktop.usecases.checks import health, support
from station_desktop.usecases.people import residents
from station_desktop.usecases.sixsteps import individuals
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Work

STAFF = "王敏"
NOTE = "夜里常醒，不愿儿子知道"


def forms(secret: str) -> Iterator[bytes]:
    """Every shape in which the words could stand in a file."""
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        raw = secret.encode(encoding)
        yield raw
        yield raw.hex().encode()
        for skipped in range(3):  # wherever it begins within what is encoded
            whole = base64.b64encode(b"\0" * skipped + raw)
            begin = -(-skipped * 4 // 3) + (1 if skipped else 0)
            inner = whole[begin : len(whole) - 4]
            if len(inner) >= 6:
                yield inner
    yield json.dumps(secret).strip('"').encode()
    yield quote(secret).encode()


def secrets_of(person: Person) -> set[str]:
    spelt = lazy_pinyin(person.name)
    return {
        person.name,
        person.id_number,
        person.phone,
        person.address,
        person.id_number[6:14],
        person.address[-6:],
        "".join(spelt),
        " ".join(spelt),
    }


def held_in(data: bytes) -> bytes:
    """The file as it is, and everything in it unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        inside = b"\n".join(archive.read(name) for name in archive.namelist())
        return b"\n".join((data, "\n".join(archive.namelist()).encode(), inside))


def bundle_of(work: Work, *, named: bool = False) -> support.Bundle:
    findings = health.examine(work.store.folder, work, depth="quick")
    return support.gather(work.store.folder, work, findings=findings, language="zh_CN", named=named)


@pytest.fixture
def logged(work: Work) -> Iterator[Work]:
    handler = files.log_to(work.store.folder)
    yield work
    files.end(handler)


def provoke(*words: str) -> str:
    """Faults of every kind whose words hold what somebody typed; the last one's number."""
    logging.getLogger("other.package").error("cannot take %s", " ".join(words))
    files.from_qt(None, None, f"QLabel::setText: {' '.join(words)}")
    try:
        try:
            raise KeyError(*words)
        except KeyError as error:
            raise RuntimeError(" ".join(words)) from error
    except RuntimeError as error:
        return incidents.record(error).number


def test_a_station_full_of_people_leaves_none_of_them_in_the_file(logged: Work) -> None:
    work = logged
    registered = [residents.register(work, person.typed()) for person in people(12, seed=5)]
    zhang = residents.register(work, ZHANG)
    case = take_in(work, zhang, lacking=True)
    take_in(work, registered[0])
    whistling.blow(work, case.number, "hard", "院墙开裂", ZHANG["residence_address"], ("房管所",))
    own = individuals.apply(work, zhang.id, NOTE)
    individuals.diagnose(work, own.id, NOTE, ["三餐无着"])
    number = provoke(ZHANG["name"], ZHANG["id_number"], NOTE, "zhangxiaoming")
    with (work.store.folder / "logs" / "station.log").open("ab") as log:  # of another program
        log.write(f"{ZHANG['name']} zhangxiaoming\n".encode())
    (work.store.folder / f"{ZHANG['name']}.jpg").write_bytes(b"a scan left here")

    held = held_in(support.packed(bundle_of(work)))

    known = Person(
        ZHANG["name"],
        ZHANG["id_number"],
        people(1)[0].birth_date,
        ZHANG["phone"],
        ZHANG["residence_address"],
    )
    words = {NOTE, "院墙开裂", STAFF, "wangmin", "老墙根", str(work.store.folder)}
    words |= {id for id in (zhang.id, case.id, case.number, own.id) if id}
    for person in (known, *people(12, seed=5)):
        words |= secrets_of(person)
    found = {word for word in words if word for form in forms(word) if form in held}
    assert found == set()
    assert number.encode() in held
    assert b"1 lines left out" in held


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_no_random_person_either(work_of_all: SimpleNamespace, data: st.DataObject) -> None:
    """Names that are words of the file's own sentences, as 时间 could be, prove nothing."""
    letters = st.text(st.sampled_from(GIVEN + "𬱖䶮㛃·"), min_size=1, max_size=3)
    name = data.draw(st.sampled_from(SURNAMES)) + data.draw(letters)
    person = msgspec.structs.replace(people(1, data.draw(st.integers(0, 9_999)))[0], name=name)
    assume(not any(name in text for text in phrases.table("zh_CN").values()))
    work = work_of_all.work
    number = provoke(*secrets_of(person))
    held = held_in(support.packed(bundle_of(work)))
    for word in secrets_of(person):
        assert not [form for form in forms(word) if form in held], word
    assert number.encode() in held


@pytest.fixture(scope="module")
def work_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """One station whose log goes on from example to example."""
    from founding import CHEAP, PASSWORD

    from station_desktop.storage.store import Store
    from station_desktop.usecases.door import opening

    folder = tmp_path_factory.mktemp("support") / "station"
    founded = opening.found_station(
        folder, name="站", code="110102017014", login="it", password=PASSWORD, cost=CHEAP
    )
    store = Store(folder, founded.key)
    handler = files.log_to(folder)
    yield SimpleNamespace(work=Work(store, founded.actor))
    files.end(handler)
    store.close()


def test_it_tells_what_support_asks_for(logged: Work) -> None:
    provoke("x")
    bundle = bundle_of(logged)
    parts = {part.name: part.text for part in bundle.parts}
    assert set(parts) == {
        *("doctor.txt", "doctor.json", "files.json", "keys.json", "settings.json"),
        *("tables.json", "incidents.txt", "logs/station.log"),
    }
    assert json.loads(parts["tables.json"])["accounts"] == 1
    assert json.loads(parts["files.json"])["own"]["station.db"] > 100_000
    assert json.loads(parts["keys.json"]) == {
        "accounts": 1,
        "locked": 0,
        "recovery": True,
        "from_copy": False,
    }
    told = json.loads(parts["settings.json"])
    assert told["idle_minutes"] == 10
    assert "station_name" not in told
    assert len(parts["incidents.txt"].splitlines()) == 1


def test_names_of_things_are_in_it_only_when_wanted(logged: Work) -> None:
    folder = str(logged.store.folder)
    shown = {named: bundle_of(logged, named=named).parts for named in (False, True)}
    assert not any(folder in part.text for part in shown[False])
    names = next(part.text for part in shown[True] if part.name == "names.json")
    assert json.loads(names)["folder"] == folder
    assert folder in shown[True][0].text


def test_what_a_problem_quotes_stays_out(work: Work) -> None:
    from station_desktop.domain.station.health import Finding

    quoted = Problem("policy.room", params={"line": 3, "value": ZHANG["name"], "choices": "desk"})
    finding = Finding("policy", "bad", "health.policy.wrong", {"count": 1}, problems=(quoted,))
    bundle = support.gather(work.store.folder, work, findings=(finding,), language="zh_CN")
    assert ZHANG["name"] not in "".join(part.text for part in bundle.parts)
    assert "3" in bundle.parts[0].text


def test_it_can_be_had_without_a_station_and_not_by_everybody(tmp_path: Path, work: Work) -> None:
    alone = support.gather(tmp_path / "none", None, findings=(), language="en")
    assert {part.name for part in alone.parts} >= {"doctor.txt", "keys.json"}
    clerk = Work(work.store, msgspec.structs.replace(work.actor, roles=("worker",)))
    with pytest.raises(Refused):
        support.gather(work.store.folder, clerk, findings=(), language="en")

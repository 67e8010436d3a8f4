"""The data folder after a day's work, searched byte by byte: no resident in any file."""

from __future__ import annotations

from pathlib import Path

import pytest
from founding import CHEAP
from people import people
from visits import line

from station_desktop.domain.case.visitdraft import VisitDraft
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.storage import blobs, drafts
from station_desktop.storage.store import Store
from station_desktop.usecases.counter import intake
from station_desktop.usecases.demo import demo
from station_desktop.usecases.door import opening
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


@pytest.mark.timeout(280)
def test_no_name_number_or_phone_in_any_file(tmp_path: Path) -> None:
    folder = tmp_path / "演示"
    founded = demo.make_demo(folder, cost=CHEAP)
    with pytest.raises(Refused):
        opening.unlock(folder, demo.LOGIN, "a wrong Password 1")
    store = Store(folder, founded.key)
    reader = Store(folder, founded.key, read_only=True)
    work = Work(store, founded.actor)
    for number, person in enumerate(people(12, seed=7)):
        resident = residents.register(work, person.typed()).id
        drafts.save(
            store.connection,
            f"draft {number}",
            work.author,
            {"registration/name": person.name, "registration/id_number": person.id_number},
            1,
        )
        blobs.put(store.connection, person.name.encode() * 90_000, "image/png")
        residents.find(Work(reader, founded.actor), person.name)
        intake.accept(
            work, VisitDraft(store.ledger.new_id(), resident, lines=(line(work, "GOV-EL-001"),))
        )
    bodies = store.connection.execute("SELECT body FROM residents").fetchall()
    everyone = [Resident(**_decoded(body)) for (body,) in bodies]
    assert len(everyone) > 400
    secrets = {
        secret
        for resident in everyone[:10] + everyone[::6] + everyone[-12:]
        for secret in (resident.name, resident.id_number, resident.phone)
        if len(secret) > 1
    }
    seen = [path for path in folder.rglob("*") if path.is_file()]
    assert {"station.db", "station.db-wal", "station.keys"} <= {path.name for path in seen}
    found = _search(seen, secrets)
    reader.close()
    store.close()
    found += _search([path for path in folder.rglob("*") if path.is_file()], secrets)
    assert found == 0, f"{found} readable secrets"


def _decoded(body: bytes) -> dict[str, object]:
    import json

    decoded: dict[str, object] = json.loads(body)
    return decoded


def _search(files: list[Path], secrets: set[str]) -> int:
    """How often any secret can be read in any of the files, in any of the encodings.

    A name of two characters is six bytes of UTF-8; random bytes of this size hold it by chance
    once in ten million runs. Shorter patterns (two hanzi in GBK are four bytes) are searched in
    their neighbourhood: together with the JSON quote that stands before every stored text.
    """
    found = 0
    patterns = set()
    for secret in secrets:
        for encoding in ENCODINGS:
            pattern = secret.encode(encoding)
            patterns.add(pattern if len(pattern) > 5 else '"'.encode(encoding) + pattern)
    for file in files:
        data = file.read_bytes()
        found += sum(pattern in data for pattern in patterns)
    return found


def test_the_search_itself_finds_what_is_readable(tmp_path: Path) -> None:
    file = tmp_path / "plain.txt"
    for encoding in ENCODINGS:
        file.write_bytes('x {"name":"欧阳小明"} y'.encode(encoding))
        assert _search([file], {"欧阳小明"}) == 1

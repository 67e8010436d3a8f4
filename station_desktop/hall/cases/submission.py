"""One submission in full, as an officer decides it: the form, the documents, who asks, what
happened so far. Numbers by which a person is known stay masked until somebody gives a reason."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, select

from station_desktop.domain import fold
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Field, Item, Pack, Words
from station_desktop.domain.form import forms
from station_desktop.domain.journal.journal import Entry, of_hall
from station_desktop.domain.person import masks
from station_desktop.domain.person.documents import Document
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.text import statements
from station_desktop.hall import audit
from station_desktop.hall.cases import catalogues
from station_desktop.hall.journal import blobs, folding
from station_desktop.hall.store.tables import stations, submissions, users
from station_desktop.hall.work import SELF, Hall, Officer

Revealed = Literal["id_number", "phone"]
_MASKS = {
    "id_number": masks.mask_id,
    "phone": masks.mask_phone,
    "bank_card": masks.mask_bank_card,
}


class Answer(msgspec.Struct, frozen=True):
    """One question and what was answered; ``hidden`` says that ``value`` is masked."""

    key: str
    label: Words
    value: str
    hidden: bool = False


class Scanned(msgspec.Struct, frozen=True):
    """One scanned page. ``here`` says whether all of its bytes have arrived."""

    hash: str
    media: str
    size: int
    here: bool


class Material(msgspec.Struct, frozen=True):
    """One document of the case and how it stands (``domain.case.cases.Standing``)."""

    key: str
    name: Words
    standing: str
    note: str
    promised: str
    copies: int
    scans: tuple[Scanned, ...]


class Person(msgspec.Struct, frozen=True):
    """Who asks, or acts for them; number and phone masked."""

    name: str
    id_type: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    birth_date: str = ""


class Told(msgspec.Struct, frozen=True):
    """One entry of the case's journal. ``aside`` is the problem code for which it does not count,
    ``words`` the reason or result that it gives."""

    at: int
    author: str
    kind: str
    by_hall: bool
    words: str = ""
    aside: str = ""


class Submission(msgspec.Struct, frozen=True):
    """The whole submission in the reader's language. ``item`` is ``None`` while the station's
    catalogue has not arrived; answers then stand under their keys."""

    station: str
    station_name: str
    case: Case
    hall_state: str
    receipt: int
    item: Item | None
    resident: Person
    agent: Person | None
    answers: tuple[Answer, ...]
    materials: tuple[Material, ...]
    history: tuple[Told, ...]


def read(hall: Hall, officer: Officer, station: str, id: str, language: str) -> Submission:
    """Refuses ``case.unknown``."""
    officer.require("hall.read")
    with hall.database.reading() as connection:
        case = _case(connection, station, id)
        row = connection.execute(
            select(submissions.c.hall_state, submissions.c.receipt, stations.c.name)
            .join(stations, stations.c.code == submissions.c.station)
            .where(submissions.c.station == station, submissions.c.id == id)
        ).one()
        catalogue = catalogues.of(connection, hall, station, case.pack)
        item = catalogues.item_of(catalogue, case)
        return Submission(
            station=station,
            station_name=row.name,
            case=case,
            hall_state=row.hall_state,
            receipt=row.receipt,
            item=item,
            resident=_resident(connection, station, case),
            agent=_agent(case),
            answers=_answers(case, item, language),
            materials=_materials(connection, station, case, catalogue),
            history=_history(connection, station, id),
        )


def reveal(
    hall: Hall, officer: Officer, station: str, id: str, field: Revealed, reason: str
) -> str:
    """The resident's ``id_number`` or ``phone`` in full. Who looked, at which case and why stands
    in the audit; refuses no reason at all."""
    officer.require("hall.read")
    if field not in ("id_number", "phone"):
        raise refuse("hall.reveal_field", field="field")
    words = statements.stated(reason, "reason")
    if not words:
        raise refuse("case.reason_missing", field="reason")
    with hall.database.begin() as connection:
        case = _case(connection, station, id)
        person = folding.load(connection, station, "resident", case.resident)
        audit.note(
            connection, hall, officer, "resident.revealed", case.number, field=field, reason=words
        )
        return person.attribute(field) if isinstance(person, Resident) else ""


def scan(hall: Hall, officer: Officer, station: str, id: str, digest: str) -> tuple[bytes, str]:
    """The bytes of one scan of this case and their media type; refuses ``hall.scan_unknown`` what
    is not the case's own or has not arrived."""
    officer.require("hall.read")
    with hall.database.reading() as connection:
        case = _case(connection, station, id)
        known = {
            scan.hash
            for document in _documents(connection, station, case).values()
            for scan in document.scans
        }
        data = None
        if digest in known:
            data = blobs.get(connection, hall.keyring.data_key, station, digest)
        if data is None:
            raise refuse("hall.scan_unknown")
        return data, blobs.media(connection, station, digest)


def _case(connection: Connection, station: str, id: str) -> Case:
    record = folding.load(connection, station, "case", id)
    if not isinstance(record, Case):
        raise refuse("case.unknown", number="")
    return record


def _resident(connection: Connection, station: str, case: Case) -> Person:
    person = folding.load(connection, station, "resident", case.resident)
    if not isinstance(person, Resident):
        return Person("")
    return Person(
        name=masks.known_as(person.name, person.erased_at),
        id_type=person.id_type,
        id_number=masks.mask_id(person.id_number),
        phone=masks.mask_phone(person.phone),
        address=person.residence_address,
        birth_date=person.birth_date,
    )


def _agent(case: Case) -> Person | None:
    if case.agent is None:
        return None
    return Person(
        name=case.agent.name,
        id_type=case.agent.id_type,
        id_number=masks.mask_id(case.agent.id_number),
        phone=masks.mask_phone(case.agent.phone),
    )


def _answers(case: Case, item: Item | None, language: str) -> tuple[Answer, ...]:
    if item is None:
        return tuple(
            Answer(key, Words(key, key), _plain(value)) for key, value in case.answers.items()
        )
    return tuple(
        Answer(field.key, field.label, _shown(field, case, language), field.type in _MASKS)
        for field in forms.applicable(item.fields, case.answers)
        if field.key in case.answers
    )


def _shown(field: Field, case: Case, language: str) -> str:
    value = case.answers[field.key]
    mask = _MASKS.get(field.type)
    return mask(str(value)) if mask else forms.show(field, value, language)


def _plain(value: Any) -> str:
    """Without its question nobody knows whether an answer is a number to hide; long ones are."""
    return masks.mask_id(str(value)) if str(value)[:6].isdigit() else str(value)


def _materials(
    connection: Connection, station: str, case: Case, catalogue: Pack | None
) -> tuple[Material, ...]:
    filed = _documents(connection, station, case)
    known = {} if catalogue is None else catalogue.material_by_key
    found = []
    for material in case.materials:
        name = known[material.key].name if material.key in known else Words(material.key, "")
        scans = tuple(
            Scanned(
                scan.hash,
                scan.media,
                scan.size,
                blobs.size(connection, station, scan.hash) is not None,
            )
            for id in material.documents
            if id in filed
            for scan in filed[id].scans
        )
        found.append(
            Material(
                key=material.key,
                name=name,
                standing=material.standing,
                note=material.note,
                promised=material.promised,
                copies=material.copies,
                scans=scans,
            )
        )
    return tuple(found)


def _documents(connection: Connection, station: str, case: Case) -> dict[str, Document]:
    wanted = [id for material in case.materials for id in material.documents]
    found = folding.load_many(connection, station, "document", wanted)
    return {id: record for id, record in found.items() if isinstance(record, Document)}


def _history(connection: Connection, station: str, id: str) -> tuple[Told, ...]:
    entries = folding.history(connection, station, f"case:{id}")
    aside = fold.set_aside(entries)
    unique = {entry.id: entry for entry in entries}
    names = _names(connection, station, {entry.author for entry in entries})
    return tuple(
        Told(
            at=entry.at,
            author=names.get(entry.author, ""),
            kind=entry.kind,
            by_hall=of_hall(entry.device),
            words=_words(entry),
            aside=aside.get(entry.id, "") or fold.breaks(entry),
        )
        for entry in unique.values()
    )


def _words(entry: Entry) -> str:
    """The reason or result that an entry gives, in its author's own words."""
    fact = fold.fact_of(entry)
    wrong = getattr(fact, "wrong", ())
    if wrong:
        return "；".join(one.what for one in wrong)
    said = (getattr(fact, name, "") for name in ("reason", "result", "note"))
    return next((words for words in said if isinstance(words, str) and words), "")


def _names(connection: Connection, station: str, authors: set[str]) -> dict[str, str]:
    """Names of the station's staff and of the hall's."""
    known = folding.load_many(connection, station, "account", authors)
    names = {id: account.name for id, account in known.items() if isinstance(account, Account)}
    ours = authors - names.keys() - {SELF, ""}
    if ours:
        rows = connection.execute(select(users.c.id, users.c.name).where(users.c.id.in_(ours)))
        names |= {row.id: row.name for row in rows}
    return names

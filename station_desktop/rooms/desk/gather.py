"""What the store knows that the desk needs: of an item for a person, of a person, of drafts."""

from __future__ import annotations

from typing import Any

import msgspec

from station_desktop.domain.case import ownwords, requirements, visitdraft
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Item, Pack, Words
from station_desktop.domain.person.documents import serves_until
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.station.station import Visit as PastVisit
from station_desktop.domain.text import statements
from station_desktop.rooms.desk.line import LineFacts, OnFile
from station_desktop.rooms.desk.reopening import reopen
from station_desktop.rooms.desk.visit import Visit
from station_desktop.storage import drafts
from station_desktop.storage.reads import reads
from station_desktop.usecases.casework import lines
from station_desktop.usecases.counter import demands, intake
from station_desktop.usecases.device import devices
from station_desktop.usecases.people import residents
from station_desktop.usecases.visits import households
from station_desktop.usecases.visits.households import Answering
from station_desktop.usecases.work import Work

_CASES_ASKED = 30


def line_facts(work: Work, code: str, resident: Resident | None, pack_hash: str = "") -> LineFacts:
    """Everything about one item for one person, in the catalogue ``pack_hash`` or the one in
    force. Refuses ``item.unknown``."""
    if not ownwords.is_own(code):
        return _line_facts(work, code, resident, pack_hash)
    each = {
        category: _line_facts(work, own, resident, pack_hash)
        for category, own in ownwords.CODES.items()
    }
    chosen = next((one for one in each.values() if one.item.code == code), each["public"])
    return msgspec.structs.replace(chosen, own=each)


class OwnStart(msgspec.Struct, frozen=True):
    """A demand in own words as it begins: what is known of its items, and what it sounds like."""

    facts: LineFacts
    proposal: ownwords.Proposal
    what: str
    where: str = ""
    resident: str = ""


def own_start(work: Work, what: str, resident: Resident | None) -> OwnStart:
    """A demand as typed at the desk."""
    facts = line_facts(work, ownwords.UNDECIDED, resident)
    return OwnStart(facts, intake.propose(what), what)


def demand_start(work: Work, id: str) -> OwnStart:
    """A demand from outside, in the words in which it came; in its title's where those are too
    long for a case."""
    demand = demands.get(work, id)
    text = demand.text or demand.title
    what = text if len(text) <= statements.LONGEST else demand.title
    facts = line_facts(work, ownwords.UNDECIDED, None)
    proposal = intake.propose(f"{demand.title} {what}")
    return OwnStart(facts, proposal, what, demand.address, demand.resident)


def _line_facts(work: Work, code: str, resident: Resident | None, pack_hash: str) -> LineFacts:
    digest = pack_hash or work.store.current_pack_hash()
    pack = work.store.pack(digest)
    item = pack.item(code, work.store.today()) or pack.item(code)
    if item is None:
        raise refuse("item.unknown", item=code)
    alone = requirements.of(item, pack, by_agent=False)
    with_agent = requirements.of(item, pack, by_agent=True)
    return LineFacts(
        item=item,
        pack=digest,
        alone=alone,
        with_agent=with_agent,
        record=lines.prefilled(item, resident) if resident else {},
        earlier=_earlier(work, item, resident) if resident else {},
        on_file=_on_file(work, pack, with_agent, resident) if resident else {},
        deadline=lines.deadline(work, item, work.store.time.now()),
    )


def facts_of_lines(
    work: Work, resident: Resident | None, wanted: dict[str, tuple[str, str]]
) -> dict[str, LineFacts]:
    """As :func:`line_facts` for several lines: line id -> (item, pack)."""
    return {line: line_facts(work, code, resident, pack) for line, (code, pack) in wanted.items()}


def _on_file(
    work: Work, pack: Pack, needed: tuple[requirements.Requirement, ...], resident: Resident
) -> dict[str, OnFile]:
    found = lines.on_file(work, resident, needed, pack, work.store.today())
    days = {
        document.id: document.seen_on
        for document in reads.documents_of(work.store.connection, resident.id)
    }
    return {key: OnFile(id, days[id]) for key, id in found.items()}


def _earlier(work: Work, item: Item, resident: Resident) -> dict[str, Any]:
    """The person's latest answers to the questions of ``item`` that may be offered again."""
    wanted = {field.key for field in item.fields if field.reuse}
    found: dict[str, Any] = {}
    if wanted:
        for case in reads.cases_of(work.store.connection, resident.id, _CASES_ASKED):
            for key in wanted & case.answers.keys():
                found.setdefault(key, case.answers[key])
    return found


class OpenCase(msgspec.Struct, frozen=True):
    """A case of the person's that is still open."""

    case: Case
    item: Words


class OnShelf(msgspec.Struct, frozen=True):
    """A document of the person's that still serves, until an ISO day."""

    name: Words
    seen_on: str
    until: str


class PersonCard(msgspec.Struct, frozen=True):
    """What the desk should know of the person in front of it."""

    resident: Resident
    visits: tuple[PastVisit, ...]
    open_cases: tuple[OpenCase, ...]
    on_file: tuple[OnShelf, ...]
    home: Answering = Answering()


def person_card(work: Work, resident: str) -> PersonCard:
    """The person with last visits, open cases and the documents that still serve."""
    person = residents.get(work, resident)
    connection = work.store.connection
    cases = reads.cases_of(connection, resident, _CASES_ASKED)
    return PersonCard(
        resident=person,
        visits=reads.visits_of(connection, resident, 3),
        open_cases=tuple(_open_case(work, case) for case in cases if case.open),
        on_file=_still_serving(work, resident),
        home=households.answering_for(work, resident),
    )


def _open_case(work: Work, case: Case) -> OpenCase:
    item = work.store.pack(case.pack).item(case.item)
    if case.title:
        return OpenCase(case, Words(case.title, case.title))
    return OpenCase(case, item.name if item else Words(case.item, case.item))


def _still_serving(work: Work, resident: str) -> tuple[OnShelf, ...]:
    known = work.store.pack().material_by_key
    found: dict[str, OnShelf] = {}
    for document in reads.documents_of(work.store.connection, resident):
        material = known.get(document.material)
        until = serves_until(document, material) if material else None
        if material and until and until >= work.store.today():
            shelf = OnShelf(material.name, document.seen_on, until.isoformat())
            found.setdefault(document.material, shelf)
    return tuple(found.values())


class DraftCard(msgspec.Struct, frozen=True):
    """One unfinished visit in the list of drafts; ``changed_at`` in milliseconds."""

    id: str
    name: str
    items: tuple[Words, ...]
    changed_at: int


def draft_cards(work: Work) -> tuple[DraftCard, ...]:
    """The person's own unfinished visits, the latest first."""
    heads = drafts.of_author(work.store.connection, work.author)
    return tuple(_draft_card(work, head) for head in heads)


def _draft_card(work: Work, head: drafts.DraftHead) -> DraftCard:
    values = drafts.load(work.store.connection, head.id) or {}
    draft = visitdraft.read(head.id, values)
    record = work.store.ledger.record("resident", draft.resident) if draft.resident else None
    name = record.name if isinstance(record, Resident) else draft.registration.get("name", "")
    items = tuple(_item_name(work, line) for line in draft.lines)
    return DraftCard(head.id, name, items, head.changed_at)


def _item_name(work: Work, line: visitdraft.LineDraft) -> Words:
    if ownwords.is_own(line.item):
        told = ownwords.title_of(str(line.answers.get("what") or ""))
        return Words(told, told)
    item = work.store.pack(line.pack).item(line.item)
    return item.name if item else Words(line.item, line.item)


def open_draft(work: Work, id: str) -> Visit | None:
    """A draft as it was left, in the catalogue it was begun with; ``None`` when it is gone."""
    values = drafts.load(work.store.connection, id)
    if values is None:
        return None
    draft = visitdraft.read(id, values)
    record = work.store.ledger.record("resident", draft.resident) if draft.resident else None
    resident = record if isinstance(record, Resident) else None
    wanted = {line.id: (line.item, line.pack) for line in draft.lines}
    facts = facts_of_lines(work, resident, wanted)
    return reopen(id, values, resident, facts, work.store.today())


def save_draft(work: Work, id: str, values: dict[str, Any]) -> None:
    """Save what changed, by path."""
    store = work.store
    drafts.save(store.connection, id, work.author, values, store.ledger.now_ms())


def discard_draft(work: Work, id: str) -> None:
    drafts.discard(work.store.connection, id)


class Surroundings(msgspec.Struct, frozen=True):
    """What the desk reads once at its start: settings, a day for documents to follow, whether a
    key can ask a card reader, and the document camera's name, empty where there is none."""

    settings: Settings
    promise_day: str
    reader: bool = False
    camera: str = ""


def surroundings(work: Work) -> Surroundings:
    store = work.store
    day = lines.promise_day(work).isoformat()
    camera = devices.choices(store).camera if devices.allowed(devices.SYSTEM_CAMERA) else ""
    return Surroundings(store.settings(), day, devices.has_reader(store), camera)

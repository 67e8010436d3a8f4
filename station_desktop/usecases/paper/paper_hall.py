"""What the hall said of a case, as the station's papers pass it on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from station_desktop import phrases
from station_desktop.domain.case import requirements
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.decisions import Word, Wrong
from station_desktop.domain.case.requirements import Requirement
from station_desktop.domain.catalogue import Item
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.papers.facts import CaseFacts, Decision, Language, MissingLine
from station_desktop.storage.exchange import standings
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.sync import identity
from station_desktop.usecases.casework import cases
from station_desktop.usecases.paper.paper_facts import material_name, standard
from station_desktop.usecases.work import Work


def name(work: Work, language: Language) -> str:
    """The hall of the station's own subdistrict."""
    own = work.store.settings().subdistrict
    usual = phrases.say("paper.packet.hall", language)
    return phrases.say("facts.hall.name", language, subdistrict=own) if own else usual


def rating_address(work: Work, case: Case) -> str:
    """Where the resident rates this case from a phone of their own, once it is closed; empty for
    a station that works alone."""
    own = identity.decode(StoreReplica(work.store).identity())
    address = "" if own is None else own.hall.address.rstrip("/")
    return f"{address}/r/{case.id}" if address else ""


def received(work: Work, case: Case) -> bool:
    """Whether the hall itself has confirmed the case, so that its number stands."""
    opened = next(iter(work.store.ledger.history(f"case:{case.id}")), None)
    if opened is None:
        return False
    through = standings.confirmed(work.store.connection)
    return opened.number <= through.get(opened.device, 0)


def with_word(work: Work, case: Case, facts: CaseFacts, language: Language) -> CaseFacts:
    """``facts`` with what the hall said, where that is how the case now stands: the whole list of
    what is wrong, its result, when it said so."""
    said = standing_word(case)
    if said is None:
        return facts
    hall = name(work, language)
    decision = Decision(
        kind=said.kind,
        hall=hall,
        at=clock.from_milliseconds(said.at),
        until=date.fromisoformat(said.until) if said.until else None,
        reference=said.reference,
        fetched=case.state == "completed",
    )
    facts = msgspec.structs.replace(facts, decision=decision)
    if said.kind == "returned":
        missing = tuple(_wrong(work, case, said, hall, language))
        return msgspec.structs.replace(facts, missing=missing)
    if said.kind == "approved" and not case.result and said.result:
        return msgspec.structs.replace(facts, result=said.result)
    return facts


def standing_word(case: Case) -> Word | None:
    """The hall's last word, as long as it is what the case stands at."""
    held = {"approved": ("approved", "completed"), "returned": ("returned",)}
    said = case.hall
    if said is None or case.state not in held.get(said.kind, ("refused",)):
        return None
    return said


def _wrong(
    work: Work, case: Case, said: Word, hall: str, language: Language
) -> Iterator[MissingLine]:
    """Everything that the hall found wrong, told once, however much of it is put right by now."""
    item, pack = cases.item_of(work, case)
    needed = requirements.of(item, pack, by_agent=case.agent is not None)
    by_key = {requirement.key: requirement for requirement in needed}
    day = dates.show_day(clock.from_milliseconds(said.at).date(), language)
    basis = phrases.say("facts.hall.basis", language, hall=hall, day=day)
    for wrong in said.wrong:
        requirement = by_key.get(wrong.key)
        if requirement is not None:
            yield _document(requirement, wrong, basis, language)
        else:
            yield MissingLine(
                name=_asked(item, wrong, language),
                problem=wrong.what,
                standard=phrases.say("facts.hall.standard", language),
                basis=basis,
            )


def _document(
    requirement: Requirement, wrong: Wrong, basis: str, language: Language
) -> MissingLine:
    return MissingLine(
        name=material_name(requirement, language),
        problem=wrong.what,
        standard=phrases.say("facts.joint", language).join(standard(requirement, language)),
        copies=requirement.use.copies,
        photo=requirement.material.is_photo,
        basis=basis,
    )


def _asked(item: Item, wrong: Wrong, language: Language) -> str:
    """The question of the form, or the whole."""
    field = next((field for field in item.fields if field.key == wrong.key), None)
    whole = phrases.say("facts.hall.whole", language)
    return field.label.get(language) if field is not None else wrong.key or whole

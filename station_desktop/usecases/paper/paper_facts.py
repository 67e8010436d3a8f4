"""From one recorded case to what its papers say, in the paper's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from station_desktop import phrases
from station_desktop.domain.case import requirements
from station_desktop.domain.case.cases import PRESENT, Case, CaseMaterial
from station_desktop.domain.case.requirements import Requirement
from station_desktop.domain.catalogue import Item, Limit, Words
from station_desktop.domain.form import forms
from station_desktop.domain.person.documents import Document
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.domain.time.deadlines import Step
from station_desktop.papers.facts import (
    Answer,
    AnswerGroup,
    CaseFacts,
    Deadline,
    Kind,
    Language,
    MaterialLine,
    MissingLine,
)
from station_desktop.usecases.casework import cases
from station_desktop.usecases.work import Work

_FROM_RECEIPT: frozenset[Kind] = frozenset({"receipt", "notice", "form", "packet"})
"""Their time is when the documents came in; that of the others when the case was accepted."""


def case_facts(
    work: Work,
    case: Case,
    kind: Kind,
    language: Language,
    applicant: str = "",
    *,
    received: bool = False,
) -> CaseFacts:
    """Everything a paper of ``kind`` may say of ``case``; ``received`` says that the hall has
    confirmed it, so that its number stands."""
    item, pack = cases.item_of(work, case)
    needed = requirements.of(item, pack, by_agent=case.agent is not None)
    documents = _documents(work, case)
    began = case.received_at if kind in _FROM_RECEIPT else case.accepted_at or case.received_at
    return CaseFacts(
        number=case.number,
        item_name=item.name.get(language),
        item_code=item.code,
        department=item.department.get(language),
        mode=item.mode,
        government=item.category == "government" and not case.title,
        accepted_at=clock.from_milliseconds(began),
        deadline=deadline(case, item, language),
        materials=tuple(_taken_in(case, needed, documents, language)),
        missing=tuple(_missing(case, item, needed, language)),
        form=answers(case, item, language),
        result=_result(case, item, language),
        result_paper=item.result.paper.get(language),
        next_step=item.result.next_step.get(language),
        how_to_check=_how_to_check(work, language),
        applicant=applicant,
        provisional=item.mode == "collect" and not received,
        title=case.title,
        place=case.place if case.title else "",
    )


def deadline(case: Case, item: Item, language: Language) -> Deadline:
    """The promise in words; a limit of 0 days is "at once", and what was done at once needs no
    day and no working."""
    legal = limit_words(item.legal, language) if item.legal else ""
    stored = case.deadline
    if stored is None:
        return Deadline(legal_limit=legal)
    if case.state == "completed" and (stored.days == 0 or case.lane == "ready"):
        at_once = limit_words(Limit(0), language)
        return Deadline(promised_limit=at_once, legal_limit=legal)
    steps = [msgspec.convert(step, Step, strict=False) for step in stored.steps]
    said = [phrases.say(step.code, language, **step.said(language)) for step in steps]
    if stored.uncertain:
        said.append(phrases.say("facts.uncertain", language, year=stored.due[:4]))
    return Deadline(
        counted_from=date.fromisoformat(stored.counted_from),
        due=date.fromisoformat(stored.due),
        promised_limit=limit_words(Limit(stored.days, stored.unit), language),
        legal_limit=legal,
        explanation=tuple(said),
    )


def limit_words(limit: Limit, language: Language) -> str:
    """``15个工作日``, ``at once, at the desk``."""
    code = f"facts.limit.{limit.unit}" if limit.days else "facts.limit.at_once"
    return phrases.say(code, language, days=limit.days)


def answers(case: Case, item: Item, language: Language) -> tuple[AnswerGroup, ...]:
    """The item's form as answered: the questions that apply, in form order, in one group. A
    question left open is there too, so that it can be filled in by hand."""
    asked = tuple(
        Answer(
            label=field.label.get(language),
            value=forms.show(field, case.answers.get(field.key), language),
            sensitive=field.sensitive,
        )
        for field in forms.applicable(item.fields, case.answers)
    )
    return (AnswerGroup("", asked),) if asked else ()


def need(case: Case, item: Item, language: Language) -> str:
    """What whoever comes to serve has to know: the note agreed on and the answers, without what
    is sensitive or identifies the resident (name, phone and place stand apart on the paper)."""
    private = {"id_number", "bank_card", "phone", "address"}
    told = [
        phrases.say(
            "facts.pair",
            language,
            label=field.label.get(language),
            value=forms.show(field, case.answers[field.key], language),
        )
        for field in forms.applicable(item.fields, case.answers)
        if field.key in case.answers and not field.sensitive and field.type not in private
    ]
    note = case.appointment.note if case.appointment else ""
    return phrases.say("facts.joint", language).join([*([note] if note else []), *told])


def address_given(case: Case, item: Item) -> str:
    """Where the form says the service is wanted; empty when it does not ask."""
    asked = (field.key for field in item.fields if field.type == "address" and not field.sensitive)
    return next((str(case.answers[key]) for key in asked if case.answers.get(key)), "")


def _taken_in(
    case: Case,
    needed: tuple[Requirement, ...],
    documents: dict[str, Document],
    language: Language,
) -> Iterator[MaterialLine]:
    """What was handed in, looked at or promised; nothing that is missing or was not needed."""
    standing = {material.key: material for material in case.materials}
    for requirement in needed:
        material = standing.get(requirement.key)
        if material is None or material.standing not in PRESENT | {"later"}:
            continue
        later = material.standing == "later"
        yield MaterialLine(
            name=material_name(requirement, language),
            original="no" if material.standing in ("copy", "reused") else requirement.use.original,
            copies=_copies(material),
            photo=requirement.material.is_photo,
            later=later,
            promised=date.fromisoformat(material.promised) if later else None,
            note=_remark(material, documents, language),
        )


def _copies(material: CaseMaterial) -> int:
    if material.standing == "reused":
        return 0
    return max(material.copies, 1) if material.standing == "copy" else material.copies


def _remark(material: CaseMaterial, documents: dict[str, Document], language: Language) -> str:
    if material.standing != "reused":
        return material.note
    seen = next((documents[id].seen_on for id in material.documents if id in documents), "")
    if not seen:
        return phrases.say("facts.reused.undated", language)
    day = dates.show_day(date.fromisoformat(seen), language)
    return phrases.say("facts.reused", language, day=day)


def _missing(
    case: Case, item: Item, needed: tuple[Requirement, ...], language: Language
) -> Iterator[MissingLine]:
    """Everything to bring, told once: what is missing, of the wrong form, or promised; a group of
    which any one is enough is one line."""
    standing = {material.key: material for material in case.materials}
    wanted = set(case.lacking) | {material.key for material in case.to_follow}
    basis = phrases.say("facts.basis", language)
    told: set[str] = set()
    for requirement in needed:
        if requirement.key not in wanted or requirement.group.zh in told:
            continue
        material = standing[requirement.key]
        if requirement.group.zh and material.standing == "missing":
            told.add(requirement.group.zh)
            members = [r for r in needed if r.group == requirement.group]
            yield _missing_group(members, basis, language)
        else:
            yield _missing_one(requirement, material, basis, language)


def _missing_one(
    requirement: Requirement, material: CaseMaterial, basis: str, language: Language
) -> MissingLine:
    problem = {"later": "facts.later", "missing": "facts.lacks"}.get(material.standing, "")
    if not problem:
        problem = "facts.wrong.note" if material.note else "facts.wrong"
    parts = [*standard(requirement, language)]
    if material.standing == "later":
        day = dates.show_day(date.fromisoformat(material.promised), language)
        parts.append(phrases.say("facts.standard.by", language, day=day))
    return MissingLine(
        name=material_name(requirement, language),
        problem=phrases.say(problem, language, note=material.note),
        standard=phrases.say("facts.joint", language).join(parts),
        copies=requirement.use.copies,
        photo=requirement.material.is_photo,
        basis=basis,
    )


def _missing_group(members: list[Requirement], basis: str, language: Language) -> MissingLine:
    names = phrases.say("facts.or", language).join(
        material_name(member, language) for member in members
    )
    standards = [part for member in members for part in standard(member, language)]
    parts = [phrases.say("facts.standard.any_of", language, names=names), *dict.fromkeys(standards)]
    return MissingLine(
        name=phrases.say("facts.name.any_of", language, group=members[0].group.get(language)),
        problem=phrases.say("facts.lacks.any_of", language),
        standard=phrases.say("facts.joint", language).join(parts),
        copies=max(member.use.copies for member in members),
        photo=all(member.material.is_photo for member in members),
        basis=basis,
    )


def standard(requirement: Requirement, language: Language) -> Iterator[str]:
    """What will be accepted: original or copy, the catalogue's own note, and who issues it."""
    way: str = requirement.use.original
    if way == "no":
        way = "photo" if requirement.material.is_photo else "copy"
    if way in ("check", "keep") or requirement.use.copies:
        yield phrases.say(f"facts.standard.{way}", language)
    yield from _texts((requirement.use.condition, requirement.use.note), language)
    if issuer := requirement.material.issued_by.get(language):
        yield phrases.say("facts.standard.issued_by", language, text=issuer)


def _texts(words: Iterable[Words], language: Language) -> Iterator[str]:
    return (text for word in words if (text := word.get(language)))


def material_name(requirement: Requirement, language: Language) -> str:
    name, holder = requirement.material.name.get(language), requirement.use.holder.get(language)
    if not holder:
        return name
    return phrases.say("facts.name.holder", language, name=name, holder=holder)


def _result(case: Case, item: Item, language: Language) -> str:
    """The result as recorded; the catalogue's own text in the paper's language where it is that."""
    usual = item.result.text
    return usual.get(language) if case.result in ("", usual.zh) else case.result


def _how_to_check(work: Work, language: Language) -> str:
    phone = work.store.settings().station_phone
    code = "facts.check.phone" if phone else "facts.check"
    return phrases.say(code, language, phone=phone)


def _documents(work: Work, case: Case) -> dict[str, Document]:
    ids = [id for material in case.materials for id in material.documents]
    found = {id: record_of(work, "document", id) for id in ids}
    return {id: record for id, record in found.items() if isinstance(record, Document)}


def moment_words(text: str, language: Language) -> str:
    """An agreed ISO time as a paper writes it; the text itself where it is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = dates.show_day_and_weekday(at.date(), language)
    return f"{day} {at:%H:%M}"


def record_of(work: Work, noun: str, id: str) -> Any:
    """The record a case refers to, or ``None``."""
    return work.store.ledger.record(noun, id) if id else None

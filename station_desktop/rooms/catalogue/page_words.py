"""What the catalogue's pages say in a few words: ways of handling, documents, limits, days."""

from __future__ import annotations

from datetime import date

from station_desktop import phrases
from station_desktop.domain.catalogue import Field, Item, Limit
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.rooms.catalogue.room import Asked, Branch, Change
from station_desktop.ui.words import tr

DOT = " · "


def joined(*parts: str) -> str:
    """The parts that are not empty, with a middle dot between."""
    return DOT.join(part for part in parts if part)


def category(key: str) -> str:
    words = {
        "party_masses": tr("catalogue", "Party-masses services"),
        "government": tr("catalogue", "Government services"),
        "life": tr("catalogue", "Life services"),
        "public": tr("catalogue", "Public services"),
    }
    return words.get(key, key)


def branch(found: Branch, language: str) -> str:
    """A branch as the list has it: groups stand a little to the right of their category."""
    if found.group:
        return f"\u3000{found.words.get(language)}"
    return category(found.category) if found.category else tr("catalogue", "All items")


def mode(key: str) -> str:
    words = {
        "direct": tr("catalogue", "done at the desk"),
        "collect": tr("catalogue", "collected"),
        "dispatch": tr("catalogue", "dispatched"),
        "booking": tr("catalogue", "booked"),
    }
    return words.get(key, key)


MODE_TONES = {"direct": "ok", "collect": "info", "dispatch": "info", "booking": "info"}


def process(key: str) -> str:
    words = {
        "leadership": tr("catalogue", "leadership process"),
        "administrative": tr("catalogue", "administrative process"),
        "market": tr("catalogue", "market process"),
        "negotiation": tr("catalogue", "negotiation process"),
    }
    return words.get(key, key)


def standing(key: str) -> str:
    words = {
        "ended": tr("catalogue", "no longer offered"),
        "later": tr("catalogue", "not yet offered"),
    }
    return words.get(key, "")


def limit(value: Limit | None, language: str) -> str:
    if value is None:
        return tr("catalogue", "not stated")
    if value.days == 0:
        return phrases.say("facts.limit.at_once", language)
    return phrases.say(f"facts.limit.{value.unit}", language, days=value.days)


def grade(key: str) -> str:
    """The grades of 国办函〔2016〕108号, by how the document can be reused."""
    words = {
        "A": tr("catalogue", "grade A: the issuer's own record, used directly"),
        "B": tr("catalogue", "grade B: verified at a window, reusable"),
        "C": tr("catalogue", "grade C: brought along, the original checked"),
        "D": tr("catalogue", "grade D: made by the applicant, who answers for it"),
    }
    return words.get(key, key)


def reuse(days: int | None) -> str:
    if days is None:
        return tr("catalogue", "shown at each visit")
    if days == 365:
        return tr("catalogue", "a copy on file serves for one year")
    if days > 365 and days % 365 == 0:
        return tr("catalogue", "a copy on file serves for {n} {n:year|years}", n=days // 365)
    return tr("catalogue", "a copy on file serves for {n} {n:day|days}", n=days)


def wanted(asked: Asked) -> str:
    """Original and copies, in the order a clerk asks for them."""
    original = {
        "check": tr("catalogue", "original looked at"),
        "keep": tr("catalogue", "original handed in"),
    }.get(asked.use.original, "")
    copies = asked.use.copies
    if asked.material.is_photo:
        return tr("catalogue", "{n} {n:print|prints}", n=copies)
    counted = tr("catalogue", "{n} {n:copy|copies}", n=copies) if copies else ""
    if copies == 1:
        counted = tr("catalogue", "1 copy")
    form = tr("catalogue", "form printed here") if asked.material.is_form else ""
    return joined(original, counted, form)


def when(asked: Asked, language: str) -> str:
    """In which case the document is asked for at all; empty for always."""
    if asked.use.when == "agent":
        return tr("catalogue", "only when someone acts for the resident")
    condition = asked.use.condition.get(language)
    return tr("catalogue", "only if: {condition}", condition=condition) if condition else ""


def about(asked: Asked, language: str) -> str:
    """Everything else there is to say of a document, in one line."""
    use, kind = asked.use, asked.material
    any_of, holder = use.any_of.get(language), use.holder.get(language)
    issued = kind.issued_by.get(language)
    return joined(
        when(asked, language),
        tr("catalogue", "any one of: {group}", group=any_of) if any_of else "",
        tr("catalogue", "of: {holder}", holder=holder) if holder else "",
        use.note.get(language),
        tr("catalogue", "issued by: {office}", office=issued) if issued else "",
        grade(kind.grade),
        reuse(kind.reusable_days),
    )


def never_later(asked: Asked) -> bool:
    return asked.use.never_later or asked.material.never_later


def field_kind(field: Field) -> str:
    words = {
        "text": tr("catalogue", "text"),
        "long_text": tr("catalogue", "long text"),
        "choice": tr("catalogue", "one choice"),
        "multi_choice": tr("catalogue", "several choices"),
        "boolean": tr("catalogue", "yes or no"),
        "date": tr("catalogue", "date"),
        "year_month": tr("catalogue", "year and month"),
        "integer": tr("catalogue", "whole number"),
        "decimal": tr("catalogue", "number"),
        "money": tr("catalogue", "amount in yuan"),
        "phone": tr("catalogue", "telephone"),
        "address": tr("catalogue", "address"),
        "id_number": tr("catalogue", "identity number"),
        "bank_card": tr("catalogue", "bank account"),
    }
    return words[field.type]


def field(found: Field, language: str) -> str:
    """What is said of a question beside its label."""
    choices = " / ".join(choice.label.get(language) for choice in found.choices)
    return joined(
        tr("catalogue", "required") if found.required else "",
        field_kind(found),
        choices,
        tr("catalogue", "filled from the record") if found.prefill else "",
        tr("catalogue", "sensitive") if found.sensitive else "",
        tr("catalogue", "asked in some cases") if found.applies_when else "",
    )


def validity(item: Item, language: str) -> str:
    """From when to when this version is offered; empty for always."""
    since = _day(item.effective_from, language)
    until = _day(item.effective_until, language)
    if since and until:
        return tr("catalogue", "from {since} to {until}", since=since, until=until)
    if since:
        return tr("catalogue", "from {since}", since=since)
    return tr("catalogue", "until {until}", until=until) if until else ""


def source(text: str) -> str:
    """Where an item is known from, with the list's own markers in words."""
    text = text.replace("public: ", "")
    text = text.replace(" / who issues: ", tr("catalogue", "; who issues it: "))
    text = text.replace("; notary: ", tr("catalogue", "; notary: "))
    text = text.replace("; funeral parlour: ", tr("catalogue", "; funeral parlour: "))
    text = text.replace("; subdistrict office: ", tr("catalogue", "; subdistrict office: "))
    practice = tr("catalogue", "general practice, not confirmed by a published guide")
    return text.replace("knowledge", practice) or tr("catalogue", "not stated")


def moment(milliseconds: int) -> str:
    """As a list has it, the same in both languages."""
    return f"{clock.from_milliseconds(milliseconds):%Y-%m-%d %H:%M}"


def change_kind(change: Change) -> str:
    words = {
        "added": tr("catalogue", "added"),
        "changed": tr("catalogue", "changed"),
        "withdrawn": tr("catalogue", "withdrawn"),
    }
    return words[change.kind]


CHANGE_TONES = {"added": "ok", "changed": "info", "withdrawn": "warn"}


def change_of(change: Change) -> str:
    """Item or document, and which of its parts differ."""
    what = tr("catalogue", "Item") if change.what == "item" else tr("catalogue", "Document")
    parts = dict.fromkeys(part(name) for name in change.parts)
    return joined(what, tr("catalogue", ", ").join(parts))


def part(name: str) -> str:
    """An item's attribute in words."""
    words = {
        "category": tr("catalogue", "category"),
        "group": tr("catalogue", "group"),
        "name": tr("catalogue", "name"),
        "mode": tr("catalogue", "way of handling"),
        "process": tr("catalogue", "process"),
        "department": tr("catalogue", "department"),
        "eligibility": tr("catalogue", "who may apply"),
        "result": tr("catalogue", "result"),
        "promised": tr("catalogue", "promised limit"),
        "legal": tr("catalogue", "legal limit"),
        "fields": tr("catalogue", "form"),
        "materials": tr("catalogue", "documents"),
        "words": tr("catalogue", "everyday words"),
        "words_en": tr("catalogue", "everyday words"),
        "effective_from": tr("catalogue", "first day"),
        "effective_until": tr("catalogue", "last day"),
        "superior_code": tr("catalogue", "official code"),
        "source": tr("catalogue", "source"),
    }
    return words.get(name, name)


def _day(day: date | None, language: str) -> str:
    return dates.show_day(day, language) if day is not None else ""

"""A person's own copy of all that the station keeps of them (PIPL art. 45): gathered through the
same indexes by which an erasure finds everything, said in plain words, nothing masked.

Left out, and the copy says so: other people's data (who acted for them excepted, since they sent
them), members of staff by name, notes of a casework's worker for themselves, and scans, which are
shown on the screen on request.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from station_desktop import phrases
from station_desktop.domain.fold import Record
from station_desktop.domain.person import retention
from station_desktop.domain.person.accesses import CopyGiven, Form
from station_desktop.domain.person.own_copies import OwnCopy, Section, Thing
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.storage import projection
from station_desktop.storage.reads import reads_access, reads_erasing
from station_desktop.usecases.privacy import accesses, own_copy_things
from station_desktop.usecases.privacy.own_copy_things import Words
from station_desktop.usecases.work import Work

FORMAT = "station own copy 1"
SECTIONS: tuple[str, ...] = (
    *("resident", "case", "document", "visit", "household", "homevisit", "booking"),
    *("demand", "individual", "whistle"),
)
"""The kinds of things, in the order in which they are told."""
_LOOKS = 500


def hand_over(work: Work, resident: str, form: Form, to: str, words: str, language: str) -> OwnCopy:
    """The copy, noted in the journal before it is made. ``to`` is who receives it (the person, or
    who acts for them), ``words`` what they asked for; refuses ``privacy.copy_to`` where nobody is
    named, ``resident.unknown`` and ``privacy.copy_erased``. Needs ``privacy.act``."""
    work.require("privacy.act")
    if not to.strip():
        raise refuse("privacy.copy_to", field="to")
    person = _person(work, resident)
    fact = CopyGiven(form, to.strip()[:100], words.strip()[:200])
    work.store.ledger.append(work.author, [(f"resident:{person.id}", fact)])
    return gather(work, person.id, language, to=to.strip(), words=words.strip())


def gather(work: Work, resident: str, language: str, *, to: str = "", words: str = "") -> OwnCopy:
    """What a copy would say now, without handing it over; needs ``privacy.act``."""
    work.require("privacy.act")
    person = _person(work, resident)
    say = Words(work, language)
    registrations = reads_erasing.registrations(work.store.connection, person)
    about = reads_erasing.subjects_of(work.store.connection, registrations)
    standing = reads_erasing.standing(work.store.connection, about)
    sections = [
        section for noun in SECTIONS for section in _section(work, say, noun, standing, person)
    ]
    sections += [_homes(work, say, registrations), _looks(work, say, about), _kept(say)]
    return OwnCopy(
        format=FORMAT,
        station=work.store.settings().station_name,
        language=language,
        name=person.name,
        made_at=f"{work.store.time.now():%Y-%m-%dT%H:%M:%S+08:00}",
        made_for=to or person.name,
        made_by=work.actor.name,
        words=words,
        intro=tuple(say(f"privacy.copy.intro.{n}") for n in (1, 2, 3)),
        sections=tuple(section for section in sections if section.things),
    )


def as_json(copy: OwnCopy) -> bytes:
    """The copy for programs: the same values under stable keys."""
    return msgspec.json.format(msgspec.json.encode(copy), indent=2) + b"\n"


def _person(work: Work, resident: str) -> Resident:
    found = work.store.ledger.record("resident", resident)
    if not isinstance(found, Resident):
        raise refuse("resident.unknown")
    if found.erased_at:
        raise refuse("privacy.copy_erased")
    return found


def _section(
    work: Work, say: Words, noun: str, subjects: Iterable[str], person: Resident
) -> Iterable[Section]:
    ids = [one.partition(":")[2] for one in subjects if one.startswith(f"{noun}:")]
    if noun == "household":
        return  # told with the homes, whoever else lives there
    found: dict[str, Record] = projection.load_many(work.store.connection, noun, ids)
    things = [own_copy_things.told(say, found[id], person) for id in ids if id in found]
    note = f"privacy.copy.note.{noun}"
    yield Section(
        noun,
        say(f"privacy.copy.section.{noun}"),
        tuple(things),
        say(note) if note in phrases.table(say.language) else "",
    )


def _homes(work: Work, say: Words, registrations: Iterable[str]) -> Section:
    """The households they belong to: the address, how they are cared for, nobody else's name."""
    homes = reads_access.homes(work.store.connection, registrations)
    return Section(
        "household",
        say("privacy.copy.section.household"),
        tuple(own_copy_things.home(say, one) for one in homes),
        say("privacy.copy.note.household"),
    )


def _looks(work: Work, say: Words, about: Iterable[str]) -> Section:
    """When their data was opened, and why; by whom the access report tells."""
    subjects = [one for one in about if one.partition(":")[0] in ("resident", "demand")]
    entries = reads_access.looks(
        work.store.connection, accesses.KINDS, 0, 0, subjects=subjects, limit=_LOOKS
    )
    rows = [accesses.row(look, say.language) for look in accesses.told(work, entries)]
    values = tuple(
        say.value("look", f"{at}  {what}  {why}".strip()) for at, _, _, what, why in rows
    )
    things = (Thing(say("privacy.copy.looks", count=len(rows)), values),) if rows else ()
    return Section("access", say("privacy.copy.section.access"), things)


def _kept(say: Words) -> Section:
    """How long it stays, and who else has it."""
    values = tuple(
        say.value(key, say(f"privacy.copy.kept.{key}", days=retention.USUAL))
        for key in ("time", "hall", "rights")
    )
    return Section("keeping", say("privacy.copy.section.keeping"), (Thing("", values),), "")

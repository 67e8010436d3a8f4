"""The whistle sheet (吹哨单) of one whistle as it now stands."""

from __future__ import annotations

from station_desktop import phrases
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.time import clock
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Called, Standing, Whistle
from station_desktop.papers import whistle_sheet
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language, Sheet, Station
from station_desktop.papers.whistle_sheet import DepartmentLine, WhistleFacts
from station_desktop.usecases.casework import cases
from station_desktop.usecases.whistle import whistle_words, whistling
from station_desktop.usecases.work import Work


def document(work: Work, id: str, language: Language, format: Format = "a4") -> Document:
    """The sheet, composed; A4 or large print."""
    if format == "roll":
        raise refuse("papers.format", field="format", kind="whistle", format=format)
    found = whistling.get(work, id)
    settings = work.store.settings()
    head = Sheet(
        station=Station(
            settings.station_name,
            settings.station_code,
            settings.station_address,
            settings.station_phone,
            settings.station_hours,
            settings.complaint_phone,
        ),
        printed_at=work.store.time.now(),
        officer=work.actor.name,
        number=found.number,
        demo=settings.demo,
    )
    return whistle_sheet.compose(facts_of(work, found, language), head, language, format)


def facts_of(work: Work, found: Whistle, language: Language) -> WhistleFacts:
    """What the sheet says of this whistle."""
    now = clock.milliseconds(work.store.time.now())
    blower = work.store.ledger.record("account", found.blown_by)
    lines = zip(found.departments, whistles.standing(found, now), strict=True)
    return WhistleFacts(
        kind=phrases.say(f"whistle.kind.{found.kind}", language),
        what=found.what,
        place=found.place,
        case=cases.get_by_id(work, found.case).number,
        blown_at=clock.from_milliseconds(found.blown_at),
        blown_by=blower.name if isinstance(blower, Account) else "",
        limit=work.store.settings().whistle_minutes,
        departments=tuple(_line(one, standing, language) for one, standing in lines),
        result=found.result or found.reason,
        over=not found.open,
    )


def _line(one: Called, standing: Standing, language: Language) -> DepartmentLine:
    came = one.checked_in_at
    did = [f"{clock.from_milliseconds(act.at):%H:%M}　{act.text}" for act in one.acts]
    if one.reported_at:
        did.append(f"{clock.from_milliseconds(one.reported_at):%H:%M}　{one.report}")
    lasting = standing.how in ("on_scene", "reported", "never")
    return DepartmentLine(
        name=one.department,
        due_at=clock.from_milliseconds(one.due_at),
        contact=one.contact,
        standing=whistle_words.how(standing, language) if lasting else "",
        came_at=clock.from_milliseconds(came) if came else None,
        place=one.place,
        who=one.who,
        said=tuple(did),
    )

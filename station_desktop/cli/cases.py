"""``stationctl case``: taken in, supplied, shown, listed, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from station_desktop.cli import accepting
from station_desktop.cli.pairs import key_values
from station_desktop.cli.residents import resident_of
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Group, OneOf, option, say, wishes
from station_desktop.domain.case.cases import STATES, Case, CaseMaterial
from station_desktop.domain.case.decisions import Wrong
from station_desktop.domain.case.handling import LANES, NEEDS
from station_desktop.domain.catalogue import Field, Item, Pack
from station_desktop.domain.form import forms
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from station_desktop.usecases.casework.flow import Bulk
    from station_desktop.usecases.work import Work

_ACTS = "station_desktop.cli.case_acts"
_TASKS = "station_desktop.cli.dispatching"
case = Group(
    "case",
    help="case",
    places={
        "take": "station_desktop.cli.taking:take",
        "dispatch": f"{_TASKS}:dispatch",
        "report": f"{_TASKS}:report",
        "task": f"{_TASKS}:task",
        "close": f"{_ACTS}:close",
        "complete": f"{_ACTS}:close",
        "move": f"{_ACTS}:move",
        "urge": f"{_ACTS}:urge",
        "postpone": f"{_ACTS}:postpone",
        "transfer": f"{_ACTS}:transfer",
        "reopen": f"{_ACTS}:reopen",
        "class": f"{_ACTS}:classify",
        "verify": f"{_ACTS}:verify",
        "rate": f"{_ACTS}:rate",
        "orphaned": f"{_ACTS}:orphaned",
    },
)
CHANNELS = ("window", "home", "phone", "online", "extended")


@case.command("accept", help="case.accept")
@option("--item", "item", required=True, metavar="CODE", help="item")
@option("--resident", "resident", required=True, metavar="ID", help="resident")
@option("--field", "fields", multiple=True, metavar="KEY=VALUE", help="field")
@option("--material", "materials", multiple=True, metavar="KEY=STANDING", help="material")
@option("--promised", "promised", multiple=True, metavar="KEY=DATE", help="promised")
@option("--agent-name", "agent_name", help="agent_name")
@option("--agent-id", "agent_id", metavar="NUMBER", help="agent_id")
@option("--agent-phone", "agent_phone", help="agent_phone")
@option("--agent-relation", "agent_relation", help="agent_relation")
@option("--organisation", "organisation", help="organisation")
@option("--place", "place", help="place")
@option("--at", "at", metavar="2026-03-16T09:30", help="at")
@option("--contact", "contact", help="contact")
@option("--result", "result", help="result")
@option("--delivery", "delivery", help="delivery")
@option("--channel", "channel", type=OneOf(CHANNELS), default="window", help="channel")
@option("--lane", "lane", type=OneOf(LANES), help="lane")
@option("--need", "need", type=OneOf(NEEDS), help="need")
def accept(
    item: str,
    resident: str,
    fields: tuple[str, ...],
    materials: tuple[str, ...],
    promised: tuple[str, ...],
    **typed: Any,
) -> None:
    """Take one item in: checked as at the desk, numbered, with its promise."""
    from station_desktop.usecases.counter import intake
    from station_desktop.usecases.station import catalogue

    with at_work() as work:
        came = accepting.documents(work, materials, promised)
        person = resident_of(work, resident)
        wanted = catalogue.offered_item(work, item)
        draft = accepting.draft(work, wanted, person.id, fields, came, typed)
        done = intake.accept(work, draft)
        answer(work, done.cases[0])


@case.command("supply", help="case.supply")
@click.argument("number")
@option("--material", "materials", multiple=True, metavar="KEY=STANDING", help="material")
@option("--promised", "promised", multiple=True, metavar="KEY=DATE", help="promised")
@option("--field", "fields", multiple=True, metavar="KEY=VALUE", help="answer_field")
@option("--note", "note", default="", help="supply_note")
def supply(
    number: str,
    materials: tuple[str, ...],
    promised: tuple[str, ...],
    fields: tuple[str, ...],
    note: str,
) -> None:
    """Documents came in afterwards, or what the hall found wrong is put right."""
    from station_desktop.usecases.casework import cases

    with at_work() as work:
        item, _ = cases.item_of(work, cases.get(work, number))
        came = accepting.documents(work, materials, promised)
        answers = key_values(fields, "--field")
        accepting.known(item, answers, came)
        done = cases.supply(work, number, came, answers, note)
        untold = [say("cli.case.untold", count=len(done.untold))] if done.untold else []
        more = {"untold": done.untold, "wrong": [_wrong(wrong) for wrong in done.wrong]}
        answer(work, done.case, more, *untold)


@case.command("show", help="case.show")
@click.argument("number")
def show(number: str) -> None:
    """One case as it stands, personal details masked."""
    from station_desktop.usecases.casework import cases

    with at_work() as work:
        found = cases.get(work, number)
        item, pack = cases.item_of(work, found)
        output.answer(_value(work, found) | _details(found, item), *_page(work, found, item, pack))


@case.command("list", help="case.list")
@option("--state", "states", multiple=True, type=OneOf(STATES), help="state")
@option("--item", "item", default="", metavar="CODE", help="item")
@option("--resident", "resident", default="", metavar="ID", help="resident")
@option("--limit", type=Between(1, 1000), default=50, show_default=True, help="limit")
def list_cases(states: tuple[str, ...], item: str, resident: str, limit: int) -> None:
    """The queue, the earliest promise first."""
    from station_desktop.storage.reads.reads import QueueFilter
    from station_desktop.usecases.casework import cases

    with at_work() as work:
        who = resident_of(work, resident).id if resident else ""
        where = QueueFilter(states=states, item=item, resident=who)
        page = cases.queue(work, where, limit=limit)
        values = [_value(work, found) for found in page.cases]
        heads = ("number", "state", "item", "accepted", "due")
        rows = [
            (v["number"], say(f"case.state.{v['state']}"), v["item"], v["accepted_at"], v["due"])
            for v in values
        ]
        more = [say("cli.case.more", limit=limit)] if page.after else []
        shown = output.table(heads, rows) if rows else [say("cli.case.none")]
        output.answer({"cases": values, "more": page.after is not None}, *shown, *more)


def _ending(name: str) -> None:
    """One command that ends or halts a case for a stated reason."""

    @case.command(name, help=f"case.{name}")
    @click.argument("number")
    @option("--reason", "reason", required=True, help="reason")
    def end(number: str, reason: str) -> None:
        from station_desktop.usecases.casework import cases

        acts = {
            "withdraw": cases.withdraw,
            "decline": cases.decline,
            "void": cases.void,
            "pause": cases.pause,
        }
        with at_work() as work:
            answer(work, acts[name](work, number, reason))


for _name in ("withdraw", "decline", "void", "pause"):
    _ending(_name)


@case.command("resume", help="case.resume")
@click.argument("number")
def resume(number: str) -> None:
    """Let the clock go on."""
    from station_desktop.usecases.casework import cases

    with at_work() as work:
        answer(work, cases.resume(work, number))


def answer(work: Work, found: Case, more: dict[str, Any] | None = None, *lines: str) -> None:
    """The case as it stands now, for scripts and for people."""
    value = _value(work, found)
    shown = output.pairs(
        (
            ("number", found.number),
            ("state", say(f"case.state.{found.state}")),
            ("item", found.item),
            ("request", found.title),
            ("lane", say(f"lane.{found.lane}") if found.lane else ""),
            ("step", say(f"step.{found.at}")),
            ("due", value["due"]),
            ("missing", ", ".join(value["missing"])),
        )
    )
    output.answer(value | (more or {}), *shown, *lines)


def answer_many(bulk: Bulk) -> None:
    """What came of an act on many cases."""
    refused = [
        {"number": number, **output.described((problem,))[0]} for number, problem in bulk.refused
    ]
    lines = [say("cli.case.many", done=len(bulk.done), refused=len(bulk.refused))]
    lines += [f"{one['number']}  {one['message']}" for one in refused]
    output.answer({"done": bulk.done, "refused": refused}, *lines)


def _value(work: Work, found: Case) -> dict[str, Any]:
    """A case for scripts. ``accepted_at`` and ``due`` are null until the clock has started."""
    began = clock.from_milliseconds(found.accepted_at) if found.accepted_at else None
    return {
        "number": found.number,
        "state": found.state,
        "item": found.item,
        "resident": found.resident,
        "accepted_at": began.isoformat(timespec="seconds") if began else None,
        "due": found.deadline.due if found.deadline else None,
        "missing": found.lacking,
        "category": found.category,
        "title": found.title or None,
        "process": found.machine.key,
        "step": found.at,
        "lane": found.lane or None,
        "owner": found.owner or None,
    }


def _details(found: Case, item: Item) -> dict[str, Any]:
    language = wishes().language
    return {
        "item_name_zh": item.name.zh,
        "received_at": clock.from_milliseconds(found.received_at).isoformat(timespec="seconds"),
        "mode": found.mode,
        "channel": found.channel,
        "need": found.need or None,
        "origin": found.origin,
        "place": found.place or None,
        "contact": masks.mask_name(found.contact) or None,
        "phone": masks.mask_phone(found.phone) or None,
        "demand": found.demand or None,
        "verified": [
            {"stands": one.stands, "note": one.note, "homevisit": one.homevisit or None}
            for one in found.verified
        ],
        "paused": found.paused,
        "materials": [_document(material) for material in found.materials],
        "answers": {
            field.key: _masked(field, found.answers[field.key], language)
            for field in item.fields
            if field.key in found.answers
        },
        "result": found.result or None,
        "delivery": found.delivery or None,
        "reason": found.reason or None,
        "hall": _hall(found),
        "unfit": [{"entry": u.entry, "kind": u.kind, "at": _moment(u.at)} for u in found.unfit],
        "papers": [{"paper": made.paper, "copy": made.copy_number} for made in found.papers],
    }


def _hall(found: Case) -> dict[str, Any] | None:
    """The hall's last word for scripts, ``null`` before it said any."""
    said = found.hall
    if said is None:
        return None
    return {
        "said": said.kind,
        "officer": said.officer,
        "at": _moment(said.at),
        "result": said.result or None,
        "reference": said.reference or None,
        "wrong": [_wrong(wrong) for wrong in said.wrong],
        "until": said.until or None,
        "reason": said.reason or None,
        "remedy": said.remedy or None,
    }


def _wrong(wrong: Wrong) -> dict[str, str]:
    return {"key": wrong.key, "what": wrong.what}


def _moment(at: int) -> str:
    return clock.from_milliseconds(at).isoformat(timespec="seconds")


def _document(material: CaseMaterial) -> dict[str, Any]:
    return {
        "key": material.key,
        "standing": material.standing,
        "copies": material.copies,
        "promised": material.promised or None,
    }


def _masked(field: Field, value: Any, language: str) -> str:
    """An answer as a screen may show it."""
    masking = {
        "id_number": masks.mask_id,
        "phone": masks.mask_phone,
        "bank_card": masks.mask_bank_card,
    }
    if field.type in masking:
        return masking[field.type](str(value))
    return "***" if field.sensitive else forms.show(field, value, language)


def _page(work: Work, found: Case, item: Item, pack: Pack) -> list[str]:
    language, kinds = wishes().language, pack.material_by_key
    value = _value(work, found)
    about = output.pairs(
        (
            ("number", found.number),
            ("state", say(f"case.state.{found.state}")),
            ("item", f"{found.item} {item.name.get(language)}"),
            ("request", found.title),
            ("lane", say(f"lane.{found.lane}") if found.lane else ""),
            ("name", _surname(work, found)),
            ("accepted", value["accepted_at"]),
            ("due", value["due"]),
            ("result", found.result),
            ("reason", found.reason),
            *(("wrong", f"{wrong.key} {wrong.what}") for wrong in _still_said(found)),
        )
    )
    documents = [
        (m.key, kinds[m.key].name.get(language), say(f"cli.standing.{m.standing}"), m.promised)
        for m in found.materials
        if m.key in kinds
    ]
    answers = [
        (field.label.get(language), _masked(field, found.answers[field.key], language))
        for field in item.fields
        if field.key in found.answers
    ]
    shown = about
    if answers:
        shown += ["", *output.table(("label", "value"), answers)]
    if documents:
        heads = ("material", "document", "standing", "promised_by")
        shown += ["", *output.table(heads, documents)]
    return shown


def _still_said(found: Case) -> tuple[Wrong, ...]:
    return found.hall.wrong if found.hall is not None and found.state == "returned" else ()


def _surname(work: Work, found: Case) -> str:
    """Who it is for, by surname alone, as a screen in a public hall may name them."""
    if not work.actor.may("resident.read"):
        return ""
    if not found.resident:
        return masks.mask_name(found.contact)
    person = work.store.ledger.record("resident", found.resident)
    if person is None:
        raise refuse("resident.unknown")
    return masks.mask_name(cast(Resident, person).name) or say(masks.ERASED)

"""``stationctl partner``: the directory – listed, shown, added, changed, closed – and who fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Group, OneOf, option, say, wishes
from station_desktop.domain.partner.partners import FIELDS, KINDS, Partner
from station_desktop.domain.partner.proposing import Proposal
from station_desktop.domain.time import clock, hours

if TYPE_CHECKING:
    from station_desktop.usecases.dispatch.partners import History, TaskOf

partner = Group("partner", help="partner")
_WHO = click.argument("partner")


@partner.command("list", help="partner.list")
@option("--kind", "kind", type=OneOf(KINDS), help="partner_kind")
@option("--words", "words", default="", help="partner_words")
@option("--service", "service", default="", metavar="CODE", help="partner_service")
@option("--area", "area", default="", help="partner_area")
@option("--closed", "closed", is_flag=True, help="partner_closed")
def list_partners(kind: str | None, words: str, service: str, area: str, closed: bool) -> None:
    """The directory by kind and name."""
    from station_desktop.usecases.dispatch import partners

    with at_work() as work:
        found = partners.listed(
            work, kind=kind or "", words=words, service=service, area=area, closed=closed
        )
        left = partners.open_tasks(work, [one.id for one in found])
        values = [_value(one) | {"open_tasks": left.get(one.id, 0)} for one in found]
        rows = [
            (say(f"partner.kinds.{one.kind}"), one.name, one.phone, _shown(one), _standing(one))
            for one in found
        ]
        heads = ("partner_kind", "called", "phone", "partner_hours", "state")
        shown = output.table(heads, rows) if rows else [say("cli.partner.none")]
        output.answer({"partners": values}, *shown)


@partner.command("show", help="partner.show")
@_WHO
def show(partner: str) -> None:
    """One organisation with its record and its open tasks."""
    from station_desktop.usecases.dispatch import partners

    with at_work() as work:
        found = partners.named(work, partner)
        told = partners.record_of(work, found.id)
        language = wishes().language
        services = [one.get(language) for one in partners.services_of(work, found)]
        value = _value(found) | {"services_named": services} | _record(told)
        record = say("cli.partner.record", **_record(told)["record"])
        tasks = [
            (one.number, one.about.get(language), say(f"task.state.{one.task.state}"), one.task.due)
            for one in told.open
        ]
        heads = ("number", "item", "state", "dispatch_due")
        shown = [] if not tasks else ["", *output.table(heads, tasks)]
        output.answer(value, *_page(found, services), record, *shown)


def _fields(command: Any) -> Any:
    """The options for everything that can be typed of an organisation."""
    for field in reversed(FIELDS):
        flag = f"--{field.replace('_', '-')}"
        more = {"type": OneOf(KINDS)} if field == "kind" else {}
        several = {"multiple": True} if field in ("services", "areas") else {}
        flag = {"services": "--service", "areas": "--area"}.get(field, flag)
        command = option(flag, field, help=f"partner_{field}", **more, **several)(command)
    return command


def _typed(given: dict[str, Any]) -> dict[str, Any]:
    """What was said of an organisation; what was not said is no field to change."""
    return {key: value for key, value in given.items() if value not in (None, ())}


@partner.command("add", help="partner.add")
@_fields
def add(**given: Any) -> None:
    """Take an organisation into the directory."""
    from station_desktop.usecases.dispatch import partners

    with at_work() as work:
        _answer(partners.add(work, _typed(given)))


@partner.command("change", help="partner.change")
@_WHO
@_fields
def change(partner: str, **given: Any) -> None:
    """New values of what is said; an empty text empties a field."""
    from station_desktop.usecases.dispatch import partners

    with at_work() as work:
        found = partners.named(work, partner)
        _answer(partners.change(work, found.id, _typed(given)))


@partner.command("close", help="partner.close")
@_WHO
@option("--reason", "reason", required=True, help="reason")
def close(partner: str, reason: str) -> None:
    """Ask it no longer; its open tasks stay and are counted."""
    from station_desktop.usecases.dispatch import partners

    with at_work() as work:
        found = partners.named(work, partner)
        done = partners.close(work, found.id, reason)
        left = [say("cli.partner.left", count=done.open_tasks)] if done.open_tasks else []
        value = _value(done.partner) | {"open_tasks": done.open_tasks}
        output.answer(value, *_page(done.partner), *left)


@partner.command("reopen", help="partner.reopen")
@_WHO
def reopen(partner: str) -> None:
    """Ask it again."""
    from station_desktop.usecases.dispatch import partners

    with at_work() as work:
        _answer(partners.reopen(work, partners.named(work, partner).id))


@partner.command("propose", help="partner.propose")
@option("--item", "item", default="", metavar="CODE", help="partner_item")
@option("--words", "words", default="", help="partner_need")
@option("--area", "area", default="", help="partner_area")
@option("--address", "address", default="", help="partner_where")
@option("--at", "at", default="", metavar="2026-03-16T09:30", help="partner_at")
def propose(item: str, words: str, area: str, address: str, at: str) -> None:
    """Who fits, and why."""
    from station_desktop.usecases.dispatch import partners

    with at_work() as work:
        found = partners.propose(work, item=item, words=words, area=area, address=address, at=at)
        rows = [
            (rank, one.partner.name, say(f"cli.partner.fits.{one.fits}".lower()), _reasons(one))
            for rank, one in enumerate(found, start=1)
        ]
        heads = ("partner_place", "called", "partner_fits", "partner_why")
        shown = output.table(heads, rows) if rows else [say("cli.partner.nobody")]
        output.answer({"proposals": [_proposal(one) for one in found]}, *shown)


def _answer(found: Partner) -> None:
    output.answer(_value(found), *_page(found))


def _value(found: Partner) -> dict[str, Any]:
    """An organisation for scripts."""
    closed = clock.from_milliseconds(found.closed_at) if found.closed_at else None
    return {
        "id": found.id,
        **{field: getattr(found, field) for field in FIELDS},
        "open": found.open,
        "closed_at": closed.isoformat(timespec="seconds") if closed else None,
        "closed_reason": found.closed_reason or None,
    }


def _standing(found: Partner) -> str:
    return "" if found.open else say("cli.partner.closed", reason=found.closed_reason)


def _shown(found: Partner) -> str:
    return hours.show(found.hours, wishes().language)


def _page(found: Partner, services: list[str] | None = None) -> list[str]:
    rows: list[tuple[str, object]] = [
        ("id", found.id),
        ("called", found.name),
        ("partner_kind", say(f"partner.kinds.{found.kind}")),
        ("state", _standing(found)),
        ("partner_services", ", ".join(services or found.services)),
        ("partner_hours", _shown(found)),
        ("partner_price", found.price),
        ("partner_contact", found.contact),
        ("phone", found.phone),
        ("partner_address", found.address),
        ("partner_contract", found.contract),
        ("partner_contract_until", found.contract_until),
        ("partner_credit_code", found.credit_code),
        ("partner_note", found.note),
    ]
    return output.pairs(rows)


def _record(told: History) -> dict[str, Any]:
    record = told.record
    return {
        "record": {
            "tasks": record.tasks,
            "open": record.open,
            "done": record.done,
            "refused": record.refused,
            "recalled": record.recalled,
            "late": record.late,
            "days": record.days,
            "grade": record.grade or None,
            "graded": record.graded,
        },
        "open_tasks": [_task(one) for one in told.open],
    }


def _task(one: TaskOf) -> dict[str, Any]:
    return {
        "case": one.number,
        "task": one.task.id,
        "state": one.task.state,
        "due": one.task.due or None,
    }


def _reasons(one: Proposal) -> str:
    return "; ".join(
        f"{'+' if reason.good else '-'} {say(reason.code, **reason.params)}"
        for reason in one.reasons
    )


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "id": one.partner.id,
        "name": one.partner.name,
        "fits": one.fits,
        "score": one.score,
        "reasons": [
            {"code": r.code, "good": r.good, "message": say(r.code, **r.params)}
            for r in one.reasons
        ],
    }

"""``stationctl case accept`` and ``supply``: what came over the counter, as options."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

import click

from station_desktop.cli.pairs import key_values
from station_desktop.console.command import say
from station_desktop.domain.case.cases import Standing
from station_desktop.domain.case.visitdraft import LineDraft, MaterialDraft, VisitDraft
from station_desktop.domain.catalogue import Item
from station_desktop.domain.problem import Problem, raise_if_any

if TYPE_CHECKING:
    from station_desktop.usecases.work import Work

STANDINGS = ("original", "copy", "later")


def documents(
    work: Work, given: tuple[str, ...], promised: tuple[str, ...]
) -> dict[str, MaterialDraft]:
    """``--material KEY=original|copy|later`` with ``--promised KEY=DATE``; without a date a
    document to follow is promised for the station's usual number of days."""
    from station_desktop.usecases.casework.lines import promise_day

    dates = {key: _day(text) for key, text in key_values(promised, "--promised").items()}
    found: dict[str, MaterialDraft] = {}
    for key, standing in key_values(given, "--material").items():
        if standing not in STANDINGS:
            message = say("cli.usage.standing", value=standing, choices=", ".join(STANDINGS))
            raise click.UsageError(message, click.get_current_context())
        by = dates.get(key) or promise_day(work).isoformat() if standing == "later" else ""
        found[key] = MaterialDraft(standing=cast(Standing, standing), promised=by)
    return found


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        message = say("cli.usage.day", value=text)
        raise click.UsageError(message, click.get_current_context()) from None


def draft(
    work: Work,
    item: Item,
    resident: str,
    fields: tuple[str, ...],
    materials: dict[str, MaterialDraft],
    typed: dict[str, Any],
) -> VisitDraft:
    """A visit of one item. ``typed`` has ``agent_*``, ``organisation``, ``place``, ``at``,
    ``contact``, ``result``, ``delivery``, ``channel``, ``lane`` and ``need`` where they were
    given."""
    answers = key_values(fields, "--field")
    known(item, answers, materials)
    agent = {
        field: typed[f"agent_{option}"] or ""
        for field, option in (
            ("name", "name"),
            ("id_number", "id"),
            ("phone", "phone"),
            ("relation", "relation"),
        )
    }
    agreed = {key: typed[key] or "" for key in ("organisation", "place", "at", "contact")}
    line = LineDraft(
        id="1",
        item=item.code,
        pack=work.store.current_pack_hash(),
        answers=answers,
        materials=materials,
        appointment=agreed,
        result=typed["result"] or "",
        delivery=typed["delivery"] or "",
        lane=typed["lane"] or "",
        need=typed["need"] or "",
    )
    return VisitDraft(
        id=work.store.ledger.new_id(),
        resident=resident,
        channel=typed["channel"],
        agent=agent,
        lines=(line,),
    )


def known(item: Item, answers: dict[str, str], materials: dict[str, MaterialDraft]) -> None:
    """Refuse a field or document that the item does not have: a mistyped key must not pass for a
    question left open."""
    fields = {field.key for field in item.fields}
    kinds = {use.key for use in item.materials}
    problems = [
        Problem("field.unknown", f"answers/{key}", {"key": key, "item": item.code})
        for key in answers
        if key not in fields
    ]
    problems += [
        Problem("material.unknown", f"materials/{key}", {"key": key, "item": item.code})
        for key in materials
        if key not in kinds
    ]
    raise_if_any(problems)

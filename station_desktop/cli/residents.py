"""``stationctl residents``: registered, found, shown, imported from a roster."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.pairs import key_values
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Group, OneOf, option, say
from station_desktop.console.files import must_have_folder
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, Refused

if TYPE_CHECKING:
    from station_desktop.usecases.people.residents import Override
    from station_desktop.usecases.people.rosters import Outcome
    from station_desktop.usecases.work import Work

residents = Group("residents", help="residents")


@residents.command("add", help="residents.add")
@option("--name", "name", required=True, help="name")
@option("--id", "id_number", required=True, metavar="NUMBER", help="id_number")
@option("--id-type", "id_type", default="", help="id_type")
@option("--phone", "phone", default="", help="phone")
@option("--phone-note", "phone_note", default="", help="phone_note")
@option("--address", "residence_address", default="", help="address")
@option("--registered-address", "registered_address", default="", help="registered_address")
@option("--sex", "sex", type=OneOf(["male", "female"]), help="sex")
@option("--birth", "birth_date", default="", metavar="1950-01-31", help="birth")
@option("--attribute", "attributes", multiple=True, metavar="KEY=VALUE", help="attribute")
@option("--override-reason", "override_reason", default="", help="override_reason")
@option("--distinct", "distinct", is_flag=True, help="distinct")
def add(
    attributes: tuple[str, ...], override_reason: str, distinct: bool, **typed: str | None
) -> None:
    """Register a person once; somebody who may be here already is shown, masked."""
    from station_desktop.usecases.people import residents as people

    with at_work() as work:
        given = {key: value for key, value in typed.items() if value}
        whole = given | key_values(attributes, "--attribute")
        override = _override(work, override_reason)
        twins: tuple[Resident, ...] = ()
        if distinct:
            new = people.read_form(work, whole, override)
            twins = tuple(like.resident for like in people.alike(work, new))
        ids = tuple(twin.id for twin in twins)
        try:
            made = people.register(work, whole, override=override, distinct_from=ids)
        except Refused as refused:
            if refused.first.code != "resident.maybe_here":
                raise
            _show_twins(work, refused)
        output.answer(masked(made), say("cli.residents.added", id=made.id))


def _override(work: Work, reason: str) -> Override | None:
    from station_desktop.usecases.people.residents import Override

    return Override(work.actor, reason) if reason else None


def _show_twins(work: Work, refused: Refused) -> None:
    """Refuse, naming who may be the same person as a screen may name them."""
    from station_desktop.usecases.people import residents as people

    problem = refused.first
    twins = [people.get(work, id) for id in problem.params["residents"]]
    error = output.error_value((problem,)) | {"candidates": [masked(twin) for twin in twins]}
    output.fail(error, output.message(problem), *_rows(twins))


@residents.command("find", help="residents.find")
@click.argument("words", nargs=-1, required=True)
@option("--limit", type=Between(1, 200), default=20, show_default=True, help="limit")
def find(words: tuple[str, ...], limit: int) -> None:
    """By name, pinyin, initials, part of the number, phone or door."""
    from station_desktop.usecases.people import residents as people

    with at_work() as work:
        found = people.find(work, " ".join(words), limit)
        shown = _rows(found) if found else [say("cli.residents.nobody")]
        output.answer({"residents": [masked(one) for one in found]}, *shown)


@residents.command("show", help="residents.show")
@click.argument("resident")
def show(resident: str) -> None:
    """One person, masked, with the latest cases."""
    from station_desktop.storage.reads import reads
    from station_desktop.usecases.privacy import accesses

    with at_work() as work:
        person = resident_of(work, resident)
        accesses.note(work, person.id)
        cases = reads.cases_of(work.store.connection, person.id) if _may_read(work) else ()
        value = masked(person) | {
            "cases": [
                {"number": case.number, "item": case.item, "state": case.state} for case in cases
            ]
        }
        lines = output.pairs((key, value) for key, value in masked(person).items())
        rows = [(c.number, c.item, say(f"case.state.{c.state}")) for c in cases]
        table = output.table(("number", "item", "state"), rows) if rows else []
        output.answer(value, *lines, *([""] if rows else []), *table)


def _may_read(work: Work) -> bool:
    return work.actor.may("case.read")


@residents.command("import", help="residents.import")
@click.argument("file", type=click.Path(path_type=Path))
@option("--dry-run", "dry_run", is_flag=True, help="dry_run")
@option("--rejects", "rejects", type=click.Path(path_type=Path), help="rejects")
def import_roster(file: Path, dry_run: bool, rejects: Path | None) -> None:
    """Take a roster in; a row that cannot be taken is counted under its reason."""
    from station_desktop.usecases.people import rosters

    if rejects is not None:
        must_have_folder(rejects)
    with at_work() as work:
        done = rosters.import_roster(work, file, dry_run=dry_run, progress=output.progress)
        if rejects is not None:
            rosters.write_rejects(done, rejects)
        output.answer(
            {
                "rows": done.rows,
                "imported": done.imported,
                "updated": done.updated,
                "duplicates": done.duplicates,
                "rejected": done.rejected,
            },
            *_outcome(done),
        )


def _outcome(done: Outcome) -> list[str]:
    counts = output.pairs(
        (
            ("rows", str(done.rows)),
            ("imported", str(done.imported)),
            ("updated", str(done.updated)),
            ("duplicates", str(done.duplicates)),
            ("rejected", str(sum(done.rejected.values()))),
        )
    )
    reasons = [f"  {count} × {say(code)}" for code, count in sorted(done.rejected.items())]
    return [*([say("cli.residents.dry_run")] if done.dry_run else []), *counts, *reasons]


def masked(person: Resident) -> dict[str, Any]:
    """A person as a screen may show them."""
    return {
        "id": person.id,
        "name": person.name,
        "id_type": person.id_type,
        "id_number": masks.mask_id(person.id_number),
        "birth_date": person.birth_date,
        "sex": person.sex,
        "phone": masks.mask_phone(person.phone),
        "phone_note": person.phone_note,
        "residence_address": person.residence_address,
        "registered_address": person.registered_address,
        "attributes": sorted(person.details),
    }


def _rows(found: Sequence[Resident]) -> list[str]:
    heads = ("id", "name", "id_number", "phone", "residence_address")
    shown = [masked(one) for one in found]
    return output.table(heads, [[one[head] for head in heads] for one in shown])


def resident_of(work: Work, named: str) -> Resident:
    """The resident with this id or this ID number."""
    from station_desktop.domain.person import identity
    from station_desktop.storage.reads import reads
    from station_desktop.usecases.people import residents as people

    text = named.strip()
    if len(text) == 32:
        return people.get(work, text)
    work.require("resident.read")
    number = identity.check(text, work.store.today()).normalised
    found = reads.resident_by_number(work.store.connection, number)
    if found is None:
        raise Refused(Problem("resident.unknown", "resident"))
    return found

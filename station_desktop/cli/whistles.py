"""``stationctl whistle``: blown, departments called, there, reporting, rated, closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from station_desktop.cli.session import at_work
from station_desktop.cli.whistle_values import now, shown, value
from station_desktop.console import output
from station_desktop.console.command import Between, Group, OneOf, option, say, wishes
from station_desktop.console.files import must_have_folder
from station_desktop.domain.problem import refuse
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import (
    KINDS,
    SIDES,
    STATES,
    Kind,
    Side,
    Whistle,
)

if TYPE_CHECKING:
    from station_desktop.papers.facts import Format, Language
    from station_desktop.usecases.work import Work

whistle = Group("whistle", help="whistle")
_NUMBER = click.argument("number")
_DEPARTMENT = option("--department", "department", required=True, help="whistle_department")
_AT = option("--at", "at", default="", metavar="14:05", help="whistle_at")


@whistle.command("blow", help="whistle.blow")
@click.argument("case")
@option("--kind", "kind", required=True, type=OneOf(KINDS), help="whistle_kind")
@option("--what", "what", required=True, help="whistle_what")
@option("--place", "place", required=True, help="whistle_place")
@option("--department", "departments", multiple=True, help="whistle_departments")
@_AT
def blow(
    case: str, kind: str, what: str, place: str, departments: tuple[str, ...], at: str
) -> None:
    """Raise what the station has no power over."""
    from station_desktop.usecases.whistle import whistling

    with at_work() as work:
        moment = whistles.read_moment(at, now(work))
        known = cast("Kind", kind)
        _answer(work, whistling.blow(work, case, known, what, place, departments, moment))


@whistle.command("call", help="whistle.call")
@_NUMBER
@_DEPARTMENT
@option("--contact", "contact", default="", help="whistle_contact")
@_AT
def call(number: str, department: str, contact: str, at: str) -> None:
    """One department more."""
    from station_desktop.usecases.whistle import whistling

    with at_work() as work:
        found, moment = _meant(work, number, department, at)
        _answer(work, whistling.call(work, found.id, department, contact, moment))


@whistle.command("checkin", help="whistle.checkin")
@_NUMBER
@_DEPARTMENT
@option("--place", "place", default="", help="whistle_there")
@option("--who", "who", default="", help="whistle_who")
@_AT
def check_in(number: str, department: str, place: str, who: str, at: str) -> None:
    """A department is on the scene."""
    from station_desktop.usecases.whistle import whistling

    with at_work() as work:
        found, moment = _meant(work, number, department, at)
        _answer(work, whistling.check_in(work, found.id, department, place, who, moment))


def _telling(name: str) -> None:
    """One command by which a department's words are recorded."""

    @whistle.command(name, help=f"whistle.{name}")
    @_NUMBER
    @_DEPARTMENT
    @option("--text", "text", required=True, help=f"whistle_{name}")
    @_AT
    def tell(number: str, department: str, text: str, at: str) -> None:
        from station_desktop.usecases.whistle import whistling

        acts: dict[str, Callable[..., Whistle]] = {"act": whistling.act, "report": whistling.report}
        with at_work() as work:
            found, moment = _meant(work, number, department, at)
            _answer(work, acts[name](work, found.id, department, text, moment))


for _name in ("act", "report"):
    _telling(_name)


@whistle.command("appraise", help="whistle.appraise")
@_NUMBER
@_DEPARTMENT
@option("--by", "by", type=OneOf(SIDES), default="station", show_default=True, help="whistle_by")
@option("--grade", "grade", required=True, type=Between(1, 5), help="whistle_grade")
@option("--note", "note", default="", help="whistle_note")
def appraise(number: str, department: str, by: str, grade: int, note: str) -> None:
    """The station rates the department, or the department the whistle."""
    from station_desktop.usecases.whistle import whistling

    with at_work() as work:
        found = whistling.get(work, number)
        side = cast("Side", by)
        _answer(work, whistling.appraise(work, found.id, department, side, grade, note))


@whistle.command("close", help="whistle.close")
@_NUMBER
@option("--result", "result", required=True, help="whistle_result")
@option("--override", "override", default="", metavar="REASON", help="whistle_override")
def close(number: str, result: str, override: str) -> None:
    """It is done."""
    from station_desktop.usecases.whistle import whistling

    with at_work() as work:
        found = whistling.get(work, number)
        _answer(work, whistling.close(work, found.id, result, override=override))


@whistle.command("show", help="whistle.show")
@_NUMBER
def show(number: str) -> None:
    """One whistle with all its departments."""
    from station_desktop.usecases.whistle import whistling

    with at_work() as work:
        _answer(work, whistling.get(work, number))


@whistle.command("sheet", help="whistle.sheet")
@_NUMBER
@option("--out", "out", type=click.Path(path_type=Path), required=True, help="out")
@option("--format", "format", type=OneOf(("a4", "large")), default="a4", help="format")
def sheet(number: str, out: Path, format: str) -> None:
    """The whistle sheet as a PDF."""
    from station_desktop.papers import printing
    from station_desktop.usecases.whistle import whistle_paper

    must_have_folder(out)
    with at_work() as work:
        language = cast("Language", wishes().lang or work.store.settings().paper_language)
        made = whistle_paper.document(work, number, language, cast("Format", format))
        try:
            printing.write_pdf(made, out)
        except OSError:
            raise refuse("file.cannot_write", name=out.name) from None
        output.answer({"number": number, "out": str(out)}, say("cli.whistle.sheet", file=out.name))


@whistle.command("list", help="whistle.list")
@option("--state", "state", default="", type=OneOf(("", *STATES)), help="whistle_state")
@option("--kind", "kind", default="", type=OneOf(("", *KINDS)), help="whistle_kind_only")
@option("--limit", type=Between(1, 1000), default=50, show_default=True, help="limit")
def list_whistles(state: str, kind: str, limit: int) -> None:
    """The latest first."""
    from station_desktop.usecases.whistle import whistling

    with at_work() as work:
        found = whistling.listed(work, state, kind=kind, limit=limit)
        values = [value(work, one) for one in found]
        heads = (
            "number",
            "state",
            "whistle_kind",
            "whistle_blown",
            "whistle_waits",
            "whistle_what",
        )
        rows = [_row(work, one) for one in found]
        lines = output.table(heads, rows) if rows else [say("cli.whistle.none")]
        output.answer({"whistles": values}, *lines)


def _row(work: Work, found: Whistle) -> tuple[object, ...]:
    standing = whistles.standing(found, now(work))
    waits = "、".join(one.department for one in standing if one.how in ("waiting", "late"))
    return (
        found.number,
        say(f"whistle.state.{found.state}"),
        say(f"whistle.kind.{found.kind}"),
        shown(found.blown_at),
        waits,
        found.what,
    )


def _meant(work: Work, number: str, department: str, at: str) -> tuple[Whistle, int]:
    """The whistle, and the moment that ``at`` means for this department."""
    from station_desktop.usecases.whistle import whistling

    found = whistling.get(work, number)
    known = found.called(department.strip())
    earliest = known.called_at if known is not None else found.blown_at
    return found, whistles.read_moment(at, now(work), earliest)


def _answer(work: Work, found: Whistle) -> None:
    from station_desktop.usecases.casework import cases
    from station_desktop.usecases.whistle import whistle_words

    standing = whistles.standing(found, now(work))
    lines = output.pairs(
        (
            ("number", found.number),
            ("state", say(f"whistle.state.{found.state}")),
            ("whistle_kind", say(f"whistle.kind.{found.kind}")),
            ("whistle_case", cases.get_by_id(work, found.case).number),
            ("whistle_what", found.what),
            ("whistle_place", found.place),
            ("whistle_blown", shown(found.blown_at)),
            ("result", found.result or found.reason),
        )
    )
    heads = ("department", "whistle_called", "whistle_came", "standing", "whistle_report")
    rows = [
        (
            one.department,
            shown(one.called_at),
            shown(one.checked_in_at),
            whistle_words.how(stands, wishes().language),
            one.report,
        )
        for one, stands in zip(found.departments, standing, strict=True)
    ]
    more = output.table(heads, rows) if rows else [say("cli.whistle.nobody")]
    output.answer(value(work, found), *lines, *more)

"""``stationctl privacy access`` and ``copy``: who looked at whom, and a person's own copy."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from station_desktop.cli.residents import resident_of
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Command, option, say, wishes
from station_desktop.console.files import must_have_folder
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import dates

if TYPE_CHECKING:
    from station_desktop.domain.person.accesses import Form
    from station_desktop.usecases.work import Work

DAYS = 30


@click.command("access", cls=Command, help="privacy.access")
@option("--resident", "resident", default="", metavar="ID", help="access_resident")
@option("--staff", "staff", default="", metavar="LOGIN", help="access_staff")
@option("--from", "first", default="", metavar="DATE", help="access_from")
@option("--to", "last", default="", metavar="DATE", help="access_to")
@option("--out", "out", default="", metavar="FILE", help="access_out")
def access(resident: str, staff: str, first: str, last: str, out: str) -> None:
    """The last 30 days unless told otherwise."""
    from station_desktop.usecases.privacy import accesses, privacy_files

    if out:
        privacy_files.must_be_one_of(Path(out), privacy_files.REPORT_SUFFIXES)
        must_have_folder(Path(out))
    with at_work() as work:
        upto = _day(last, "to") or work.store.today()
        since = _day(first, "from") or upto - timedelta(days=DAYS - 1)
        person = _person(work, resident) if resident else ""
        wanted = accesses.Wanted(since, upto, person, _account(work, staff) if staff else "")
        report = accesses.report(work, wanted)
        language = wishes().language
        if out:
            privacy_files.save_report(report, Path(out), language)
            said = [say("cli.privacy.saved", file=Path(out).name, count=len(report.looks))]
        else:
            rows = [accesses.row(look, language) for look in report.looks]
            heads = tuple(f"look_{each}" for each in accesses.HEADS)
            said = output.table(heads, rows) if rows else [say("cli.privacy.no_looks")]
        output.answer({"looks": report.looks, "out": out}, *said)


def _person(work: Work, named: str) -> str:
    """An id needs no right to read residents, which an auditor has not."""
    return named.strip() if len(named.strip()) == 32 else resident_of(work, named).id


def _day(text: str, field: str) -> date | None:
    if not text:
        return None
    written = dates.parse_day(text)
    day = dates.real_day(*written) if written else None
    if day is None:
        raise click.UsageError(say("cli.usage.day", value=text))
    return day


def _account(work: Work, login: str) -> str:
    from station_desktop.storage.reads import reads

    found = reads.account_by_login(work.store.connection, login)
    if found is None:
        raise refuse("account.unknown", field="staff", login=login)
    return found.id


@click.command("copy", cls=Command, help="privacy.copy")
@option("--resident", "resident", required=True, metavar="ID", help="copy_resident")
@option("--to", "to", default="", help="copy_to")
@option("--words", "words", default="", help="copy_words")
@option("--out", "out", required=True, metavar="FILE", help="copy_out")
def copy(resident: str, to: str, words: str, out: str) -> None:
    """Noted in the journal before it is made; ``--to`` is the person unless told otherwise."""
    from station_desktop.usecases.privacy import own_copy, privacy_files

    path = Path(out)
    form = cast("Form", privacy_files.must_be_one_of(path, privacy_files.COPY_SUFFIXES)[1:])
    must_have_folder(path)
    with at_work() as work:
        person = resident_of(work, resident)
        language = wishes().language
        made = own_copy.hand_over(work, person.id, form, to or person.name, words, language)
        privacy_files.save_copy(made, path)
        things = sum(len(section.things) for section in made.sections)
        output.answer(
            {"resident": person.id, "out": out, "things": things},
            say("cli.privacy.copied", file=path.name, count=things),
        )

"""``stationctl doctor`` and ``stationctl support``: how this PC and its station are, whoever asks
and whatever is broken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from station_desktop.cli.session import at_work_if_known, data_folder, log
from station_desktop.console import output
from station_desktop.console.command import Command, option, say, wishes
from station_desktop.console.files import must_have_folder
from station_desktop.domain.problem import Problem, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from station_desktop.domain.station.health import Depth, Finding, Surroundings
    from station_desktop.usecases.work import Work

_EXIT = {"ok": 0, "warn": 1, "bad": 2}
_COUNTED = ("bad", "warn", "unknown")
_NOT_LET_IN = frozenset({"vault.wrong", "vault.locked", "account.locked"})


@click.command("doctor", cls=Command, help="doctor")
@option("--quick", is_flag=True, help="quick")
@option("--whole", is_flag=True, help="whole")
def doctor(quick: bool, whole: bool) -> None:
    """Exit code 0 when all is well, 1 when something is to be noted, 2 when something is wrong."""
    depth: Depth = "whole" if whole else "quick" if quick else "usual"
    with _whoever() as (work, blocked):
        _tell(_examined(work, blocked, depth))


@contextmanager
def _whoever() -> Iterator[tuple[Work | None, Problem | None]]:
    """Signed in where an account and a password are at hand. A store that cannot be opened is
    something to be found, not the end; a wrong password is the end."""
    with ExitStack() as stack:
        try:
            work = stack.enter_context(at_work_if_known())
        except Refused as refused:
            if refused.first.code in _NOT_LET_IN:
                raise
            yield None, refused.first
            return
        yield work, None


def _examined(work: Work | None, blocked: Problem | None, depth: Depth) -> tuple[Finding, ...]:
    from station_desktop.usecases.checks import health

    log(wishes())
    return health.examine(
        data_folder(), work, blocked=blocked, surroundings=_surroundings(), depth=depth
    )


def _surroundings() -> Surroundings | None:
    """``None`` where Qt itself does not start, which is then among the findings."""
    try:
        from station_desktop.ui.pc import surroundings

        return surroundings.for_command()
    except ImportError:
        return None


def _tell(findings: tuple[Finding, ...]) -> NoReturn:
    from station_desktop.domain.station import health
    from station_desktop.usecases.checks import health_words

    lines = health_words.lines(findings, wishes().language)
    state = health.gravest(findings)
    counted = {each: sum(line.state == each for line in lines) for each in _COUNTED}
    told = "health.all_well" if state == "ok" else "health.told"
    output.answer(
        {
            "state": state,
            "checks": [
                {
                    "number": line.number,
                    "check": finding.check,
                    "state": finding.state,
                    "code": finding.code,
                    "params": {**finding.params, **finding.names},
                    "problems": output.described(finding.problems),
                    "said": line.said,
                    "do": line.do,
                }
                for line, finding in zip(lines, findings, strict=True)
            ],
        },
        *(line.text for line in lines),
        say(told, count=len(lines), **counted),
    )
    raise click.exceptions.Exit(_EXIT[state])


@click.command("support", cls=Command, help="support")
@option("--out", "out", metavar="FILE.zip", help="support_out")
@option("--with-names", "named", is_flag=True, help="with_names")
def support(out: str | None, named: bool) -> None:
    """Without ``--out`` only shows what would be in it."""
    from pathlib import Path

    from station_desktop.usecases.checks import support as bundles

    if out is not None:
        must_have_folder(Path(out))
    with _whoever() as (work, blocked):
        findings = _examined(work, blocked, "quick")
        bundle = bundles.gather(
            data_folder(), work, findings=findings, language=wishes().language, named=named
        )
    if out is None:
        shown = [line for part in bundle.parts for line in (f"== {part.name}", part.text)]
        output.answer({part.name: part.text for part in bundle.parts}, *shown)
        return
    _save(bundles.packed(bundle), Path(out))
    if out == "-":
        return
    names = [part.name for part in bundle.parts]
    output.answer({"out": out, "files": names}, say("cli.support.saved", file=Path(out).name))


def _save(data: bytes, out: Path) -> None:
    from station_desktop.console.files import write_file

    write_file(str(out), data)

"""A whole program of commands, and how every run of it ends.

Exit codes: 0 done, 1 refused (with the reason), 2 not understood.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import click
import msgspec

from station_desktop import phrases
from station_desktop.console import output
from station_desktop.console.command import (
    Group,
    Option,
    Wishes,
    preferred_language,
    say,
    shared_options,
    wishes,
)
from station_desktop.domain.problem import Refused
from station_desktop.logs import incidents
from station_desktop.logs.incidents import Incident


class Program(Group):
    """Turns refusals and misunderstandings into words and exit codes.

    ``area`` and ``variables`` as in :class:`Wishes`; ``own`` are the shared options that only this
    program has, as in :func:`shared_options`. ``log`` begins the program's log; it is called when
    there is something to write.
    """

    def __init__(
        self,
        name: str,
        *,
        area: str,
        variables: str,
        own: dict[str, str],
        log: Callable[[Wishes], object],
        **settings: Any,
    ) -> None:
        super().__init__(name, params=[_version()], **settings)
        self._area, self._variables, self._log = area, variables, log
        self._options = shared_options(own)

    def wishes(self) -> Wishes:
        """What the shared options say before any was given."""
        return Wishes(self._area, self._variables, self._options)

    def main(  # type: ignore[override]  # click's own has one overload for each mode
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        output.use_utf8()
        given = [_readable(text) for text in (sys.argv[1:] if args is None else args)]
        said = self.wishes()
        name = prog_name or self.name
        try:
            with self.make_context(name, list(given), obj=said, **_kept(extra)) as ctx:
                sys.exit(self._run(ctx))
        except click.exceptions.Exit as ended:
            sys.exit(ended.exit_code)
        except click.UsageError as error:
            _explain(error, given)
            sys.exit(2)
        except BrokenPipeError:
            _leave_quietly()
            sys.exit(1)
        except (EOFError, KeyboardInterrupt, click.Abort):
            _complain("cli.stopped", "stopped", given)
            sys.exit(1)
        except Exception as error:
            self._log(said)
            incident = incidents.record(error)
            _complain("cli.unexpected", "unexpected", given, **_where(error, incident))
            sys.exit(1)

    def _run(self, ctx: click.Context) -> int:
        try:
            self.invoke(ctx)
            sys.stdout.flush()
        except Refused as refused:
            output.complain(refused.problems)
            return 1
        return 0


def _version() -> Option:
    """``--version``, read after ``--json`` and ``--lang`` wherever they stand before a command."""

    def tell(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from station_desktop.console import version  # loads what speaks to the hall

            found = version.about(str(ctx.command.name))
            output.answer(msgspec.structs.asdict(found), version.line(found, wishes().language))
            ctx.exit()

    return Option(["--version"], help="version", is_flag=True, expose_value=False, callback=tell)


def _readable(text: str) -> str:
    """Without half characters, which no output could repeat: bytes that are no text come so."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _kept(extra: dict[str, Any]) -> dict[str, Any]:
    """Without what only click's own ``main`` reads."""
    return {k: v for k, v in extra.items() if k not in ("standalone_mode", "complete_var")}


def _explain(error: click.UsageError, given: list[str]) -> None:
    text = _usage_text(error)
    if "--json" in given:
        output.json_line({"error": {"code": "usage", "message": text}})
        return
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    click.echo(text, err=True)


def _usage_text(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return say("cli.usage.no_option", name=error.option_name)
        case click.BadOptionUsage():
            return say("cli.usage.no_value", name=error.option_name)
        case click.MissingParameter() if error.param is not None:
            return say("cli.usage.missing", name=error.param.get_error_hint(error.ctx))
        case click.BadParameter() if error.param is not None:
            hint = error.param.get_error_hint(error.ctx)
            return say("cli.usage.bad", name=hint, message=error.message)
        case _ if error.message == "Missing command.":
            return say("cli.usage.which_command")
        case _:
            return error.message


def _leave_quietly() -> None:
    """Whoever read the output has gone: nothing more is written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(phrase: str, code: str, given: list[str], **params: str) -> None:
    """Say how a run ended that nobody foresaw the end of; the context is gone by then."""
    text = phrases.say(phrase, _language(given), **params)
    if "--json" in given:
        output.json_line({"error": {"code": code, "message": text}})
    else:
        click.echo(text, err=True)


def _language(given: list[str]) -> str:
    named = [after for word, after in pairwise(given) if word == "--lang"]
    return named[-1] if named else preferred_language()


def _where(error: Exception, incident: Incident) -> dict[str, str]:
    """Under which number the log has a fault, its kind and its place in the program; never its
    text, which may quote what was typed."""
    step = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(step.filename).name}:{step.lineno}"
    return {"number": incident.number, "kind": incident.kind, "place": place}

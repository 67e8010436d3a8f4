"""``station-hall`` itself: its nouns, and how every run ends.

Exit codes: 0 done, 1 refused (with the reason), 2 not understood.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import click

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.hall import cli_output
from station_desktop.hall.cli_command import Group, preferred_language, say

_HERE = "station_desktop.hall"


class _Root(Group):
    """The whole program: turns refusals and misunderstandings into words and exit codes."""

    def main(  # type: ignore[override]  # click's own has one overload for each mode
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        cli_output.use_utf8()
        given = [_readable(text) for text in (sys.argv[1:] if args is None else args)]
        kept = {k: v for k, v in extra.items() if k not in ("standalone_mode", "complete_var")}
        try:
            with self.make_context(prog_name or "station-hall", list(given), **kept) as ctx:
                sys.exit(self._run(ctx))
        except click.exceptions.Exit as ended:
            sys.exit(ended.exit_code)
        except click.UsageError as error:
            _explain(error, given)
            sys.exit(2)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except (EOFError, KeyboardInterrupt, click.Abort):
            _complain("cli.stopped", "stopped", given)
            sys.exit(1)
        except Exception as error:
            _complain("cli.unexpected", "unexpected", given, **_where(error))
            sys.exit(1)

    def _run(self, ctx: click.Context) -> int:
        try:
            self.invoke(ctx)
            sys.stdout.flush()
        except Refused as refused:
            cli_output.complain(refused.problems)
            return 1
        return 0


def _readable(text: str) -> str:
    """Without half characters, which no output could repeat: bytes that are no text come so."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _explain(error: click.UsageError, given: list[str]) -> None:
    text = _usage_text(error)
    if "--json" in given:
        cli_output.json_line({"error": {"code": "usage", "message": text}})
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


def _complain(phrase: str, code: str, given: list[str], **params: str) -> None:
    """Say how a run ended that nobody foresaw the end of; the context is gone by then."""
    named = [after for word, after in pairwise(given) if word == "--lang"]
    text = phrases.say(phrase, named[-1] if named else preferred_language(), **params)
    if "--json" in given:
        cli_output.json_line({"error": {"code": code, "message": text}})
    else:
        click.echo(text, err=True)


def _where(error: Exception) -> dict[str, str]:
    """The kind of a fault and its place in the program; never its text, which may quote what was
    typed."""
    step = traceback.extract_tb(error.__traceback__)[-1]
    return {"kind": type(error).__name__, "place": f"{Path(step.filename).name}:{step.lineno}"}


main = _Root(
    "station-hall",
    help="program",
    places={
        "serve": f"{_HERE}.cli_serve:serve",
        "station": f"{_HERE}.cli_stations:station",
        "enrol-code": f"{_HERE}.cli_stations:enrol_code",
        "device": f"{_HERE}.cli_stations:device",
        "case": f"{_HERE}.cli_cases:case",
        "decide": f"{_HERE}.cli_cases:decide",
        "demand": f"{_HERE}.cli_demands:demand",
        "publish": f"{_HERE}.cli_publish:publish",
        "figures": f"{_HERE}.cli_figures:figures",
        "packet": f"{_HERE}.cli_packets:packet",
        "user": f"{_HERE}.cli_users:user",
        "token": f"{_HERE}.cli_users:token",
        "audit": f"{_HERE}.cli_users:audit_lines",
    },
)

if __name__ == "__main__":
    main()

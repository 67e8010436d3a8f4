"""How ``station-hall``'s commands are built: shared options in both places, help in the reader's
language.

``--json``, ``--database``, ``--keys``, ``--user``, ``--password-file`` and ``--lang`` may stand
before or after any subcommand; what they say is in :func:`wishes`, one for each run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from station_desktop import phrases


class Wishes:
    """What the shared options of this run say."""

    def __init__(self) -> None:
        self.json = False
        self.database: str | None = None
        self.keys: str | None = None
        self.user: str | None = None
        self.password_file: str | None = None
        self.lang: str | None = None

    @property
    def url(self) -> str:
        """The database's address: ``--database``, ``STATION_HALL_DATABASE``, or here."""
        return self.database or os.environ.get("STATION_HALL_DATABASE", "") or "sqlite:///hall.db"

    @property
    def key_file(self) -> str:
        """The key file as named, empty where it is simply beside the database."""
        return self.keys or os.environ.get("STATION_HALL_KEYS", "")

    @property
    def login(self) -> str:
        return (self.user or os.environ.get("STATION_HALL_USER", "")).strip()

    @property
    def language(self) -> str:
        return self.lang or preferred_language()


def wishes() -> Wishes:
    """The shared options of the run that is going on."""
    return _wishes_of(click.get_current_context())


def _wishes_of(context: click.Context) -> Wishes:
    root = context.find_root()
    if not isinstance(root.obj, Wishes):
        root.obj = Wishes()
    return root.obj


def preferred_language() -> str:
    """``STATION_LANG``, else the system's, else Chinese."""
    names = ("STATION_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    named = next((value for name in names if (value := os.environ.get(name))), "")
    return "en" if named.lower().startswith("en") else "zh_CN"


def say(code: str, /, **params: Any) -> str:
    """A phrase in the language of this run."""
    context = click.get_current_context(silent=True)
    language = _wishes_of(context).language if context else preferred_language()
    return phrases.say(code, language, **params)


class OneOf(click.Choice[str]):
    """One of a few words, refused in the reader's language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            self.fail(say("cli.usage.one_of", value=value, choices=", ".join(self.choices)))
        return str(value)


class Between(click.IntRange):
    """A whole number within bounds, refused in the reader's language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        low = int(self.min or 0)
        if not (text.isdecimal() and low <= int(text) <= int(self.max or 0)):
            self.fail(say("cli.usage.between", value=value, least=low, most=self.max))
        return int(text)


class Option(click.Option):
    """An option whose help is the phrase ``hall.option.<help>``."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], say(f"hall.option.{self.help}")


class _Spoken(click.Command):
    """Help in the reader's language; ``help`` is the phrase ``hall.help.<help>``."""

    def get_short_help_str(self, limit: int = 45) -> str:
        return say(f"hall.help.{self.help}").splitlines()[0] if self.help else ""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = say("cli.option.help")
        return found

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("cli.usage"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                for line in say(f"hall.help.{self.help}").splitlines():
                    formatter.write_text(line)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [found for param in self.get_params(ctx) if (found := param.get_help_record(ctx))]
        with formatter.section(say("cli.options")):
            formatter.write_dl(records)


class Command(_Spoken):
    """A command that also takes the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_shared())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise click.UsageError(say("cli.usage.extra", args=" ".join(ctx.args)), ctx)
        return left


class Group(_Spoken, click.Group):
    """A noun with its verbs; ``places`` maps a name to ``module:attribute``, imported when asked
    for."""

    command_class = Command

    def __init__(self, *args: Any, places: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places or {}
        self.params.extend(_shared())

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.places, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.places:
            module, _, attribute = self.places[cmd_name].partition(":")
            found: click.Command = getattr(import_module(module), attribute)
            return found
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(say("cli.usage.no_command", name=args[0]), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _Spoken.format_options(self, ctx, formatter)
        rows = [
            (name, command.get_short_help_str())
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section(say("cli.commands")):
            formatter.write_dl(rows)


def option(*names: str, help: str, **settings: Any) -> Callable[[Any], Any]:
    """``click.option`` with the phrase ``hall.option.<help>``."""
    return click.option(*names, cls=Option, help=help, **settings)


def _shared() -> Sequence[click.Option]:
    def note(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
        def callback(ctx: click.Context, param: click.Parameter, value: Any) -> None:
            if value:
                setattr(_wishes_of(ctx), name, value)

        return callback

    def made(flag: str, name: str, **settings: Any) -> Option:
        return Option(
            [flag, f"shared_{name}"],
            help=name,
            expose_value=False,
            is_eager=True,
            callback=note(name),
            **settings,
        )

    return (
        made("--json", "json", is_flag=True),
        made("--database", "database", metavar="URL"),
        made("--keys", "keys", metavar="FILE"),
        made("--user", "user", metavar="LOGIN"),
        made("--password-file", "password_file", metavar="FILE"),
        made("--lang", "lang", type=OneOf(phrases.LANGUAGES)),
    )

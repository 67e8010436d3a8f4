"""The one way commands are built: shared options in both places, help in the reader's language.

Some options may stand before or after any subcommand: ``--json``, ``--user``, ``--password-file``,
``--lang`` and those of the program's own. What they say is in :func:`wishes`, one for each run.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any, Literal

import click

from station_desktop import phrases

Language = Literal["zh_CN", "en"]


class Wishes:
    """What the shared options of this run say, in which program.

    ``area`` is where the program's own phrases are: help, options and columns are
    ``<area>.help.…``, ``<area>.option.…``, ``<area>.column.…``. ``variables`` begins the names of
    its environment variables. ``own`` is what its own options were given.
    """

    def __init__(self, area: str, variables: str, options: tuple[Option, ...]) -> None:
        self.area, self.variables, self.options = area, variables, options
        self.json = False
        self.user: str | None = None
        self.password_file: str | None = None
        self.lang: Language | None = None
        self.own: dict[str, str] = {}

    @property
    def login(self) -> str:
        return (self.user or os.environ.get(f"{self.variables}_USER", "")).strip()

    @property
    def language(self) -> Language:
        return self.lang or preferred_language()


def wishes() -> Wishes:
    """The shared options of the run that is going on."""
    return _wishes_of(click.get_current_context())


def _wishes_of(context: click.Context) -> Wishes:
    found: Wishes = context.obj
    return found


def preferred_language() -> Language:
    """``STATION_LANG``, else the system's, else Chinese."""
    named = os.environ.get("STATION_LANG", "")
    if not named:
        system = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        named = next((value for value in system if value), "")
    if not named and os.name == "nt":
        import locale

        named = locale.getlocale()[0] or ""
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
        if not text.removeprefix("-").isdecimal() or not self._allows(int(text)):
            self.fail(say("cli.usage.between", value=value, least=self.min, most=self.max))
        return int(text)

    def _allows(self, number: int) -> bool:
        return (self.min is None or number >= self.min) and (self.max is None or number <= self.max)


class Option(click.Option):
    """An option whose help is the phrase ``<area>.option.<help>``."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], say(f"{_wishes_of(ctx).area}.option.{self.help}")


class _Spoken(click.Command):
    """Takes the shared options, and helps in the reader's language; ``help`` is the phrase
    ``<area>.help.<help>``."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        own_and_help = super().get_params(ctx)
        return [*self.params, *_wishes_of(ctx).options, *own_and_help[len(self.params) :]]

    def get_short_help_str(self, limit: int = 45) -> str:
        lines = self._help_lines()
        return lines[0] if lines else ""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = say("cli.option.help")
        return found

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("cli.usage"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lines = self._help_lines()
        if lines:
            formatter.write_paragraph()
            with formatter.indentation():
                for line in lines:
                    formatter.write_text(line)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [found for param in self.get_params(ctx) if (found := param.get_help_record(ctx))]
        with formatter.section(say("cli.options")):
            formatter.write_dl(records)

    def _help_lines(self) -> list[str]:
        return say(f"{wishes().area}.help.{self.help}").splitlines() if self.help else []


class Command(_Spoken):
    """A verb."""

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
    """``click.option`` with the phrase ``<area>.option.<help>``."""
    return click.option(*names, cls=Option, help=help, **settings)


def shared_options(own: dict[str, str]) -> tuple[Option, ...]:
    """The options that every command takes. ``own`` are those of one program: flag to metavar;
    what ``--data-dir`` was given is ``wishes().own["data_dir"]``."""
    return (
        _shared("--json", _attribute, is_flag=True),
        *(_shared(flag, _own, metavar=metavar) for flag, metavar in own.items()),
        _shared("--user", _attribute, metavar="LOGIN"),
        _shared("--password-file", _attribute, metavar="FILE"),
        _shared("--lang", _attribute, type=OneOf(phrases.LANGUAGES)),
    )


def _shared(flag: str, note: Callable[[Wishes, str, Any], None], **settings: Any) -> Option:
    name = flag.removeprefix("--").replace("-", "_")

    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value:
            note(_wishes_of(ctx), name, value)

    return Option(
        [flag, f"shared_{name}"],
        help=name,
        expose_value=False,
        is_eager=True,
        callback=callback,
        **settings,
    )


def _attribute(said: Wishes, name: str, value: Any) -> None:
    setattr(said, name, value)


def _own(said: Wishes, name: str, value: Any) -> None:
    said.own[name] = value

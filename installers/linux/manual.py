"""Writes the man pages, in English and Chinese, from what the commands say of themselves.

``python installers/linux/manual.py FOLDER``, where FOLDER is …/share/man.
"""

from __future__ import annotations

import gzip
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from station_desktop import __version__
from station_desktop.cli.main import main as stationctl
from station_desktop.console.command import Wishes
from station_desktop.console.program import Program
from station_desktop.hall.main import main as station_hall

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
LANGUAGES = ("en", "zh_CN")
Pairs = list[tuple[str, str]]


def troff(text: str) -> str:
    """Plain text so that troff prints it as it stands."""
    marked = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    marked = marked.replace("|", "|\\:")
    return "\n".join(f"\\&{line}" if line[:1] in ".'" else line for line in marked.splitlines())


class Page:
    """One man page, put together from its sections."""

    def __init__(self, name: str, language: str) -> None:
        self.name, self.language = name, language
        self.words: dict[str, str] = WORDS[language]
        self.own: dict[str, Any] = WORDS["pages"][name][language]
        title = f'{name.upper()} 1 "" "{name} {__version__}" "{self.words["manual"]}"'
        self.lines = [f".TH {title}", ".ad l"]
        self.section("name", f"{troff(name)} \\- {troff(self.own['name'])}")

    def section(self, heading: str, *lines: str) -> None:
        self.lines += [f'.SH "{self.words[heading]}"', *lines]

    def pairs(self, rows: Pairs) -> None:
        for term, said in rows:
            self.lines += [".TP", f".B {troff(term)}", troff(said)]

    def part(self, heading: str) -> None:
        self.lines.append(f'.SS "{troff(heading)}"')

    def ending(self, prefix: str, others: list[str]) -> None:
        """What every page ends with; ``prefix`` begins the names of its environment variables."""
        column = LANGUAGES.index(self.language)
        named = WORDS["variables"].items()
        known = [(key, row[column]) for key, row in named if _is_for(key, prefix)]
        self.section("environment")
        self.pairs(known)
        self.section("files")
        self.pairs([(key, row[column]) for key, row in WORDS["places"].items()])
        seen = ", ".join(f".BR {other} (1)" for other in others).replace(", .BR", " ,\n.BR")
        self.section("see", seen)

    def write(self, folder: Path) -> None:
        within = folder if self.language == "en" else folder / self.language
        file = within / "man1" / f"{self.name}.1.gz"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join([*self.lines, ""])
        file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _is_for(variable: str, prefix: str) -> bool:
    hall = variable.startswith("STATION_HALL_")
    return variable == "STATION_LANG" or hall == (prefix == "STATION_HALL")


def verbs(
    command: click.Command, ctx: click.Context
) -> Iterator[tuple[click.Command, click.Context]]:
    """The command itself and all below it."""
    yield command, ctx
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            if below is not None:
                yield from verbs(below, click.Context(below, parent=ctx, info_name=name))


def said(command: click.Command, ctx: click.Context, skip: set[str]) -> Pairs:
    """A command's options and what they do, without those that ``skip`` names."""
    records = [(param, param.get_help_record(ctx)) for param in command.get_params(ctx)]
    return [record for param, record in records if record and record[1] and param.name not in skip]


def command_page(program: Program, language: str, others: list[str]) -> Page:
    """The page of a whole program with all of its commands."""
    wishes: Wishes = program.wishes()
    wishes.lang = "en" if language == "en" else "zh_CN"
    name = str(program.name)
    page = Page(name, language)
    page.section("synopsis", f".B {troff(name)}", "[OPTIONS] COMMAND [ARGS]...")
    with click.Context(program, info_name=name, obj=wishes) as ctx:
        page.section("description", troff(program.get_short_help_str(200)))
        own = {str(param.name) for param in program.params}
        shared = {str(param.name) for param in program.get_params(ctx)} - own
        page.section("options")
        page.pairs(said(program, ctx, shared))
        page.section("shared")
        page.pairs(said(program, ctx, own))
        page.section("commands")
        for command, inner in verbs(program, ctx):
            with inner:
                if isinstance(command, click.Group):
                    continue
                pieces = " ".join(command.collect_usage_pieces(inner))
                page.part(f"{inner.command_path} {pieces}")
                page.lines.append(troff(command.get_short_help_str(200)))
                page.pairs(said(command, inner, shared))
    page.section("exit")
    words = page.words
    page.pairs([("0", words["done"]), ("1", words["refused"]), ("2", words["not_understood"])])
    page.ending(wishes.variables, others)
    return page


def window_page(language: str, others: list[str]) -> Page:
    """The page of the window."""
    page = Page("station-desktop", language)
    page.section("synopsis", ".B station\\-desktop", "[OPTIONS]")
    paragraphs = "\n.PP\n".join(troff(text) for text in page.own["description"])
    page.section("description", paragraphs)
    page.section("options")
    page.pairs([(row[0], row[1]) for row in page.own["options"]])
    page.ending("STATION", others)
    return page


def main() -> None:
    folder = Path(sys.argv[1])
    names = ["station-desktop", str(stationctl.name), str(station_hall.name)]
    for language in LANGUAGES:
        window_page(language, names[1:]).write(folder)
        for program in (stationctl, station_hall):
            others = [name for name in names if name != program.name]
            command_page(program, language, others).write(folder)


if __name__ == "__main__":
    main()

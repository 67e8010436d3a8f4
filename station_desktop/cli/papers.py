"""``stationctl paper``: a paper of a case as a PDF, noted in the journal before it is made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Group, OneOf, option, say, wishes
from station_desktop.console.files import must_have_folder
from station_desktop.domain.problem import refuse
from station_desktop.papers.facts import FORMATS, KINDS, Format, Kind, Language

if TYPE_CHECKING:
    from station_desktop.papers.document import Document
    from station_desktop.usecases.work import Work

paper = Group("paper", help="paper")
_PROOF = "proof:"


def _command(kind: Kind) -> None:
    @paper.command(kind, help=f"paper.{kind}")
    @click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
    @option("--out", "out", type=click.Path(path_type=Path), required=True, help="out")
    @option("--format", "format", type=OneOf(FORMATS), help="format")
    @option("--resident", "resident", default="", metavar="ID", help="proof_resident")
    def make(numbers: tuple[str, ...], out: Path, format: str | None, resident: str) -> None:
        must_have_folder(out)
        with at_work() as work:
            settings = work.store.settings()
            language = cast(Language, wishes().lang or settings.paper_language)
            shape = cast(Format, format or settings.paper_format)
            if kind == "refusal" and numbers[0].startswith(_PROOF):
                document = _proof(work, numbers[0], language, shape, resident)
                copy = 1
            else:
                document, copy = _paper(work, numbers, kind, language, shape)
            _write(document, out)
            output.answer(
                {"paper": kind, "number": numbers[0], "copy": copy, "out": str(out)},
                say("cli.paper.written", file=out.name, copy=copy),
            )


for _kind in KINDS:
    _command(_kind)


def _paper(
    work: Work, numbers: tuple[str, ...], kind: Kind, language: Language, format: Format
) -> tuple[Document, int]:
    """Composed once to see that it can be had, then noted, then composed as the copy it is."""
    from station_desktop.usecases.paper import papers

    papers.document(work, numbers, kind, language, format)
    copy = max(papers.hand_over(work, number, kind) for number in numbers)
    return papers.document(work, numbers, kind, language, format, copy_number=copy), copy


def _proof(work: Work, named: str, language: Language, format: Format, resident: str) -> Document:
    """``proof:<key>``: the request is noted, then the paper that says who issues the proof."""
    from station_desktop.cli.residents import resident_of
    from station_desktop.usecases.counter import intake
    from station_desktop.usecases.paper import papers

    person = resident_of(work, resident).id if resident else ""
    noted = intake.refuse_proof(work, named.removeprefix(_PROOF), person)
    return papers.refusal_document(work, noted.id, language, format)


def _write(document: Document, out: Path) -> None:
    from station_desktop.papers import printing

    try:
        printing.write_pdf(document, out)
    except OSError:
        raise refuse("file.cannot_write", name=out.name) from None

"""The access report and a person's own copy as files: PDF, Excel, CSV, JSON. Each PDF carries who
had it made, when and why across every page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from station_desktop import phrases, whole_files
from station_desktop.domain.person.own_copies import OwnCopy
from station_desktop.domain.problem import refuse
from station_desktop.papers import privacy_sheets
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Language
from station_desktop.papers.privacy_sheets import Told
from station_desktop.usecases.privacy import accesses, own_copy
from station_desktop.usecases.privacy.accesses import Report

REPORT_SUFFIXES = (".pdf", ".xlsx", ".csv")
COPY_SUFFIXES = (".pdf", ".json")


def must_be_one_of(path: Path, suffixes: tuple[str, ...]) -> str:
    """The suffix of ``path``; refuses ``privacy.suffix``."""
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        raise refuse("privacy.suffix", field="out", choices=", ".join(suffixes))
    return suffix


def save_report(report: Report, path: Path, language: str) -> None:
    """Write an access report; refuses ``privacy.suffix``, ``file.cannot_write``. Takes up to some
    seconds: not for the main thread."""
    suffix = must_be_one_of(path, REPORT_SUFFIXES)
    heads, rows = accesses.heads(language), [accesses.row(one, language) for one in report.looks]
    if suffix == ".pdf":
        _print(_report(report, rows, language), path)
        return
    from station_desktop.workbook import listing  # brings Excel's writer

    title = phrases.say("privacy.report.title", language)
    if suffix == ".xlsx":
        _write(listing.xlsx(title, heads, rows), path)
    else:
        _write(listing.comma_separated(heads, rows), path)


def _report(report: Report, rows: Sequence[Sequence[str]], language: str) -> Document:
    first, last = report.wanted.first.isoformat(), report.wanted.last.isoformat()
    title = phrases.say("privacy.report.title", language)
    told = Told(
        title=title,
        under=phrases.say(
            "privacy.report.under", language, first=first, last=last, count=len(rows)
        ),
        footer=_joined(report.station, title),
        page_of=_pages(language),
        mark=f"{report.made_by} {report.made_at} {title}",
    )
    heads = accesses.heads(language)
    return privacy_sheets.compose_looks(heads, rows, told, cast(Language, language))


def save_copy(copy: OwnCopy, path: Path) -> None:
    """Write the copy as its path's suffix says; refuses like :func:`save_report`."""
    if must_be_one_of(path, COPY_SUFFIXES) == ".json":
        _write(own_copy.as_json(copy), path)
        return
    _print(document_of(copy), path)


def document_of(copy: OwnCopy) -> Document:
    """The copy as a paper."""
    language = copy.language
    title = phrases.say("privacy.copy.title", language)
    at = copy.made_at[:16].replace("T", " ")
    under = phrases.say(
        "privacy.copy.under", language, name=copy.name, to=copy.made_for, by=copy.made_by, at=at
    )
    slots = ("privacy.copy.taken", "privacy.copy.given")
    told = Told(
        title=title,
        under=under,
        footer=_joined(copy.station, title),
        page_of=_pages(language),
        mark=f"{copy.made_by} {at} {(copy.words or title)[:20]}",
        slots=tuple(phrases.say(each, language) for each in slots),
    )
    return privacy_sheets.compose_copy(copy, told, cast(Language, language))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _pages(language: str) -> str:
    return phrases.say("paper.page_of", language, page="{page}", pages="{pages}")


def _print(document: Document, path: Path) -> None:
    from station_desktop.papers import printing  # brings Qt, which other files do not need

    try:
        printing.write_pdf(document, path)
    except OSError as error:
        raise refuse("file.cannot_write", name=path.name) from error


def _write(data: bytes, path: Path) -> None:
    try:
        whole_files.put(path, data)
    except OSError as error:
        raise refuse("file.cannot_write", name=path.name) from error

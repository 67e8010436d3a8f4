"""A report saved where somebody wants it: a PDF on A4, or an Excel workbook."""

from __future__ import annotations

from pathlib import Path

from station_desktop.domain.problem import refuse
from station_desktop.domain.report.told_reports import Told
from station_desktop.papers import report_sheet
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format

SUFFIXES = (".pdf", ".xlsx")


def document(told: Told, format: Format = "a4") -> Document:
    """The report as a paper; refuses ``report.format`` for the roll."""
    if format == "roll":
        raise refuse("report.format", field="format")
    return report_sheet.compose(told, format)


def save(told: Told, path: Path, decimals: int, format: Format = "a4") -> None:
    """Write the file that the path's suffix names, whole or not at all. Takes up to a second:
    not for the main thread. Refuses ``report.suffix``, ``file.cannot_write``,
    ``workbook.cannot_write``."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise refuse("report.suffix", field="out", name=path.name)
    if suffix == ".xlsx":
        from station_desktop.workbook import reports

        reports.write(told, path, decimals)
        return
    from station_desktop.papers import printing  # brings Qt, which an Excel file does not need

    try:
        printing.write_pdf(document(told, format), path)
    except OSError as error:
        raise refuse("file.cannot_write", name=path.name) from error

"""Reading a finished PDF back, as a resident's computer would."""

from __future__ import annotations

import io
import re
import subprocess

import pypdf

from station_desktop.papers.compose import compose
from station_desktop.papers.facts import Facts, Format, Kind, Language
from station_desktop.papers.printing import pdf_bytes


def made(kind: Kind, facts: Facts, language: Language = "zh_CN", format: Format = "a4") -> bytes:
    return pdf_bytes(compose(kind, facts, language, format))


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def squeezed(text: str) -> str:
    """Without white space: line ends fall anywhere in Chinese text."""
    return re.sub(r"\s", "", text)


def text_of(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in reader(pdf).pages))


def poppler_text(pdf: bytes) -> str:
    """By another reader, in the order the text was written."""
    run = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return squeezed(run.stdout.decode("utf-8"))

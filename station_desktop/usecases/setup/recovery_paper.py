"""The recovery key on paper: the only place where it may stand."""

from __future__ import annotations

import platform
from datetime import datetime
from pathlib import Path

import msgspec

from station_desktop.domain.problem import refuse
from station_desktop.papers.compose import sheet
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Language, Sheet, Station
from station_desktop.storage.store import Store


class KeyPaper(msgspec.Struct, frozen=True):
    """What the paper says: the key, the computer whose data it opens, and whose that is."""

    key: str
    station: str
    code: str
    computer: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(self.key.split("-"))


def key_paper(key: str, station: str, code: str) -> KeyPaper:
    """For this computer."""
    return KeyPaper(key, station, code, platform.node())


def of_store(folder: Path, data_key: bytes, key: str) -> KeyPaper:
    """For this computer, with the names that its store has."""
    store = Store(folder, data_key, read_only=True)
    try:
        own = store.settings()
    finally:
        store.close()
    return key_paper(key, own.station_name, own.station_code)


def document(paper: KeyPaper, now: datetime, language: Language) -> Document:
    """The paper, A4."""
    head = Sheet(Station(name=paper.station, code=paper.code), now, officer="")
    return sheet("recovery_key", "recovery_key.title", head, language, key=paper)


def save(made: Document, path: Path) -> None:
    """As a PDF, for whoever has no printer at this PC and knows that a file can be copied. Refuses
    ``firstrun.file_there``, ``file.cannot_write``."""
    from station_desktop.papers import printing  # brings Qt

    if path.exists():
        raise refuse("firstrun.file_there", field="pdf", name=path.name)
    try:
        path.touch(0o600, exist_ok=False)
        printing.write_pdf(made, path)
        path.chmod(0o600)
    except OSError as error:
        raise refuse("file.cannot_write", field="pdf", name=path.name) from error

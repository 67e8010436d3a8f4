"""The support file: what technical support needs to know of a PC, and no resident in it.

Nothing is copied into it as it stands. Every part is made here out of numbers, codes, versions and
places in the program; of the logs only those lines that have a log line's shape, cleaned once
more. What people named themselves (the PC, its user, folders, printers, the hall's address) is left
out unless somebody asks for it.
"""

from __future__ import annotations

import getpass
import platform
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec

from station_desktop import paths
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.health import Finding
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.time import clock
from station_desktop.logs import files
from station_desktop.logs.lines import LINE, clean
from station_desktop.storage.keys.vault import Vault
from station_desktop.storage.proof import examining
from station_desktop.storage.store import SystemClock
from station_desktop.usecases.checks import health_words
from station_desktop.usecases.work import Work

LOG_BYTES = 200_000
"""Of each log the end, as much as an attachment may have."""
INCIDENTS = 50
_WORDS = ("paper_language", "paper_format", "closing_time")
_PLAIN = re.compile(r"[0-9:]{1,5}|zh_CN|en|a4|a5|receipt")
_KNOWN = (
    *(f"{paths.KEY_FILE}{end}" for end in ("", ".bak")),
    *(f"{paths.STORE_FILE}{end}" for end in ("", "-wal", "-shm")),
)


class Part(msgspec.Struct, frozen=True):
    """One file of the bundle."""

    name: str
    text: str


class Bundle(msgspec.Struct, frozen=True):
    """The whole, to be looked at before it is saved."""

    parts: tuple[Part, ...]


def gather(
    folder: Path,
    work: Work | None,
    *,
    findings: tuple[Finding, ...],
    language: str,
    named: bool = False,
) -> Bundle:
    """Put together what there is; ``named`` adds what people named themselves. With ``work``,
    needs ``upkeep.read``."""
    if work is not None:
        work.require("upkeep.read")
    lines = health_words.lines(findings, language, named=named)
    parts = [
        Part("doctor.txt", "\n".join(line.text for line in lines)),
        Part("doctor.json", _json([_plain(finding) for finding in findings])),
        Part("files.json", _json(_files(folder))),
        Part("keys.json", _json(_keys(folder))),
    ]
    if work is not None:
        parts.append(Part("settings.json", _json(_settings(work.store.settings()))))
        parts.append(Part("tables.json", _json(examining.counts(work.store.connection))))
    if named:
        parts.append(Part("names.json", _json(_names(folder, findings))))
    logs = tuple(_logs(folder))
    parts.append(Part("incidents.txt", "\n".join(_incidents(logs))))
    return Bundle((*parts, *logs))


def packed(bundle: Bundle) -> bytes:
    """The bundle as a ZIP file."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in bundle.parts:
            archive.writestr(part.name, part.text)
    return made.getvalue()


def _json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode()


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "state": finding.state,
        "code": finding.code,
        "params": finding.params,
        "problems": [problem.code for problem in finding.problems],
    }


def _settings(settings: Settings) -> dict[str, Any]:
    """Numbers and switches, and words out of a fixed few; no name, address or telephone."""
    values: dict[str, Any] = msgspec.structs.asdict(settings)
    return {
        key: value
        for key, value in values.items()
        if isinstance(value, int) or (key in _WORDS and _PLAIN.fullmatch(str(value)))
    }


def _files(folder: Path) -> dict[str, Any]:
    """Sizes of the program's own files; of others only how many and how large."""
    own = {name: examining.size_of(folder / name) for name in _KNOWN if (folder / name).exists()}
    others = [file for file in folder.glob("*") if file.is_file() and file.name not in _KNOWN]
    count = Counter(
        file.suffix if file.suffix in (".part", ".lock") else "other" for file in others
    )
    return {"own": own, "others": dict(count), "bytes": sum(map(examining.size_of, others))}


def _keys(folder: Path) -> dict[str, Any]:
    try:
        facts = Vault(folder).facts(clock.milliseconds(SystemClock().now()))
    except Refused as refused:
        return {"problem": refused.first.code}
    return dict(msgspec.structs.asdict(facts))


def _names(folder: Path, findings: Iterable[Finding]) -> dict[str, Any]:
    told = {key: name for finding in findings for key, name in finding.names.items()}
    return {"computer": platform.node(), "user": getpass.getuser(), "folder": str(folder), **told}


def _logs(folder: Path) -> Iterator[Part]:
    for name in (files.WINDOW, files.COMMAND):
        for file in (folder / files.FOLDER / f"{name}{end}" for end in ("", ".1")):
            try:
                data = file.read_bytes()[-LOG_BYTES:]
            except OSError:
                continue
            yield Part(f"logs/{file.name}", "\n".join(_shaped(data)))


def _shaped(data: bytes) -> list[str]:
    """Only what has a log line's shape."""
    lines = data.decode("utf-8", "replace").splitlines()
    kept = [clean(line) for line in lines if LINE.fullmatch(line)]
    left_out = len(lines) - len(kept)
    return [*kept, f"({left_out} lines left out)"] if left_out else kept


def _incidents(logs: Iterable[Part]) -> list[str]:
    """The last errors, the newest at the end."""
    found = [line for part in logs for line in part.text.splitlines() if " incident " in line]
    return sorted(found)[-INCIDENTS:]

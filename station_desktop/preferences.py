"""How this computer's window looks: language, colours and size. Nothing about any person."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

FILE_NAME = "window.json"


class Preferences(msgspec.Struct, frozen=True):
    """What the window remembers between starts."""

    language: Literal["zh_CN", "en"] = "zh_CN"
    colours: Literal["light", "dark"] = "light"
    size: Literal["normal", "large"] = "normal"


def load(folder: Path) -> Preferences:
    """The remembered look; the default one when there is none or it cannot be read."""
    try:
        return msgspec.json.decode((folder / FILE_NAME).read_bytes(), type=Preferences)
    except (OSError, msgspec.DecodeError):
        return Preferences()


def save(folder: Path, preferences: Preferences) -> None:
    """Remember the look; a folder that cannot be written is no reason to fail."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).write_bytes(msgspec.json.encode(preferences))
    except OSError:
        return

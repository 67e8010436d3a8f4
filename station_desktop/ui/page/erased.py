"""How somebody is named of whom everything personal was erased."""

from __future__ import annotations

from station_desktop.domain.person import masks
from station_desktop.ui.words import tr


def named(text: str) -> str:
    """A name as it is shown: words where :data:`masks.ERASED` stands for it."""
    return text.replace(masks.ERASED, tr("erased", "(erased)")) if masks.ERASED in text else text

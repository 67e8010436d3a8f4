"""A line for a workbook's path with a button to look for it."""

from __future__ import annotations

from station_desktop.ui.page.file_box import FileBox as AnyFileBox
from station_desktop.ui.page.file_box import FileKind
from station_desktop.ui.text import Text

_WORKBOOK = FileKind(".xlsx", Text("catalogue", "Choose a workbook"))


class FileBox(AnyFileBox):
    """Path, browse, act. Signals: ``acted(path)`` on Enter or the main button."""

    def __init__(self, name: str, label: Text, act: Text, *, saving: bool) -> None:
        super().__init__(name, label, act, _WORKBOOK, saving=saving)

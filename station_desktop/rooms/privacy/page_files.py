"""Where a report or a copy is saved: one line for each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from station_desktop.domain.problem import Refused
from station_desktop.ui.page.file_box import FileBox, FileKind, level
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text

Save = Callable[[Path, Callable[[], None], Callable[[Refused], None]], None]
"""Saves to a path, then calls the first when it is done or the second when it was refused."""


class FilesPanel(Panel):
    """``kinds`` are key, label and kind of each line; ``base`` is where files are offered, without
    suffix."""

    def __init__(
        self,
        seat: Seat,
        name: str,
        title: Text,
        kinds: Iterable[tuple[str, Text, FileKind]],
        base: Path,
        save: Save,
    ) -> None:
        super().__init__(name, title, None)
        self._seat = seat
        self._save = save
        self.boxes: dict[str, FileBox] = {}
        for key, words, kind in kinds:
            box = FileBox(f"{name}.{key}", words, Text("privacy", "Save"), kind, saving=True)
            box.put(base.with_name(f"{base.name}{kind.suffix}"))
            box.acted.connect(self._acted)
            self.boxes[key] = box
            self.add(box)
        level(list(self.boxes.values()))

    def begin(self) -> None:
        next(iter(self.boxes.values())).path.setFocus()

    def _acted(self, path: Path) -> None:
        self._wait(True)
        self._save(path, self._done, self._refused)

    def _wait(self, waiting: bool) -> None:
        for box in self.boxes.values():
            box.act.setEnabled(not waiting)
        if waiting:
            self.say("")

    def _done(self) -> None:
        self._wait(False)
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self._wait(False)
        self.say(self._seat.sentence(refused))

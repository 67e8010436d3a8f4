"""The desk's three columns, and two where large letters leave no room for three."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from station_desktop.ui.look import theme

_LARGE = 16
"""From this letter height on, the person stands above the visit instead of beside the form."""


def large() -> bool:
    """Whether the large look is worn."""
    return theme.scale().base > _LARGE


class Columns(QWidget):
    """``who`` | ``middle`` | ``right``; the two last ones show one panel at a time."""

    def __init__(self, who: QWidget, middle: Iterable[QWidget], right: Iterable[QWidget]) -> None:
        super().__init__()
        self._who = who
        self.middle = QStackedWidget()
        self.right = QStackedWidget()
        for panel in middle:
            self.middle.addWidget(panel)
        for panel in right:
            self.right.addWidget(panel)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.right, 1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.scale().gap + 2)
        columns.addWidget(self.middle, 1)
        columns.addWidget(self._side)
        worn = theme.worn()
        if worn is not None:
            worn.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Give every column its width in the look now worn."""
        side, columns = self._side.layout(), self.layout()
        assert isinstance(side, QVBoxLayout)
        assert isinstance(columns, QHBoxLayout)
        if large():
            side.insertWidget(0, self._who)
            self._who.setMaximumHeight(230)
            self._who.setMinimumSize(0, 90)
            side.setStretch(0, 2)
            side.setStretch(1, 3)
            self._who.setMaximumWidth(360)
            self._side.setFixedWidth(360)
        else:
            columns.insertWidget(0, self._who)
            self._who.setMaximumHeight(16777215)
            self._who.setMinimumHeight(0)
            self._who.setFixedWidth(216)
            self._side.setFixedWidth(282)

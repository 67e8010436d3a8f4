"""One question on the screen: its label and marks, the input, and what is said beneath it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from station_desktop.domain.catalogue import Field
from station_desktop.ui.form.field_inputs import FieldInput
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.words import tr

RECORD = "record"
EARLIER = "earlier"
PROPOSED = "proposed"


class FieldRow(QWidget):
    """Label, required mark, help and origin above the input; an error or a reading beneath.

    The help stands beside the label where it fits, else inside the empty input, else beneath it.
    """

    def __init__(self, field: Field, made: FieldInput) -> None:
        super().__init__()
        self.field = field
        self.input = made
        self._error = ""
        self._reading = ""
        self._help = ""
        self._origin = ""
        self._label = self._word("label")
        self._label.setBuddy(made.focus_control())
        self._required = self._word("required", "*" if field.required else "")
        self._sensitive = self._word("mark")
        self._beside = self._word("small")
        self._from = self._word("mark")
        self._note = self._word("small")
        self._note.setWordWrap(True)
        self._arrange()

    def _word(self, role: str, text: str = "") -> QLabel:
        label = QLabel(text)
        set_role(label, role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if not text:
            label.hide()  # showing it here, still without a parent, would open a window
        return label

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(6)
        for part in (self._label, self._required, self._sensitive, self._beside):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._from)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self.input)
        box.addWidget(self._note)
        box.addStretch(1)
        self._label.show()
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Ignored, policy.Preferred)

    @property
    def error(self) -> str:
        """What is said to be wrong, or nothing."""
        return self._error

    @property
    def note(self) -> str:
        """What stands beneath the input now."""
        return self._note.text() if self._note.isVisibleTo(self) else ""

    def retranslate(self, language: str) -> None:
        field = self.field
        label = field.label.get(language)
        self._label.setText(label)
        self._help = field.help.get(language)
        self._sensitive.setText(tr("form", "sensitive"))
        self._sensitive.setVisible(field.sensitive)
        self.input.retranslate(language)
        self.set_origin(self._origin)
        self._describe()
        self._place_help()

    def set_origin(self, origin: str) -> None:
        """Where a prefilled answer is from: ``record``, ``earlier``, ``proposed`` by what was said,
        or nothing."""
        self._origin = origin
        words = {
            RECORD: tr("form", "from the record"),
            EARLIER: tr("form", "from an earlier form"),
            PROPOSED: tr("form", "proposed"),
        }
        self._from.setText(words.get(origin, ""))
        self._from.setVisible(origin in words)
        self._place_help()

    def set_error(self, sentence: str) -> None:
        """Say what is wrong beneath the input; nothing takes it away."""
        if sentence != self._error:
            self._error = sentence
            self.input.set_wrong(bool(sentence))
            self._describe()
        self._place_help()

    def set_reading(self, text: str) -> None:
        """Say how the answer was read, as ``1950年1月1日`` for ``19500101``."""
        self._reading = text
        self._place_help()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_help()

    def _describe(self) -> None:
        name = self._label.text()
        if self.field.required:
            name = tr("form", "{label}, required", label=name)
        self.input.describe(name, self._error or self._help)

    def _place_help(self) -> None:
        fits = self._help_fits()
        self._beside.setText(self._help if fits else "")
        self._beside.setVisible(bool(self._help) and fits)
        self._beside.setToolTip(self._help)
        mark = f"⚠ {self._error}" if self._error else ""
        inside = self.input.offer_help("" if fits else self._help, self.width())
        text = mark or self._reading or ("" if fits or inside else self._help)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        restyle(self._note, "role", "error" if self._error else "small")

    def head_width(self) -> int:
        """Pixels for the label and its marks, without the help."""
        shown = [self._label, self._required, self._sensitive, self._from]
        return sum(w.sizeHint().width() + 6 for w in shown if w.text() and w.isVisibleTo(self))

    def _help_fits(self) -> bool:
        wanted = self._beside.fontMetrics().horizontalAdvance(self._help)
        return self.head_width() + wanted + 6 <= self.width()

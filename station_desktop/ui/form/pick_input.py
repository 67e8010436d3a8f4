"""What a long choice is made with: a line that narrows a list by label or pinyin."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QWidget

from station_desktop.domain.catalogue import Field
from station_desktop.ui.form.choice_inputs import Keys, no_keys
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.form.field_inputs import FieldInput
from station_desktop.ui.look import icons
from station_desktop.ui.words import bind, tr


class _Narrowed(QSortFilterProxyModel):
    """The labels that contain what was typed, or whose pinyin begins with it."""

    def __init__(self, keys: Keys, parent: QObject) -> None:
        super().__init__(parent)
        self._keys = keys
        self._typed = ""

    def narrow(self, typed: str) -> None:
        self._typed = typed.casefold().strip()
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        if not self._typed:
            return True
        label = str(self.sourceModel().index(row, 0, parent).data()).casefold()
        if self._typed in label:
            return True
        return any(key.startswith(self._typed) for key in self._keys(label))


class PickInput(FieldInput):
    """Many choices: a line that opens a list and narrows it as one types.

    Enter takes the first of what is left. Text that matches no choice stays as typed, for the
    domain to refuse in words.
    """

    def __init__(self, field: Field, name: str, keys: Keys = no_keys) -> None:
        super().__init__(field)
        self._language = "zh_CN"
        self._value: str | None = None
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self._labels = QStringListModel(self)
        self._shown = _Narrowed(keys, self)
        self._shown.setSourceModel(self._labels)
        self._completer = self._make_completer(name)
        self.line.setCompleter(self._completer)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self._enter)
        entered = EnterKeys(self.line)
        entered.moved_on.connect(self._enter)
        entered.submitted.connect(self._submit)
        self._add_opener(name)
        self.line.installEventFilter(self)
        self.box.addWidget(self.line)
        self.setFocusProxy(self.line)

    def raw(self) -> str | None:
        if self._value is not None:
            return self._value
        return self.line.text().strip() or None

    def set_raw(self, value: object) -> None:
        known = {choice.value: choice.label for choice in self.field.choices}
        self._value = value if isinstance(value, str) and value in known else None
        text = known[self._value].get(self._language) if self._value else value
        self.line.setText("" if text is None else str(text))

    def controls(self) -> list[QWidget]:
        return [self.line]

    def take_focus(self) -> None:
        super().take_focus()
        self.line.selectAll()

    def retranslate(self, language: str) -> None:
        self._language = language
        self._labels.setStringList([c.label.get(language) for c in self.field.choices])
        self.line.setPlaceholderText(tr("form", "type to narrow, \u2193 for the list"))
        if self._value is not None:
            self.set_raw(self._value)

    def open_list(self) -> None:
        """Show every choice."""
        self._shown.narrow("")
        self.line.setFocus()
        self._completer.complete()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4)
            and not self._completer.popup().isVisible()
        ):
            self.open_list()
            return True
        if event.type() == QEvent.Type.FocusOut and not self._completer.popup().isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def _make_completer(self, name: str) -> QCompleter:
        completer = QCompleter(self)
        completer.setModel(self._shown)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        completer.popup().setObjectName(f"{name}.list")
        completer.activated.connect(self._picked)
        return completer

    def _add_opener(self, name: str) -> None:
        opener = QAction(self)
        opener.triggered.connect(self.open_list)
        self.line.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.line.findChildren(QToolButton):
            button.setObjectName(f"{name}.open")
            bind(button.setAccessibleName, "form", "All choices")
            icons.set_icon(button, "fa6s.chevron-down")

    def _on_edited(self, typed: str) -> None:
        self._shown.narrow(typed)
        self._value = self._of_label(typed)
        self.edited.emit()

    def _picked(self, label: str) -> None:
        self._choose(label)

    def _enter(self) -> None:
        self._settle()
        self.moved_on.emit()

    def _submit(self) -> None:
        self._settle()
        self.submitted.emit()

    def _settle(self) -> None:
        """Take what was typed for the first choice left, when it is not one already."""
        typed = self.line.text().strip()
        if self._value is None and typed and self._shown.rowCount():
            self._choose(str(self._shown.index(0, 0).data()))

    def _choose(self, label: str) -> None:
        value = self._of_label(label)
        if value is None:
            return
        changed = value != self._value or self.line.text() != label
        self.set_raw(value)
        if changed:
            self.edited.emit()

    def _of_label(self, text: str) -> str | None:
        text = text.strip()
        for choice in self.field.choices:
            if text and text == choice.label.get(self._language):
                return choice.value
        return None

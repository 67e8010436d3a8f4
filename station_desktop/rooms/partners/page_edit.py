"""Taking an organisation in, or correcting what is known of one: one form, keyboard first."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import shipped
from station_desktop.domain.catalogue import Field, Item
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.problem import Problem, Refused
from station_desktop.rooms.partners import gather, room
from station_desktop.rooms.partners.gather import Asked
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.dispatch import partners
from station_desktop.usecases.work import Work


class EditPage(QWidget):
    """Signals: ``left(id)`` without a change (empty for a new one), ``saved(id)``."""

    left = Signal(str)
    saved = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("partners.edit")
        self._seat = seat
        self._id = ""
        self._asked: Asked | None = None
        self._fields: tuple[Field, ...] = ()
        self._readings = shipped.pinyin_readings()
        self.title = label(role="heading")
        self.form = FormView(
            seat.today, lambda: seat.language.code, self._readings.keys, "partners.edit.form"
        )
        self.form.submitted.connect(self.save)
        self.form.ended.connect(self.save)
        self.form.edited.connect(self._edited)
        self.wrong = label(role="error")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.go = QPushButton()
        self._arrange()
        follow(self, self._say_title)
        on_key(self, "Ctrl+Return", self.save)
        on_key(self, "Esc", self._leave)

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        card = QFrame()
        set_role(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(size.space, size.space - 2, size.space, size.space)
        inside.setSpacing(size.gap)
        inside.addWidget(self.title)
        inside.addWidget(self.form, 1)
        inside.addWidget(self.wrong)
        line = QHBoxLayout()
        set_role(self.go, "primary")
        self.go.setObjectName("partners.edit.go")
        bind(self.go.setText, "partners", "Save  Ctrl+Enter")
        self.go.clicked.connect(self.save)
        back = QPushButton()
        back.setObjectName("partners.edit.leave")
        bind(back.setText, "partners", "Leave as it was  Esc")
        back.clicked.connect(self._leave)
        line.addWidget(self.go)
        line.addWidget(back)
        line.addStretch(1)
        inside.addLayout(line)
        box.addWidget(card)

    # asking

    def begin(self, id: str) -> None:
        """Ask for a new organisation, or for what is known of this one."""
        self._id, self._asked = id, None
        self._say("")
        self._say_title()
        self.form.set_form(())
        self._seat.read(
            lambda work: gather.asked(work, id),
            self._ask,
            self._refused,
            tag="partners.edit",
            owner=self,
        )

    def _ask(self, asked: Asked) -> None:
        self._asked = asked
        self._fields = room.questions(asked.areas, asked.items)
        before = asked.partner
        language = self._seat.language.code
        present = {} if before is None else room.typed_of(before, asked.services, language)
        self.form.set_form(self._fields, present)
        self.form.go_to("name" if before is not None else "kind")
        self._say_title()

    def _say_title(self) -> None:
        known = self._asked.partner if self._asked is not None else None
        if known is not None:
            self.title.setText(tr("partners", "Correct {name}", name=known.name))
        else:
            self.title.setText("" if self._id else tr("partners", "A new partner"))

    def _edited(self, key: str, raw: object) -> None:
        """An item was picked: it joins the services once the list it was picked from is away."""
        if key == room.ADD_ITEM and self._item(raw) is not None:
            QTimer.singleShot(0, self._take_in)

    def _take_in(self) -> None:
        """The picked item becomes one more line, and another can be picked."""
        said = self.form.answers()
        item = self._item(said.pop(room.ADD_ITEM, None))
        if item is None:
            return
        name = item.name.get(self._seat.language.code)
        said["services"] = room.with_service(said.get("services"), name)
        self.form.set_answers(said)
        self.form.go_to(room.ADD_ITEM)

    def _item(self, code: object) -> Item | None:
        offered = self._asked.items if self._asked is not None else ()
        return next((one for one in offered if one.code == code), None)

    # keeping

    def save(self) -> None:
        """Keep what was typed, or say everything that is wrong with it."""
        if self._asked is None or not self.go.isEnabled():
            return
        typed = room.to_keep(self._fields, self.form.answers())
        id = self._id
        self.go.setEnabled(False)

        def act(work: Work) -> Partner:
            return partners.change(work, id, typed) if id else partners.add(work, typed)

        self._seat.write(
            act, self._kept, self._refused, changed=frozenset({"partners"}), owner=self
        )

    def _kept(self, partner: Partner) -> None:
        self.go.setEnabled(True)
        self._seat.saved.emit()
        self.saved.emit(partner.id)

    def _refused(self, refused: Refused) -> None:
        self.go.setEnabled(True)
        asked = {field.key for field in self._fields}
        placed: list[Problem] = [p for p in refused.problems if p.field in asked]
        self.form.show_problems(placed)
        others = [p for p in refused.problems if p.field not in asked]
        self._say(self._seat.sentence(Refused(*others)) if others else "")

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _leave(self) -> None:
        self.left.emit(self._id)

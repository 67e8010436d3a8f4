"""Asking an organisation no longer, with the reason; or asking it again."""

from __future__ import annotations

from station_desktop import phrases
from station_desktop.domain.catalogue import Field, Words
from station_desktop.domain.problem import Refused
from station_desktop.rooms.partners.gather import PartnerFile
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import follow, tr
from station_desktop.usecases.dispatch import partners
from station_desktop.usecases.dispatch.partners import Closing


class ClosePanel(Panel):
    """Says how many tasks are still open before it closes."""

    def __init__(self, seat: Seat, found: PartnerFile) -> None:
        super().__init__(
            "partners.close",
            Text("partners", "Ask it no longer"),
            Text("partners", "Close  Ctrl+Enter"),
        )
        self._seat = seat
        self._id = found.partner.id
        self._open = len(found.history.open)
        self.note = label(role="muted")
        self.note.setWordWrap(True)
        self.add(self.note)
        follow(self, self._say_note)
        self._say_note()
        self.form = FormView(seat.today, lambda: seat.language.code, name="partners.close.form")
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(self.go_on)
        code = "partner.field.reason"
        words = Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))
        self.form.set_form((Field("reason", "text", words, required=True),))
        Fitted(self.form)
        self.add(self.form)

    def _say_note(self) -> None:
        nothing = tr("partners", "It has no open task. It can be opened again at any time.")
        waiting = tr(
            "partners",
            "{n} of its tasks are open. They stay so until it reports or they are taken back.",
            n=self._open,
        )
        self.note.setText(waiting if self._open else nothing)

    def begin(self) -> None:
        self.form.go_to("reason")

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        id, reason = self._id, str(self.form.answers().get("reason") or "")
        self._seat.write(
            lambda work: partners.close(work, id, reason),
            self._done,
            self._refused,
            changed=frozenset({"partners"}),
            owner=self,
        )

    def _done(self, _: Closing) -> None:
        self._seat.saved.emit()
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        self.form.show_problems(p for p in refused.problems if p.field == "reason")
        others = [p for p in refused.problems if p.field != "reason"]
        if others:
            self.say(self._seat.sentence(Refused(*others)))

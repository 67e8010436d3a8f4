"""The proofs that a residents' committee may not issue, and who does."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_desktop.domain.catalogue import RefusedProof
from station_desktop.rooms.catalogue import page_words
from station_desktop.rooms.catalogue.page_rows import listed
from station_desktop.rooms.catalogue.room import Overview
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, label
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

MOST_WORDS = 24


class ProofRow(msgspec.Struct, frozen=True):
    """One proof in its place on the list (清单序号)."""

    number: int
    proof: RefusedProof

    @property
    def key(self) -> str:
        return self.proof.key


class Proofs(QWidget):
    """The list on the left, the chosen one on the right."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._shown: RefusedProof | None = None
        self.lead = label(role="muted")
        self.lead.setWordWrap(True)
        bind(
            self.lead.setText,
            "catalogue",
            "Since 2020 residents' committees do not issue these proofs "
            "(Ministry of Civil Affairs, Minfa [2020] No. 20). Whoever asks for one is told kindly "
            "which document or office proves the same.",
        )
        self._rows = RowsModel(
            seat.runner,
            (
                Column("number", Text("catalogue", "No."), lambda r: str(r.number), 48, "right"),
                Column(
                    "name",
                    Text("catalogue", "Proof"),
                    lambda r: r.proof.name.get(seat.language.code),
                ),
            ),
            self,
        )
        self.table = Table(
            self._rows,
            "catalogue.proofs",
            Text("catalogue", "Refused proofs"),
            Text("catalogue", "This catalogue lists no refused proofs."),
        )
        self.table.chosen.connect(lambda row: self._show(row.proof))
        self.sheet = CardColumn("catalogue.proof")
        self._arrange()
        follow(self, self._retranslate)

    def put(self, overview: Overview) -> None:
        """Show the proofs of another catalogue."""
        rows = tuple(ProofRow(n, proof) for n, proof in enumerate(overview.proofs, start=1))
        self._rows.set_source(listed(rows))
        if rows:
            self._show(rows[0].proof)

    def _arrange(self) -> None:
        space = theme.scale().space
        across = QHBoxLayout()
        across.setSpacing(space)
        across.addWidget(self.table, 4)
        across.addWidget(self.sheet, 6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap + 2)
        box.addWidget(self.lead)
        box.addLayout(across, 1)

    def _show(self, proof: RefusedProof) -> None:
        self._shown = proof
        language = self._seat.language.code
        said = proof.words_en if language == "en" and proof.words_en else proof.words
        card = Card(proof.name.get(language))
        joiner = ", " if language == "en" else "、"
        card.put_facts(
            (
                (tr("catalogue", "Who issues it"), proof.who_issues.get(language)),
                (tr("catalogue", "Asked for as"), joiner.join(said[:MOST_WORDS])),
                (tr("catalogue", "Source"), page_words.source(proof.source)),
            )
        )
        self.sheet.clear()
        self.sheet.add(card)

    def _retranslate(self) -> None:
        if self._shown is not None:
            self._show(self._shown)

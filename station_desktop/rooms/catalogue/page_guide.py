"""An item's guide sheet (指南): everything one has to know to take the request in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from station_desktop.domain.catalogue import Words
from station_desktop.rooms.catalogue import page_words
from station_desktop.rooms.catalogue.room import Asked, Guide
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.words import bind, follow, tr

MOST_WORDS = 24


class GuideSheet(CardColumn):
    """Shows one :class:`Guide`, in the window's language."""

    def __init__(self) -> None:
        super().__init__("catalogue.guide")
        bind(self.setAccessibleName, "catalogue", "Guide")
        self._guide: Guide | None = None
        self._notice = Words("", "")
        self._language = "en"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty()

    @property
    def guide(self) -> Guide | None:
        """What is shown."""
        return self._guide

    def put(self, guide: Guide | None, notice: Words, language: str) -> None:
        """Show another item; ``notice`` is the catalogue's own reservation."""
        top = guide is None or self._guide is None or guide.item.code != self._guide.item.code
        self._guide, self._notice, self._language = guide, notice, language
        self.clear()
        if guide is None:
            self._empty()
            return
        self.add(self._head(guide))
        self.add(self._facts(guide))
        self.add(self._documents(guide))
        self.add(self._form(guide))
        self.add(self._words(guide))
        if top:
            self.verticalScrollBar().setValue(0)

    def text(self) -> str:
        """Everything on the sheet, as read from top to bottom."""
        return "\n".join(found.text() for found in self.findChildren(QLabel) if found.text())

    def _empty(self) -> None:
        card = Card()
        hint = _wrapped(tr("catalogue", "Choose an item on the left to see its guide."), "muted")
        follow(
            hint,
            lambda: hint.setText(tr("catalogue", "Choose an item on the left to see its guide.")),
        )
        card.body.addWidget(hint)
        self.add(card)

    def _head(self, guide: Guide) -> Card:
        item, language = guide.item, self._language
        card = Card()
        card.body.addWidget(_wrapped(item.name.get(language), "heading"))
        line = QHBoxLayout()
        line.setSpacing(theme.scale().gap)
        tone = page_words.MODE_TONES[item.mode]
        line.addWidget(Chip(tone, page_words.mode(item.mode)))
        if guide.standing:
            line.addWidget(Chip("warn", page_words.standing(guide.standing)))
        code = _wrapped(
            page_words.joined(
                item.code, page_words.category(item.category), item.group.get(language)
            ),
            "muted",
        )
        line.addWidget(code, 1)
        card.body.addLayout(line)
        return card

    def _facts(self, guide: Guide) -> Card:
        item, language = guide.item, self._language
        facts = [
            (tr("catalogue", "Who may apply"), item.eligibility.get(language)),
            (tr("catalogue", "Promised"), page_words.limit(item.promised, language)),
            (tr("catalogue", "Legal limit"), page_words.limit(item.legal, language)),
            (tr("catalogue", "Department"), item.department.get(language)),
            (tr("catalogue", "Result"), item.result.text.get(language)),
            (tr("catalogue", "Paper handed over"), item.result.paper.get(language)),
            (tr("catalogue", "What comes next"), item.result.next_step.get(language)),
            (tr("catalogue", "Process"), page_words.process(item.process)),
            (tr("catalogue", "Offered"), page_words.validity(item, language)),
            (tr("catalogue", "Official code"), item.superior_code),
        ]
        card = Card()
        card.put_facts([(name, value) for name, value in facts if value])
        return card

    def _documents(self, guide: Guide) -> Card:
        count = len(guide.asked)
        card = _titled(tr("catalogue", "Documents ({n})", n=count))
        if not count:
            card.body.addWidget(_wrapped(tr("catalogue", "None is asked for."), "muted"))
        for number, asked in enumerate(guide.asked, start=1):
            card.body.addWidget(self._document(number, asked))
        return card

    def _document(self, number: int, asked: Asked) -> QWidget:
        language = self._language
        name = page_words.joined(asked.material.name.get(language), page_words.wanted(asked))
        made, grid = self._numbered(number, name)
        if page_words.never_later(asked):
            chip = Chip("warn", tr("catalogue", "may not follow later"))
            grid.addWidget(chip, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_wrapped(page_words.about(asked, language), "small"), 1, 1, 1, 2)
        return made

    def _numbered(self, number: int, name: str) -> tuple[QWidget, QGridLayout]:
        """A line of a numbered list, with room for a mark behind it and words beneath."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.scale().gap)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(f"{number}.", "muted"), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_wrapped(name, "label"), 0, 1)
        return made, grid

    def _form(self, guide: Guide) -> Card:
        fields = guide.item.fields
        card = _titled(tr("catalogue", "Form ({n} {n:question|questions})", n=len(fields)))
        if not fields:
            card.body.addWidget(_wrapped(tr("catalogue", "No questions of its own."), "muted"))
        for number, found in enumerate(fields, start=1):
            made, grid = self._numbered(number, found.label.get(self._language))
            about = _wrapped(page_words.field(found, self._language), "small")
            grid.addWidget(about, 1, 1, 1, 2)
            card.body.addWidget(made)
        return card

    def _words(self, guide: Guide) -> Card:
        item = guide.item
        card = _titled(tr("catalogue", "How residents ask for it, and where this is from"))
        said = item.words_en if self._language == "en" and item.words_en else item.words
        joiner = ", " if self._language == "en" else "、"
        shown = joiner.join(said[:MOST_WORDS])
        if len(said) > MOST_WORDS:
            shown = tr("catalogue", "{words} and {n} more", words=shown, n=len(said) - MOST_WORDS)
        card.put_facts(
            (
                (tr("catalogue", "Everyday words"), shown or tr("catalogue", "not stated")),
                (tr("catalogue", "Source"), page_words.source(item.source)),
                (tr("catalogue", "Catalogue"), guide.version),
                (tr("catalogue", "Please note"), self._notice.get(self._language)),
            )
        )
        return card


def _titled(title: str) -> Card:
    """A card whose title takes more lines rather than more width."""
    card = Card(title)
    card.title.setWordWrap(True)
    return card


def _wrapped(text: str, role: str = "") -> QLabel:
    made = label(text, role)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made

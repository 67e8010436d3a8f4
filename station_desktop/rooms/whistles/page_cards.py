"""The body of a whistle: one department's part, what was done with the whistle, and its end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from station_desktop import phrases
from station_desktop.domain.whistle.whistles import Called
from station_desktop.rooms.whistles import page_words, room
from station_desktop.rooms.whistles.gather import WhistleFile
from station_desktop.rooms.whistles.room import Lane
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.words import tr
from station_desktop.usecases.whistle import whistle_words


def department(lane: Lane, language: str) -> Card:
    """Everything about one department's part."""
    one = lane.called
    card = Card(room.department(one.department, language))
    called = tr("whistles", "{at}, to be there by {due}").format(
        at=page_words.time(one.called_at), due=page_words.time(one.due_at)
    )
    signed = page_words.joined(
        page_words.time(one.checked_in_at) if one.checked_in_at else "", one.place, one.who
    )
    facts = [
        (tr("whistles", "Called"), page_words.joined(called, one.contact)),
        (tr("whistles", "Stands"), whistle_words.how(lane.standing, language)),
        (tr("whistles", "Checked in"), signed),
        *_did(one),
        (tr("whistles", "Our grade"), _grade(one.grade, one.grade_note, language)),
        (tr("whistles", "Its grade"), _grade(one.grade_back, one.grade_back_note, language)),
    ]
    card.put_facts([fact for fact in facts if fact[1]])
    return card


def _did(one: Called) -> list[tuple[str, str]]:
    lines = [f"{page_words.time(act.at)}  {act.text}" for act in one.acts]
    facts = [(tr("whistles", "Did"), "\n".join(lines))]
    if one.reported_at:
        said = f"{page_words.time(one.reported_at)}  {one.report}"
        facts.append((tr("whistles", "Reported"), said))
    return facts


def _grade(grade: int, note: str, language: str) -> str:
    if not grade:
        return ""
    words = phrases.say(f"whistle.grade.{grade}", language)
    return page_words.joined(f"{grade} {words}", note)


def ended(found: WhistleFile, language: str) -> Card | None:
    """What came of the whistle, once it is over."""
    whistle = found.whistle
    if whistle.open:
        return None
    card = Card(tr("whistles", "What came of it"))
    facts = [
        (tr("whistles", "Over since"), page_words.moment(whistle.closed_at, language)),
        (tr("whistles", "Result"), whistle.result),
        (tr("whistles", "The hall said"), whistle.reason),
        (tr("whistles", "Without"), room.departments(whistle.overrode, language)),
        (tr("whistles", "Because"), whistle.override),
    ]
    card.put_facts([fact for fact in facts if fact[1]])
    return card


def history(found: WhistleFile, language: str) -> Card:
    card = Card(tr("whistles", "History"))
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(theme.scale().space)
    grid.setVerticalSpacing(theme.scale().gap)
    for number, line in enumerate(found.history):
        when = label(page_words.moment(line.at, language), "muted")
        who = tr("whistles", "Hall") if line.by_hall else line.author
        said = label(f"{who}  {line.sentence}" if who else line.sentence)
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(when, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, number, 1)
    card.body.addLayout(grid)
    return card

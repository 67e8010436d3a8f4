"""The closed loop's cards of a case: who has it, whom it was given to, its whistles, its rating."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from station_desktop import phrases
from station_desktop.domain.case.dispatches import Task
from station_desktop.domain.text import dates
from station_desktop.rooms.queue import page_words
from station_desktop.rooms.queue.dossier import Dossier
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.words import tr

TASK_TONES = {
    "sent": "warn",
    "accepted": "info",
    "refused": "bad",
    "done": "ok",
    "recalled": "info",
}


def cards(found: Dossier, language: str) -> Iterator[Card]:
    """Those that have something to say."""
    yield _handling(found, language)
    if found.case.tasks:
        yield _tasks(found, language)
    if found.loop.whistles:
        yield _whistles(found, language)
    if found.loop.rating.rated or found.loop.rating.call_back_due:
        yield _rating(found, language)


def _handling(found: Dossier, language: str) -> Card:
    """Whose it is, in which lane, what was said while it was slow, and what is still open."""
    case, loop = found.case, found.loop
    say = phrases.say
    verified = case.verified[-1] if case.verified else None
    facts = [
        (tr("queue", "Owner"), loop.owner),
        (tr("queue", "Lane"), say(f"lane.{case.lane}", language) if case.lane else ""),
        (tr("queue", "Came about"), say(f"origin.{case.origin}", language)),
        (tr("queue", "Need"), say(f"need.{case.need}", language) if case.need else ""),
        (tr("queue", "Area"), loop.area),
        (tr("queue", "Where"), case.place),
        (tr("queue", "Gone to look"), verified.note if verified is not None else ""),
        (tr("queue", "Urged"), _times(len(case.urged))),
        (tr("queue", "Put off"), _times(len(case.postponed))),
    ]
    card = Card(tr("queue", "Handling"))
    card.put_facts([fact for fact in facts if fact[1]])
    if case.open and loop.open_points:
        card.body.addWidget(label(tr("queue", "Before it can be closed"), "label"))
        for point in loop.open_points:
            said = label(f"· {phrases.say_all((point,), language)}", "muted")
            said.setWordWrap(True)
            card.body.addWidget(said)
    return card


def _times(count: int) -> str:
    return tr("queue", "{n} {n:time|times}", n=count) if count else ""


def _tasks(found: Dossier, language: str) -> Card:
    card = Card(tr("queue", "Given to"))
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(theme.scale().space)
    grid.setVerticalSpacing(theme.scale().gap)
    top = Qt.AlignmentFlag.AlignTop
    for number, task in enumerate(found.case.tasks):
        said = phrases.say(f"loop.task.state.{task.state}", language)
        chip = Chip(TASK_TONES[task.state], said)
        chip.setObjectName(f"queue.case.task.{number}")
        grid.addWidget(chip, number, 0, top | Qt.AlignmentFlag.AlignLeft)
        words = label(_task_words(task, language))
        words.setWordWrap(True)
        grid.addWidget(words, number, 1)
    card.body.addLayout(grid)
    return card


def _task_words(task: Task, language: str) -> str:
    parts = [task.organisation, task.report or task.reason]
    if task.open and task.due:
        parts.append(tr("queue", "by {day}", day=dates.show_written(task.due, language)))
    if task.price:
        parts.append(tr("queue", "{n} yuan", n=task.price))
    if task.grade:
        parts.append(phrases.say(f"loop.grade.{task.grade}", language))
    return page_words.joined(*parts)


def _whistles(found: Dossier, language: str) -> Card:
    card = Card(tr("queue", "Whistles"))
    facts = []
    for whistle in found.loop.whistles:
        there = sum(bool(one.checked_in_at) for one in whistle.departments)
        said = tr(
            "queue",
            "{number}: blown {at}, {there} of {n} {n:department|departments} there",
            number=whistle.number,
            at=page_words.full_moment(whistle.blown_at, language),
            there=there,
            n=len(whistle.departments),
        )
        facts.append((phrases.say(f"whistle.state.{whistle.state}", language), said))
    card.put_facts(facts)
    return card


def _rating(found: Dossier, language: str) -> Card:
    rating = found.loop.rating
    level = phrases.say(f"rating.level.{rating.level}", language) if rating.level else ""
    facts = [
        (tr("queue", "Resident's rating"), level or phrases.say("rating.rated", language)),
        (tr("queue", "In the resident's words"), rating.words),
        (tr("queue", "Call back by"), dates.show_written(rating.call_back_due, language)),
        (tr("queue", "What came of the call"), rating.outcome),
    ]
    card = Card(tr("queue", "Rating"))
    card.put_facts([fact for fact in facts if fact[1]])
    return card

"""What is on file of a person: documents, visits, and who entered, changed and looked."""

from __future__ import annotations

from collections.abc import Iterator

from station_desktop.rooms.residents import page_words
from station_desktop.rooms.residents.gather import Paper, PersonFile
from station_desktop.ui.look.cards import Card
from station_desktop.ui.words import tr


def cards(found: PersonFile, language: str) -> Iterator[Card]:
    """One card each, where there is anything to say."""
    for title, facts in (
        (tr("residents", "Documents on file"), _papers(found)),
        (tr("residents", "Visits"), _visits(found, language)),
        (tr("residents", "Who entered, changed and looked"), _access(found, language)),
    ):
        if facts:
            card = Card(title)
            card.put_facts(facts)
            yield card


def _papers(found: PersonFile) -> list[tuple[str, str]]:
    return [
        (
            paper.name,
            page_words.joined(
                tr("residents", "original seen {day}", day=paper.seen_on)
                if paper.original
                else tr("residents", "copy seen {day}", day=paper.seen_on),
                _until(paper),
            ),
        )
        for paper in found.papers
    ]


def _visits(found: PersonFile, language: str) -> list[tuple[str, str]]:
    return [
        (
            page_words.moment(visit.at, language),
            page_words.joined(
                tr("residents", "items: {n}", n=len(visit.cases)),
                page_words.channel(visit.channel),
                name,
                tr("residents", "by {agent}", agent=visit.agent) if visit.agent else "",
            ),
        )
        for visit, name in found.visits
    ]


def _access(found: PersonFile, language: str) -> list[tuple[str, str]]:
    return [
        (page_words.moment(line.at, language), f"{line.author}  {line.sentence}".strip())
        for line in found.access
    ]


def _until(paper: Paper) -> str:
    if not paper.until:
        return tr("residents", "for that visit only")
    if paper.serves:
        return tr("residents", "serves until {day}", day=paper.until)
    return tr("residents", "served until {day}", day=paper.until)

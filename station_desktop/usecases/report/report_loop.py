"""The part of a report beside the cases' own flow: organisations, whistles, watching, ratings,
rounds and individual cases."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from station_desktop.domain.case.demands import moment
from station_desktop.domain.case.handling import RUNGS
from station_desktop.domain.case.ratings import LEVELS
from station_desktop.domain.catalogue import Words
from station_desktop.domain.report.figures import Levels
from station_desktop.domain.report.reports import Behind, Figure, Line, Section
from station_desktop.domain.time.periods import Period
from station_desktop.domain.whistle import whistles
from station_desktop.storage.reads import reads_figures, reads_figures_loop
from station_desktop.storage.reads.reads_figures_loop import TaskCount
from station_desktop.usecases.work import Work

TASK_COLUMNS = ("sent", "taken", "done", "refused", "recalled", "late")
_TAKEN = "accepted|done"
_NUMBER = ("count",)


def partners(work: Work, period: Period) -> Section:
    """What was handed to organisations, one line each, the most first."""
    now = moment(work.store.time.now())
    found = reads_figures_loop.tasks(work.store.connection, period.begins, period.ends, now)
    names = reads_figures.names(work.store.connection, "partners")
    by: dict[tuple[str, str], list[TaskCount]] = {}
    for one in found:
        by.setdefault((one.partner, "" if one.partner else one.organisation), []).append(one)
    lines = []
    for (partner, organisation), counts in by.items():
        column = ("partner", partner) if partner else ("organisation", organisation)
        base = Behind("tasks", period.begins, period.ends, (column,))
        if not partner:
            base = base.having("partner", "")
        name = names.get(partner, counts[-1].organisation) if partner else organisation
        key = partner or organisation
        lines.append(Line(key, _task_figures(counts, base), words=Words(name, name)))
    lines.sort(key=lambda line: (-(line.figures[0].value or 0), line.key))
    return Section("partners", TASK_COLUMNS, tuple(lines))


def _task_figures(counts: list[TaskCount], base: Behind) -> tuple[Figure, ...]:
    asked = {
        "sent": ("", ""),
        "taken": ("task", _TAKEN),
        "done": ("task", "done"),
        "refused": ("task", "refused"),
        "recalled": ("task", "recalled"),
        "late": ("late", "1"),
    }

    def number(column: str) -> int:
        name, value = asked[column]
        return sum(
            one.count
            for one in counts
            if not name or (one.late if name == "late" else one.state in value.split("|"))
        )

    return tuple(
        Figure(number(column), base.having(*asked[column]) if asked[column][0] else base)
        for column in TASK_COLUMNS
    )


def whistle_section(work: Work, period: Period) -> Section:
    """Whistles by kind: how many, how the departments came, what is still open."""
    blown = reads_figures_loop.whistles(work.store.connection, period.begins, period.ends)
    lines = []
    for kind in whistles.KINDS:
        mine = [one for one in blown if one.kind == kind]
        told = whistles.punctuality(mine)
        base = Behind("whistles", period.begins, period.ends, (("kind", kind),))
        late = base.having("late", "1")
        figures = (
            Figure(len(mine), base),
            Figure(sum(len(one.departments) for one in mine), base),
            Figure(told.in_time, base),
            Figure(told.late, late),
            Figure(told.never, late),
            Figure(sum(one.open for one in mine), base.having("state", "blown")),
        )
        lines.append(Line(kind, figures, f"report.whistle.{kind}"))
    columns = ("blown", "called", "came_in_time", "came_late", "came_never", "still_open")
    return Section("whistles", columns, tuple(lines))


def watching(work: Work, period: Period, *, readable: bool) -> Section:
    """Reminders, new promises, reopenings, samples, calls and call-backs."""
    connection = work.store.connection

    @cache
    def counted(kind: str) -> tuple[tuple[int, str, int], ...]:
        return reads_figures.happened(connection, kind, period.begins, period.ends)

    def line(key: str, kind: str, value: int | None = None, word: str = "") -> Line:
        behind = Behind("happened", period.begins, period.ends, (("kind", kind),))
        if value is not None:
            behind = behind.having("value", str(value))
        if word:
            behind = behind.having("word", word)
        number = sum(
            count
            for found, said, count in counted(kind)
            if value in (None, found) and word in ("", said)
        )
        return Line(key, (Figure(number, behind),), f"report.watching.{key}")

    lines = [line(f"urged.{rung}", "urged", word=rung) for rung in RUNGS]
    lines += [
        line("postponed", "postponed"),
        line("reopened", "reopened"),
        line("sampled.good", "sampled", word="good"),
        line("sampled.faulty", "sampled", word="faulty"),
        line("reached", "followed_up", word="reached"),
        line("not_reached", "followed_up", word="not_reached"),
    ]
    if readable:
        lines += [
            line("call_back", "call_back"),
            line("called_back", "called_back"),
            line("called_back.late", "called_back", value=0),
        ]
    return Section("watching", _NUMBER, tuple(lines))


def rating_section(period: Period, levels: Levels, *, readable: bool) -> Section:
    """The five levels, and apart from them how many did not rate."""
    rated = Behind("happened", period.begins, period.ends, (("kind", "rated"),))
    lines = [
        Line(
            str(level),
            (
                Figure(levels.of(level), rated.having("value", str(level)) if readable else None),
                Figure(levels.of(level), kind="rate", of=levels.rated),
            ),
            f"rating.level.{level}",
        )
        for level in LEVELS
    ]
    missing = Figure(levels.not_rated, Behind("unrated", period.begins, period.ends))
    lines.append(Line("not_rated", (missing, Figure(None)), "report.not_rated"))
    return Section("ratings", ("count", "share"), tuple(lines))


def outreach(work: Work, period: Period, found_first: Figure) -> Section:
    """Rounds and individual cases."""
    connection = work.store.connection
    begins, ends = period.begins, period.ends
    made, met, findings = reads_figures_loop.homevisits(connection, begins, ends)
    visits = Behind("homevisits", begins, ends)
    begun, closed, still = reads_figures_loop.individuals(connection, begins, ends)
    six = {
        key: Behind("individuals", begins, ends, (("individual", key),))
        for key in ("begun", "closed", "open")
    }
    return Section(
        "outreach",
        _NUMBER,
        tuple(
            _counted(
                (
                    ("homevisits", Figure(made, visits)),
                    ("met", Figure(met, visits.having("met", "met"))),
                    ("findings", Figure(findings, visits.having("findings", "1"))),
                    ("found", found_first),
                    ("individual.begun", Figure(begun, six["begun"])),
                    ("individual.closed", Figure(closed, six["closed"])),
                    ("individual.open", Figure(still, six["open"])),
                )
            )
        ),
    )


def _counted(pairs: Iterable[tuple[str, Figure]]) -> Iterable[Line]:
    return (Line(key, (figure,), f"report.outreach.{key}") for key, figure in pairs)

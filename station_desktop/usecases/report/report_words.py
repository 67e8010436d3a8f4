"""A report put into words, once for every way of showing it."""

from __future__ import annotations

from station_desktop import phrases
from station_desktop.domain.report.figures import NOTHING
from station_desktop.domain.report.reports import Figure, Headline, Line, Report, Section
from station_desktop.domain.report.told_reports import Language, Number, Row, Table, Told
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.domain.time.periods import Period

_NOTED = frozenset({"partners", "whistles", "ratings", "owner"})


def told(report: Report, language: Language, *, demo: bool = False) -> Told:
    """The report as it is written in ``language``."""

    def say(code: str, **params: object) -> str:
        return phrases.say(f"report.{code}", language, **params)

    made = clock.from_milliseconds(report.made_at)
    weights = report.weights
    rules = ["rule.response", "rule.call_back", "rule.late", "rule.rounding"]
    return Told(
        language=language,
        title=say(f"title.{report.period.span}"),
        period=period_name(report.period, language),
        file=say(f"file.{report.period.span}", period=report.period.name),
        station=report.station,
        made=say("made", day=dates.show_day(made.date(), language), time=f"{made:%H:%M}"),
        headlines=tuple(_number(one, report.decimals, language) for one in report.headlines),
        rates=tuple(_number(one, report.decimals, language) for one in report.rates),
        score=report.score.shown(report.decimals),
        tables=tuple(
            _table(section, report.decimals, language)
            for section in report.sections
            if section.lines
        ),
        points=tuple(
            (
                _part(point.part, report.period, language),
                point.received.value or 0,
                point.ended.value or 0,
            )
            for point in report.points
        ),
        legend=(say("column.received"), say("column.ended")),
        rules=(
            *(say(rule) for rule in rules),
            say(
                "rule.score" if weights.whole else "rule.score.not_whole",
                response=weights.response,
                solution=weights.solution,
                satisfaction=weights.satisfaction,
            ),
            *((say("rule.held_back"),) if report.held_back else ()),
        ),
        sections={
            key: say(f"section.{key}") for key in ("headlines", "rates", "points", "rules", "score")
        },
        before=say(f"before.{report.period.span}"),
        signature=say("signature"),
        page_of=phrases.say("paper.page_of", language, page="{page}", pages="{pages}"),
        demo=phrases.say("paper.demo", language) if demo else "",
    )


def period_name(period: Period, language: str) -> str:
    """``2026年11月23日至29日`` as the reader writes it."""
    if period.span == "week":
        year, week, _ = period.first.isocalendar()
        return phrases.say(
            "report.period.week",
            language,
            year=year,
            week=week,
            first=dates.show_day(period.first, language),
            last=dates.show_day(period.last, language),
        )
    month = phrases.say(f"report.month.{period.first.month}", language)
    code = f"report.period.{period.span}"
    return phrases.say(code, language, year=period.first.year, month=month)


def name_of(line: Line, language: str) -> str:
    """What a line is called."""
    if line.words is not None:
        return line.words.get(language)
    return phrases.say(line.code, language)


def column_name(column: str, language: str) -> str:
    return phrases.say(f"report.column.{column}", language)


def section_name(section: str, language: str) -> str:
    return phrases.say(f"report.section.{section}", language)


def change(figure: Figure, before: Figure, decimals: int) -> str:
    """The difference to the period before, written with its sign: ``+3``, ``−1.5``; percentage
    points of rates. Empty where either is not known."""
    now, then = figure.number, before.number
    if now is None or then is None:
        return ""
    scale = 100 if figure.kind == "rate" else 1
    places = 0 if figure.kind == "count" else decimals
    difference = round((now - then) * scale, places)
    if not difference:
        return "±0"
    sign = "+" if difference > 0 else "−"
    return f"{sign}{abs(difference):.{places}f}"


def _number(one: Headline, decimals: int, language: str) -> Number:
    return Number(
        key=one.key,
        name=phrases.say(f"report.headline.{one.key}", language),
        figure=one.figure,
        shown=one.figure.shown(decimals),
        before=one.before.shown(decimals),
        change=change(one.figure, one.before, decimals),
    )


def _table(section: Section, decimals: int, language: str) -> Table:
    return Table(
        key=section.key,
        title=section_name(section.key, language),
        first=phrases.say(f"report.first.{section.key}", language),
        heads=tuple(column_name(column, language) for column in section.columns),
        rows=tuple(
            Row(
                name_of(line, language),
                line.figures,
                tuple(
                    NOTHING if figure.value is None else figure.shown(decimals)
                    for figure in line.figures
                ),
            )
            for line in section.lines
        ),
        note=phrases.say(f"report.note.{section.key}", language) if section.key in _NOTED else "",
    )


def _part(part: Period, whole: Period, language: str) -> str:
    if whole.span == "year":
        return phrases.say(f"report.month.{part.first.month}", language)
    if whole.span == "week":
        return phrases.say(f"report.weekday.{part.first.isoweekday()}", language)
    return str(part.first.day)

"""The file by which IT staff import a year's holiday notice: ``date,kind,name``, one day a line.

``kind`` is ``off`` (放假) or ``work`` (上班). A year must be whole: every notice has had 1 January,
1 May and 1 October off, and a year lacking one of them is a fragment that would make every limit
of that year wrong.
"""

from __future__ import annotations

import csv
import io
from datetime import date

from station_desktop.domain.problem import Problem
from station_desktop.domain.text.dates import parse_day, real_day
from station_desktop.domain.text.folding import plain
from station_desktop.domain.time.year_calendar import MONDAY_TO_FRIDAY, Calendar, runs_of

MOST_LINES = 2000
_KINDS = {"off": "off", "放假": "off", "休": "off", "work": "work", "上班": "work", "班": "work"}
_HEADS = frozenset({"date", "日期"})
_FIXED_DAYS_OFF = ((1, 1), (5, 1), (10, 1))
_ENGLISH = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明": "Tomb-sweeping Day",
    "劳动节": "Labour Day",
    "端午": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival",
    "国庆节": "National Day",
}
_UNNAMED = ("节假日", "a public holiday")
_Row = tuple[date, str, str]


def parse_year_file(data: bytes) -> tuple[Calendar | None, tuple[Problem, ...]]:
    """The calendar in the file, or ``None`` with every problem found, each with its line number.

    Reads UTF-8 (with or without mark) and the GB 18030 that Excel saves; a heading line is
    allowed, blank lines are skipped, dates may be written in any of the usual ways.
    """
    text = _decode(data)
    if text is None:
        return None, (Problem("calendar.unreadable"),)
    rows: dict[date, _Row] = {}
    problems: list[Problem] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), strict=True), start=1):
            if number > MOST_LINES:
                problems.append(Problem("calendar.too_long", params={"limit": MOST_LINES}))
                break
            problem = _take(cells, number, rows)
            if problem is not None:
                problems.append(problem)
    except csv.Error:
        return None, (Problem("calendar.unreadable"),)
    problems += _whole_years(rows, bool(problems))
    return (None, tuple(problems)) if problems else (_calendar(rows), ())


def _decode(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _take(cells: list[str], number: int, rows: dict[date, _Row]) -> Problem | None:
    """Add one line to ``rows``, or say what is wrong with it."""
    texts = [plain(cell) for cell in cells]
    if not any(texts) or (number == 1 and texts[0].lower() in _HEADS):
        return None
    written = parse_day(texts[0])
    day = real_day(*written) if written else None
    if day is None:
        return _at(number, "calendar.date", "date")
    kind = _KINDS.get(texts[1].lower()) if len(texts) > 1 else None
    if kind is None:
        return _at(number, "calendar.kind", "kind")
    if kind == "work" and day.weekday() in MONDAY_TO_FRIDAY:
        return _at(number, "calendar.work_on_weekday", "kind")
    if day in rows:
        return _at(number, "calendar.repeated", "date")
    rows[day] = (day, kind, texts[2][:50] if len(texts) > 2 else "")
    return None


def _at(number: int, code: str, column: str) -> Problem:
    return Problem(code, column, {"line": number})


def _whole_years(rows: dict[date, _Row], already: bool) -> list[Problem]:
    """What the years in the file lack; a year is not blamed for lines that could not be read."""
    if already:
        return []
    if not rows:
        return [Problem("calendar.empty")]
    return [
        Problem("calendar.year_incomplete", params={"year": year, "month": month, "day": day})
        for year in sorted(_years(rows))
        for month, day in _FIXED_DAYS_OFF
        if rows.get(date(year, month, day), (None, ""))[1] != "off"
    ]


def _years(rows: dict[date, _Row]) -> frozenset[int]:
    """The years announced; a notice may also move days of the December before."""
    told = {day.year for day in rows}
    return frozenset(
        year
        for year in told
        if year + 1 not in told or any(day.year == year and day.month < 12 for day in rows)
    )


def _calendar(rows: dict[date, _Row]) -> Calendar:
    return Calendar(
        years=_years(rows),
        holidays=runs_of(
            (day, *_names(name)) for day, kind, name in rows.values() if kind == "off"
        ),
        work=frozenset(day for day, kind, _ in rows.values() if kind == "work"),
    )


def _names(name: str) -> tuple[str, str]:
    """A holiday's name in both languages; the usual short forms are known."""
    if not name:
        return _UNNAMED
    return name, _ENGLISH.get(name) or _ENGLISH.get(name.removesuffix("节")) or name

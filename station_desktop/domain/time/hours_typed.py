"""Opening hours as people type them, read into a week of spans; see ``domain.time.hours``."""

from __future__ import annotations

import re

from station_desktop.domain.problem import Problem
from station_desktop.domain.text.folding import plain

LONGEST = 500
"""Characters of a typed text."""
LONGEST_SHOWN = 24
LONGEST_NIGHT = 16 * 60
"""Minutes of a span past midnight; a longer one whose end is written with one digit (9:00-5:00)
rather means 17:00."""
DAY = 1440
"""Minutes of a day."""

Span = tuple[int, int]
"""From the first minute to the one after the last, both counted from the day's midnight."""
Week = tuple[tuple[Span, ...], ...]
"""The spans of Monday to Sunday."""

CLOSED: tuple[Span, ...] = ()
_DIGIT = {**dict(zip("一二三四五六日", "1234567", strict=True)), "天": "7", "七": "7"}
_ENGLISH = {
    name: str(number)
    for number, names in enumerate(
        (
            "monday mon mo",
            "tuesday tues tue tu",
            "wednesday wed we",
            "thursday thurs thur thu th",
            "friday fri fr",
            "saturday sat sa",
            "sunday sun su",
        ),
        start=1,
    )
    for name in names.split()
}
_WORDS: tuple[tuple[str, str], ...] = (
    (r"24\s*(?:小时|hours?|hrs?|h\b)|全天候?|昼夜|around the clock|all day", " 00:00-24:00 "),
    (r"每天|每日|天天|全周|every\s*day|daily", " 1-7 "),
    (r"工作日|weekdays?|workdays?", " 1-5 "),
    (r"双休日|周末|weekends?", " 6-7 "),
    (r"休息|不营业|不开门|closed", " x "),
    (r"(?<!\d)(\d{1,2})[.。](\d{2})(?![\d.。])", r"\1:\2"),
    (r"每?(?:星期|礼拜|周)", " "),
    (r"(\d{1,2})\s*[点时]钟?\s*(\d{1,2})分?", r"\1:\2"),
    (r"(\d{1,2})\s*[点时]\s*半", r"\1:30"),
    (r"(\d{1,2})\s*[点时]\s*[一1]刻", r"\1:15"),
    (r"(\d{1,2})\s*[点时][钟整]?", r"\1:00"),
    (r"\b([ap])\.m\b\.?|(?<=\d)\s*([ap])\.?m\b\.?", r" \1\2m "),
    (r"(?<![\d:])(\d{1,2})(?= [ap]m )", r"\1:00"),
    (r"[至到~〜～]|\bto\b|\btill\b|\buntil\b", "-"),
    (r"[、及和/]|\band\b", ","),
    (r"(?<!\d)([01]\d|2[0-4])([0-5]\d)\s*-\s*([01]\d|2[0-4])([0-5]\d)(?!\d)", r"\1:\2-\3:\4"),
)
_REPLACED = tuple((re.compile(pattern), with_) for pattern, with_ in _WORDS)
_NAMES = re.compile(r"[a-z]+")
_HALF_TIME = re.compile(r"(?<![\d:-])(\d{1,2})-(?=\d{1,2}:\d{2})")
_HOUR_WORDS = re.compile(
    r"(?<![周期拜])([一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?=\s*[点时])"
)
_NUMERALS = {**dict(zip("一二三四五六七八九", range(1, 10), strict=True)), "两": 2}
_BARE_HOURS = re.compile(r"(?<![\d:,-])(\d{1,2})-(\d{1,2})(?![\d:,-])")
_PART = r"(?:(凌晨|清晨|早上?|上午|中午|午后|下午|傍晚|晚上?|夜里)\s*:?\s*)?"
_SPOKEN = re.compile(
    rf"{_PART}(\d{{1,2}}):(\d{{2}})( [ap]m)?\s*-\s*{_PART}(\d{{1,2}}):(\d{{2}})( [ap]m)?"
)
_LATE = frozenset(("午后", "下午", "傍晚", "晚", "晚上", "夜里", "pm"))
_FIRST_UNSAID = 6
"""From this hour on one that nobody called late is of the morning: 8点到晚上9点."""
_TOKEN = re.compile(
    r"(?P<span>\d{1,2}:\d{2}-\d{1,2}:\d{2})"
    r"|(?P<days>[1-7](?:-[1-7])?(?:,[1-7](?:-[1-7])?)*)(?![\d:,-])"
    r"|(?P<closed>x)"
    r"|(?P<gap>[\s;,。:()]+)"
)


def parse(typed: str) -> Week | Problem:
    """The week as typed, or what is wrong with it; never raises. An empty text is a week without
    hours."""
    if len(typed) > LONGEST:
        return _wrong("hours.too_long", limit=LONGEST)
    return parse_stored(typed)


def parse_stored(typed: str) -> Week | Problem:
    """As :func:`parse`, however long: what is stored says in full what was typed in short."""
    text = _plainly(typed)
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            return _wrong("hours.unreadable", part=_unreadable(typed, text[at:]))
        at = found.end()
        if found.lastgroup != "gap":
            tokens.append((found.lastgroup, found[0]))
    return _week(tokens)


def _unreadable(typed: str, rest: str) -> str:
    """The part of ``typed`` that cannot be read; ``rest`` is what was left of it, in digits."""
    parts = [part.strip() for part in re.split(r"[;；\n]", typed)]
    if len(parts) > 1:
        for part in parts:
            found = parse_stored(part)
            if isinstance(found, Problem) and found.code == "hours.unreadable":
                return str(found.params["part"])
    return (typed.strip() if len(typed) <= LONGEST_SHOWN else rest.split(";")[0].strip())[
        :LONGEST_SHOWN
    ]


def _week(tokens: list[tuple[str, str]]) -> Week | Problem:
    """Times belong to the days named last before them, without any to every day; after closed
    days to all others."""
    week: list[list[Span]] = [[] for _ in range(7)]
    days: tuple[int, ...] = tuple(range(7))
    waiting = ""
    for kind, text in tokens:
        if kind == "days":
            days = (*days, *_days(text)) if waiting else _days(text)
            waiting = text
            continue
        waiting_for, waiting = waiting, ""
        if kind == "closed":
            if waiting_for:
                for day in days:
                    week[day].clear()
                days = tuple(day for day in range(7) if day not in days)
            continue
        span = _span(text)
        if span is None:
            return _wrong("hours.time", part=text)
        for day in days:
            week[day].append(span)
    return _wrong("hours.no_time", part=waiting) if waiting else _settled(week)


def _plainly(typed: str) -> str:
    """Half width, words of both languages as digits and signs."""
    text = _HOUR_WORDS.sub(_hour_in_digits, plain(typed).lower().replace("\n", ";"))
    for pattern, with_ in _REPLACED:
        text = pattern.sub(with_, text)
    text = "".join(f" {_DIGIT[c]} " if c in _DIGIT else c for c in text)
    text = _NAMES.sub(lambda name: _ENGLISH.get(name[0], name[0]), text)
    text = re.sub(r"\s*-\s*", "-", text)
    text = re.sub(r"\s*,\s*(?=[1-7](?!\d?:))", ",", text)
    text = _BARE_HOURS.sub(_as_times, _HALF_TIME.sub(r"\1:00-", text))
    return _SPOKEN.sub(_by_the_clock, text)


def _hour_in_digits(found: re.Match[str]) -> str:
    """九, 十, 十七, 二十二 in digits."""
    tens, ten, units = found[1].rpartition("十")
    if not ten:
        return str(_NUMERALS[units])
    return str(_NUMERALS.get(tens, 1) * 10 + _NUMERALS.get(units, 0))


def _as_times(found: re.Match[str]) -> str:
    """9-17 as hours; 1-5 are days, and 9-5 may be either half of the day."""
    begin, end = int(found[1]), int(found[2])
    return f"{begin}:00-{end}:00" if 7 < end <= 24 and begin < end else found[0]


def _by_the_clock(found: re.Match[str]) -> str:
    """Two times said with parts of the day, in 24 hours; as typed where that is not certain."""
    first, last = ((found[word] or found[half] or "").strip() for word, half in ((1, 4), (5, 8)))
    begin, end = int(found[2]), int(found[6])
    if not first and not last:
        return found[0]
    if not first and last in _LATE and begin < (end + 1 if last == "pm" else _FIRST_UNSAID):
        return found[0]
    begin = _hour(first, begin)
    told = _hour(last or (first if first in _LATE else ""), end)
    if not last and (told, found[7]) <= (begin, found[3]):
        if first and first not in _LATE:
            return found[0]
        told = end
    return f" {begin}:{found[3]}-{told}:{found[7]} "


def _hour(part: str, hour: int) -> int:
    """An hour of a part of the day in 24 hours; twelve at night ends the day."""
    if part in ("凌晨", "am"):
        return hour % 12
    if part in ("晚", "晚上", "夜里"):
        return hour + 12 if _FIRST_UNSAID - 1 <= hour <= 12 else hour
    late = 12 if part in _LATE else _FIRST_UNSAID if part == "中午" else 0
    return hour + 12 if hour < late else hour


def _days(token: str) -> tuple[int, ...]:
    """``1-3,6`` as days from 0; a range may pass the week's end (6-1)."""
    found: list[int] = []
    for part in token.split(","):
        first, _, last = part.partition("-")
        begin, end = int(first) - 1, int(last or first) - 1
        found.extend((begin + more) % 7 for more in range((end - begin) % 7 + 1))
    return tuple(dict.fromkeys(found))


def _span(token: str) -> Span | None:
    ends = [_minute(part) for part in token.split("-")]
    begin, end = ends
    if begin is None or end is None or begin in (DAY, end):
        return None
    if end > begin:
        return begin, end
    unsure = token[-5] == "-" and end + DAY - begin > LONGEST_NIGHT
    return None if unsure else (begin, end + DAY)


def _minute(text: str) -> int | None:
    hour, minute = (int(part) for part in text.split(":"))
    minutes = hour * 60 + minute
    return minutes if minute < 60 and minutes <= DAY else None


def _settled(week: list[list[Span]]) -> Week | Problem:
    joined: list[tuple[Span, ...]] = []
    for spans in week:
        merged: list[Span] = []
        for begin, end in sorted(set(spans)):
            if merged and begin < merged[-1][1]:
                return _wrong("hours.overlap", part=clock(begin))
            if merged and begin == merged[-1][1] and end - merged[-1][0] < DAY:
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((begin, end))
        joined.append(tuple(merged))
    return tuple(joined)


def _wrong(code: str, **params: object) -> Problem:
    return Problem(code, "hours", params)


def clock(minutes: int) -> str:
    """``09:00`` for 540."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

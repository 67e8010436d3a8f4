"""Which language a page is written in: what the reader chose, else what the browser asks for."""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from station_desktop.phrases import LANGUAGES

COOKIE = "hall_language"
CHOICE = "lang"
"""The query parameter of the switch that every page has."""

_YEAR = 365 * 24 * 3600

Connection = ASGIConnection[Any, Any, Any, Any]


def of(connection: Connection) -> str:
    """``zh_CN`` or ``en``: the switch just pressed, the cookie, ``Accept-Language``, Chinese."""
    for asked in (connection.query_params.get(CHOICE), connection.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return str(asked)
    return _asked_for(connection.headers.get("accept-language", ""))


def _asked_for(header: str) -> str:
    """The first of our languages in the browser's order of preference."""
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")[:20]):
        tag, _, weight = part.strip().lower().partition(";q=")
        language = {"zh": "zh_CN", "en": "en"}.get(tag.partition("-")[0])
        if language is not None:
            weighed.append((-_weight(weight), place, language))
    return min(weighed)[2] if weighed else "zh_CN"


def _weight(text: str) -> float:
    if not text:
        return 1.0
    try:
        return float(text)
    except ValueError:
        return 0.0


def to_keep(connection: Connection, *, secure: bool) -> list[Cookie]:
    """The cookie that keeps a choice just made."""
    if connection.query_params.get(CHOICE) not in LANGUAGES:
        return []
    return [
        Cookie(
            key=COOKIE,
            value=of(connection),
            max_age=_YEAR,
            path="/",
            secure=secure,
            httponly=True,
            samesite="strict",
        )
    ]

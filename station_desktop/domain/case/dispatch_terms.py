"""What is said with a task – when, by when, for how much – read into the form to store."""

from __future__ import annotations

from datetime import date, datetime, time

from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.text import amounts, statements
from station_desktop.domain.text.folding import half_width

LONGEST_LINE = 120


def said(text: str, field: str, limit: int) -> str:
    """The tidied words; raises ``Refused`` where no paper could show them."""
    words = statements.tidy(text)
    problem = statements.fault(words, field, limit)
    if problem is not None:
        raise Refused(problem)
    return words


def price(text: str) -> str:
    """A sum in yuan as stored (``120.00``), or the words it was told in (``每小时60元``)."""
    words = said(text, "price", LONGEST_LINE)
    found = amounts.read_money(words) if words else None
    return f"{found.value:.2f}" if found is not None and found.value is not None else words


def moment(text: str, field: str) -> str:
    """An ISO day or moment, or nothing."""
    given = half_width(text).strip().replace("/", "-")
    if not given:
        return ""
    try:
        if len(given) <= 10:
            return date.fromisoformat(given).isoformat()
        return datetime.fromisoformat(given).replace(tzinfo=None).isoformat(timespec="minutes")
    except ValueError:
        raise refuse(f"dispatch.{field}", field) from None


def limit(text: str, now: datetime) -> str:
    """An ISO day, which lasts to its end, or moment; refuses one that is over at ``now``."""
    due = moment(text, "due")
    last = datetime.fromisoformat(due)
    if "T" not in due:
        last = datetime.combine(last.date(), time.max)
    if last < now.replace(tzinfo=None):
        raise refuse("dispatch.due_past", "due")
    return due

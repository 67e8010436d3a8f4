"""Free words of an individual case: longer than what a counter notes, in paragraphs."""

from __future__ import annotations

from collections.abc import Iterable

from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.text import statements

LONGEST = 3_000
"""Characters of a situation, a review, a note."""
MOST_LINES = 12
"""Problems or strengths of one case: more is a sign that two things were made of one."""


def sentence(text: str, field: str, missing: str = "") -> str:
    """One paragraph; refuses ``missing`` where there is none, if that is named."""
    words = statements.stated(text, field)
    if missing and not words:
        raise refuse(missing, field=field)
    return words


def prose(text: str, field: str, missing: str) -> str:
    """Paragraphs, one a line, without empty ones; refuses ``missing`` where there are none."""
    lines = [line for line in map(statements.tidy, text.splitlines()) if line]
    if not lines:
        raise refuse(missing, field=field)
    if sum(map(len, lines)) > LONGEST:
        raise refuse("form.too_long", field=field, limit=LONGEST)
    for line in lines:
        problem = statements.fault(line, field, LONGEST)
        if problem is not None:
            raise Refused(problem)
    return "\n".join(lines)


def several(texts: Iterable[str], field: str) -> tuple[str, ...]:
    """Short texts, each once, in order."""
    found = tuple(dict.fromkeys(words for text in texts if (words := sentence(text, field))))
    if len(found) > MOST_LINES:
        raise refuse("individual.too_many", field=field, limit=MOST_LINES)
    return found

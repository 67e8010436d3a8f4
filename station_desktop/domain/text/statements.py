"""Free words that go into a record and onto papers: reasons, results, places, who comes.

They are one paragraph of readable text; what an input method, a script or a paste adds beyond that
is refused rather than printed.
"""

from __future__ import annotations

import unicodedata

from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.text.folding import unprintable, without_invisible

LONGEST = 500
"""Characters of a reason or a result; a paper has room for them in large print."""


def tidy(text: str) -> str:
    """The text on one line, composed, without invisible characters."""
    return " ".join(unicodedata.normalize("NFC", without_invisible(text)).split())


def fault(text: str, field: str, limit: int = LONGEST) -> Problem | None:
    """What is wrong with a tidied text, if anything."""
    if len(text) > limit:
        return Problem("form.too_long", field, {"limit": limit})
    return Problem("form.control_characters", field) if unprintable(text) else None


def stated(text: str, field: str) -> str:
    """The tidied text; raises ``Refused`` when it is too long or unreadable."""
    words = tidy(text)
    problem = fault(words, field)
    if problem is not None:
        raise Refused(problem)
    return words

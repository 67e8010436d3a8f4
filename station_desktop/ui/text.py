"""A label to be translated later, as a value; usable where no Qt may be imported."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """An English source string with its context, written where it is declared.

    ``words.tr(*text)`` gives it in the reader's language; the translation step collects the
    literals of ``Text("context", "source")`` as it does those of ``tr`` and ``bind``.
    """

    context: str
    source: str

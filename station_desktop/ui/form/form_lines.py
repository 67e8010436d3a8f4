"""How a form's questions are broken into lines, so that as few forms as can be must be scrolled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import takewhile

from station_desktop.domain.catalogue import Field
from station_desktop.domain.form import conditions

Line = tuple[str, ...]
_HALVES, _THIRDS = 2, 3


def broken(
    asked: Sequence[Field],
    whole: Collection[str],
    thirds: Callable[[Line], bool],
    columns: int = _HALVES,
    *,
    filling: bool = True,
) -> tuple[Line, ...]:
    """The keys of ``asked``, line by line: those in ``whole`` stand alone, others two in a line,
    or three where ``thirds`` says that they are short enough.

    With ``filling`` a question that would leave half a line empty is joined by the one that comes
    after the next whole line, where that one would leave another half empty and is not only asked
    because of what stands between: one place earlier is better than a form that must be scrolled.
    """
    left, lines = list(asked), []
    while left:
        first = left.pop(0)
        line = [first.key]
        while columns == _HALVES and first.key not in whole:
            found = _following(left[: _HALVES if filling else 1], left, whole)
            if found is None or not _fits((*line, found.key), thirds):
                break
            left.remove(found)
            line.append(found.key)
        lines.append(tuple(line))
    return tuple(lines)


def _fits(line: Line, thirds: Callable[[Line], bool]) -> bool:
    return len(line) == _HALVES or (len(line) == _THIRDS and thirds(line))


def _following(
    near: Sequence[Field], left: Sequence[Field], whole: Collection[str]
) -> Field | None:
    """Whoever of those ``near`` comes first and is no whole line: one may be passed over."""
    for at, field in enumerate(near):
        if field.key in whole:
            continue
        if at and not _odd(left[at:], whole):
            return None
        depends = conditions.parse(field.applies_when).key if field.applies_when else ""
        return None if depends in {passed.key for passed in left[:at]} else field
    return None


def _odd(left: Sequence[Field], whole: Collection[str]) -> bool:
    """Whether the halves that follow each other leave one over."""
    halves = list(takewhile(lambda field: field.key not in whole, left))
    return len(halves) % _HALVES == 1

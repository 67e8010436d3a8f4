"""What was found in words: numbered lines that can be read out on the telephone."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from station_desktop import phrases
from station_desktop.domain.problem import Problem
from station_desktop.domain.station.health import Finding, State

_HIDDEN = "***"


class Line(msgspec.Struct, frozen=True):
    """One check: its ``number``, how it stands (``sign``, a word), ``what`` was looked at, how
    that ``is`` and what to ``do`` (empty where there is nothing)."""

    number: int
    check: str
    state: State
    sign: str
    what: str
    said: str
    do: str

    @property
    def text(self) -> str:
        """The whole line, as it is copied."""
        told = f"{self.number:>2}  [{self.sign}] {self.what}  {self.said}"
        return f"{told} → {self.do}" if self.do else told


def lines(findings: Iterable[Finding], language: str, *, named: bool = True) -> tuple[Line, ...]:
    """Every finding as a line. Without ``named`` what people named themselves (folders, printers,
    addresses) is left out, and so is what a problem quotes."""
    return tuple(
        _line(number, finding, language, named) for number, finding in enumerate(findings, start=1)
    )


def _line(number: int, finding: Finding, language: str, named: bool) -> Line:
    names = finding.names if named else dict.fromkeys(finding.names, _HIDDEN)
    params = {**finding.params, **names}
    said = [phrases.say(finding.code, language, **params)]
    said += [_told(problem, language, named) for problem in finding.problems]
    do = f"{finding.code}.do"
    known = do in phrases.table(language)
    return Line(
        number=number,
        check=finding.check,
        state=finding.state,
        sign=phrases.say(f"health.state.{finding.state}", language),
        what=phrases.say(f"health.check.{finding.check}", language),
        said=("" if language == "zh_CN" else " ").join(said),
        do=phrases.say(do, language, **params) if known else "",
    )


def _told(problem: Problem, language: str, named: bool) -> str:
    params = problem.params
    if not named:
        params = {
            key: value if isinstance(value, int | float) else _HIDDEN
            for key, value in params.items()
        }
    return phrases.say(problem.code, language, **params)

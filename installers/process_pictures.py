"""The pictures of the processes, drawn from the declared machines.

    python installers/process_pictures.py            write resources/pictures/process-*.svg
    python installers/process_pictures.py --check    say which of them are out of date

A machine is read left to right: the places where work goes on stand in one panel, in the order in
which they are declared. A move to the next place is a straight arrow, one that leaves a place out
goes above the row, one that leads back goes below it. What leads out of the panel to an end holds
for every place in it, unless it says otherwise. A test compares the pictures with the table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from station_desktop import phrases
from station_desktop.domain.case import processes
from station_desktop.domain.case.processes import PROCESSES, Move, Process, Step

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "pictures"

BOX, HIGH, LEVEL, EDGE = 132, 52, 40, 36
LINE_HIGH = 14
LEAST_PANEL = 760
INK, MUTED, LINE, PANEL, PAPER = "#17212b", "#52606d", "#788491", "#f3f5f7", "#ffffff"
HALL, ARROW = "#7d4300", "#0b6272"
CLOCK = {"promise": "#0b6272", "stopped": "#c27a00", "none": "#aab4bd"}
FONT = "'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif"


class Words(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    @property
    def line(self) -> str:
        return f"{self.zh} {self.en}"


def words(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))


class Edge(NamedTuple):
    """One move drawn inside the panel or to the end of the row, by columns."""

    move: Move
    start: int
    end: int


class Routed(NamedTuple):
    """An edge that does not go straight, on its level above (positive) or below (negative)."""

    edge: Edge
    level: int


def wide(text: str, size: float) -> float:
    """About how wide ``text`` is drawn."""
    return sum(size if ord(ch) > 0x2E7F else size * 0.54 for ch in text)


class Drawing:
    """One machine on its way onto paper."""

    def __init__(self, machine: Process) -> None:
        self.machine = machine
        ends = {step.key for step in processes.ENDS}
        self.open: tuple[Step, ...] = tuple(s for s in machine.steps if s.key not in ends)
        self.columns = {step.key: at for at, step in enumerate(self.open)}
        self.columns["completed"] = len(self.open)
        self.pitch = max(226, LEAST_PANEL // len(self.open))
        self.edges = tuple(self._edges())
        self.routed = tuple(self._route())
        above = max(0, *(r.level for r in self.routed), 0)
        below = -min(0, *(r.level for r in self.routed), 0)
        self.top = 86
        self.row = self.top + 34 + above * LEVEL + HIGH // 2
        self.bottom = self.row + HIGH // 2 + below * LEVEL + 30
        self.exits = {end.key: tuple(self._exit_lines(end)) for end in self._ends()}
        longest = max(len(lines) for lines in self.exits.values())
        self.ends = self.bottom + 38 + LINE_HIGH * longest + HIGH // 2
        self.parts: list[str] = []

    # what is drawn how

    def _edges(self) -> Iterator[Edge]:
        """The moves between the columns. A case is closed from a final place; that it can be closed
        from any other with a right, and opened again, is said in words."""
        for move in self.machine.moves:
            if move.target not in self.columns or move.key == "reopen":
                continue
            for source in move.sources:
                closing = move.key == "complete"
                if source in self.columns and (not closing or source in self.machine.final):
                    yield Edge(move, self.columns[source], self.columns[move.target])

    def _route(self) -> Iterator[Routed]:
        taken: list[tuple[int, float, float]] = []
        for edge in sorted(self.edges, key=lambda e: (abs(e.end - e.start), e.start)):
            if edge.end == edge.start + 1:
                continue
            side = -1 if edge.end < edge.start else 1
            left, right = self._span(edge)
            level = 1
            while any(
                level * side == other and left < far and near < right for other, near, far in taken
            ):
                level += 1
            taken.append((level * side, left, right))
            yield Routed(edge, level * side)

    def _span(self, edge: Edge) -> tuple[float, float]:
        """From where to where an edge with its words takes room."""
        a, b = sorted((self.at(edge.start), self.at(edge.end)))
        said = words(f"move.{edge.move.key}")
        loop = edge.start == edge.end
        widest = wide(self._label(edge.move), 11.5) if loop else wide(said.en, 10.5)
        half = widest / 2 + 8
        middle = (a + b) / 2
        return min(a - 26, middle - half), max(b + 26, middle + half)

    def at(self, column: int) -> float:
        """The middle of a column."""
        last = EDGE + self.pitch * len(self.open) + 40 if column == len(self.open) else 0
        return last + BOX / 2 if last else EDGE + self.pitch * (column + 0.5)

    @staticmethod
    def _label(move: Move) -> str:
        said = words(f"move.{move.key}").line
        return f"{said}（大厅 hall）" if move.by_hall else said

    # drawing

    def svg(self) -> str:
        panel = self.pitch * len(self.open)
        width = int(self.at(len(self.open)) + BOX / 2 + EDGE)
        self._head()
        self._rect(EDGE, self.top, panel, self.bottom - self.top, PANEL, "none", 12)
        for edge in self.edges:
            if edge.end == edge.start + 1:
                self._straight(edge)
        for routed in self.routed:
            self._bent(routed)
        for step in self.open:
            self._box(step, self.at(self.columns[step.key]), self.row)
        completed = self.machine.step("completed")
        assert completed is not None
        self._box(completed, self.at(len(self.open)), self.row)
        self._again("completed", self.at(len(self.open)), self.row)
        self._exits(panel)
        height = self._foot(self.ends + 84)
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="{FONT}">\n{_DEFS}\n'
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>\n{body}\n</svg>\n'
        )

    def _head(self) -> None:
        title = words(f"process.{self.machine.key}")
        self._text(EDGE, 40, title.zh, 22, INK, "start", bold=True)
        self._text(EDGE + wide(title.zh, 22) + 14, 40, title.en, 16, MUTED, "start")
        of = [c for c, key in processes.OF_CATEGORY.items() if key == self.machine.key]
        for category in of:
            self._text(EDGE, 64, words(f"cli.category.{category}").line, 12, MUTED, "start")

    def _straight(self, edge: Edge) -> None:
        a, b = self.at(edge.start) + BOX / 2, self.at(edge.end) - BOX / 2
        self._path(f"M{_n(a + 2)} {self.row}H{_n(b - 3)}", edge.move)
        said, middle = words(f"move.{edge.move.key}"), (a + b) / 2
        self._text(middle, self.row - 8, said.zh, 12.5, self._ink(edge.move))
        for at, part in enumerate(_wrapped(said.en, b - a - 6)):
            self._text(middle, self.row + 16 + 12 * at, part, 10.5, MUTED)

    def _bent(self, routed: Routed) -> None:
        edge, level = routed
        up = level > 0
        y = (
            self.row - (HIGH // 2 + level * LEVEL - 8)
            if up
            else (self.row + HIGH // 2 - level * LEVEL - 8)
        )
        rim = self.row - HIGH // 2 if up else self.row + HIGH // 2
        lean = 14 + 9 * (abs(level) - 1)
        a, b = self.at(edge.start), self.at(edge.end)
        if edge.start == edge.end:
            a, b = a - 18, b + 18
        else:
            a, b = (a + lean, b - lean) if up else (a - lean, b + lean)
        tip = rim - 3 if up else rim + 3
        bend = 8 if b > a else -8
        turn = 8 if up else -8
        self._path(
            f"M{_n(a)} {rim}V{y + turn}Q{_n(a)} {y} {_n(a + bend)} {y}"
            f"H{_n(b - bend)}Q{_n(b)} {y} {_n(b)} {y + turn}V{tip}",
            edge.move,
        )
        middle, ink = (a + b) / 2, self._ink(edge.move)
        if edge.start == edge.end:
            self._text(middle, y - 6, self._label(edge.move), 11.5, ink)
            return
        said = words(f"move.{edge.move.key}")
        self._text(middle, y - 6, said.zh, 12.5, ink)
        self._text(middle, y + 13, said.en, 10.5, MUTED)

    def _box(self, step: Step, x: float, y: float) -> None:
        left, top = x - BOX / 2, y - HIGH / 2
        self._rect(left, top, BOX, HIGH, PAPER, LINE, 8)
        self._rect(left + 8, top + 8, 5, HIGH - 16, CLOCK[step.clock], "none", 2)
        said = words(f"step.{step.key}")
        self._text(x + 5, y - 2, said.zh, 14, INK, bold=True)
        self._text(x + 5, y + 15, said.en, 10.5 if wide(said.en, 10.5) < BOX - 26 else 9, MUTED)

    def _again(self, end: str, x: float, y: float) -> None:
        """Which ends a case is opened again from, and where it then stands."""
        move = self.machine.move("reopen", end)
        if move is None:
            return
        said, first = words("move.reopen"), words(f"step.{move.target}")
        below = y + HIGH / 2
        self._text(x, below + 17, f"↩ {said.zh}：{first.zh}", 11.5, ARROW)
        self._text(x, below + 32, f"{said.en}: {first.en}", 10, MUTED)

    @staticmethod
    def _ends() -> tuple[Step, ...]:
        return tuple(step for step in processes.ENDS if step.key != "completed")

    def _leading(self, end: Step) -> list[Move]:
        """The moves out of the panel to this end, the station's own first."""
        moves = [move for move in self.machine.moves if move.target == end.key]
        return sorted(moves, key=lambda move: move.by_hall)

    def _exits(self, panel: int) -> None:
        """The ends below the panel, and the moves that lead there."""
        ends = self._ends()
        for at, end in enumerate(ends):
            x = EDGE + BOX / 2 + 16 + at * (panel / len(ends))
            below = self.ends - HIGH // 2 - 3
            for row, move in enumerate(self._leading(end)):
                self._path(f"M{_n(x - 14 * row)} {self.bottom}V{below}", move)
            for row, (text, size, ink) in enumerate(self.exits[end.key]):
                y = self.bottom + 20 + LINE_HIGH * row
                self._text(x + 12, y, text, size, ink, "start")
            self._box(end, x, self.ends)
            self._again(end.key, x, self.ends)

    def _exit_lines(self, end: Step) -> Iterator[tuple[str, float, str]]:
        """What is said beside the arrow to an end: the moves, and from where each may be made if
        not from every place."""
        room = self.pitch * len(self.open) / len(self._ends()) - 40
        inside = [step.key for step in self.open]
        for move in self._leading(end):
            yield self._label(move), 11.5, self._ink(move)
            left_out = [key for key in inside if key not in move.sources]
            if left_out:
                only = len(left_out) * 2 >= len(inside)
                named = [key for key in inside if key in move.sources] if only else left_out
                places = [words(f"step.{key}") for key in named]
                zh, en = ("仅限", "only from") if only else ("不含", "except from")
                yield f"{zh}：{'、'.join(place.zh for place in places)}", 10.5, MUTED
                english = f"{en}: {', '.join(place.en for place in places)}"
                yield from ((line, 10, MUTED) for line in _wrapped(english, room))
            if any(source not in inside for source in move.sources):
                yield "已结的也可以 closed cases too", 10.5, MUTED

    def _foot(self, y: int) -> int:
        x: float = EDGE
        for clock, zh, en in (
            ("promise", "承诺时限计时", "the promise runs"),
            ("stopped", "停表", "the clock stands still"),
            ("none", "不计时", "no clock"),
        ):
            self._rect(x, y - 11, 5, 14, CLOCK[clock], "none", 2)
            self._text(x + 12, y, f"{zh} {en}", 11, MUTED, "start")
            x += 12 + wide(f"{zh} {en}", 11) + 26
        if any(move.by_hall for move in self.machine.moves):
            self._text(x, y, "虚线是大厅办的 dashed: done by the hall", 11, HALL, "start")
        complete = next(move for move in self.machine.moves if move.key == "complete")
        if set(complete.sources) - set(self.machine.final):
            y += 22
            said = "从其他步骤办结，须有权的人批准并写明理由"
            english = "closing from another place takes the right to, and a reason"
            self._text(EDGE, y, f"{said} · {english}", 11, MUTED, "start")
        return y + 24

    # marks

    @staticmethod
    def _ink(move: Move) -> str:
        return HALL if move.by_hall else ARROW

    def _path(self, way: str, move: Move) -> None:
        hall = move.by_hall
        dashes = ' stroke-dasharray="5 3"' if hall else ""
        head = "hall" if hall else "own"
        self.parts.append(
            f'<path d="{way}" fill="none" stroke="{self._ink(move)}" stroke-width="1.5"'
            f'{dashes} marker-end="url(#{head})"/>'
        )

    def _rect(
        self, x: float, y: float, w: float, h: float, fill: str, stroke: str, radius: int
    ) -> None:
        self.parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}" rx="{radius}" '
            f'fill="{fill}" stroke="{stroke}"/>'
        )

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        ink: str,
        anchor: str = "middle",
        *,
        bold: bool = False,
    ) -> None:
        weight = ' font-weight="600"' if bold else ""
        self.parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{ink}" '
            f'text-anchor="{anchor}"{weight}>{escape(text)}</text>'
        )


def _wrapped(text: str, room: float) -> list[str]:
    """Words in lines of at most ``room``."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and wide(longer, 10.5) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _n(number: float) -> str:
    """A coordinate: the same text on every machine."""
    return f"{number:.1f}".rstrip("0").rstrip(".")


def _marker(id: str, ink: str) -> str:
    return (
        f'<marker id="{id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        f'markerHeight="8" orient="auto"><path d="M0 0.5 8 4 0 7.5z" fill="{ink}"/></marker>'
    )


_DEFS = f"<defs>{_marker('own', ARROW)}{_marker('hall', HALL)}</defs>"


def pictures() -> dict[str, str]:
    """Every picture by its file's name."""
    return {f"process-{key}.svg": Drawing(machine).svg() for key, machine in PROCESSES.items()}


def main(arguments: list[str]) -> int:
    stale = []
    for name, svg in pictures().items():
        file = PICTURES / name
        if file.exists() and file.read_text("utf-8") == svg:
            continue
        stale.append(name)
        if "--check" not in arguments:
            file.write_text(svg, "utf-8", newline="\n")
    for name in stale:
        print(name)
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

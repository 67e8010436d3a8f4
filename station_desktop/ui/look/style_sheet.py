"""Writes the style sheet from the tokens, and remembers every colour pair it put together.

Rules select by a widget's ``role`` property (``primary``, ``card`` …), so a screen says what a
thing is and never how it looks.
"""

from __future__ import annotations

from station_desktop.ui.look.tokens import Palette, Scale

TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0

TONES = ("ok", "warn", "bad", "info")


class Sheet:
    """Builds one style sheet; ``text_pairs`` and ``shape_pairs`` are what a test measures."""

    def __init__(self, palette: Palette, scale: Scale) -> None:
        self.colour = palette
        self.size = scale
        self.text_pairs: set[tuple[str, str]] = set()
        self.shape_pairs: set[tuple[str, str]] = set()

    def ink(self, text: str, ground: str, *, paint: bool = True) -> str:
        """Text colour on a ground; ``paint`` is off where the ground is painted by another."""
        self.text_pairs.add((text, ground))
        back = f" background: {getattr(self.colour, ground)};" if paint else ""
        return f"color: {getattr(self.colour, text)};{back}"

    def ring(self, line: str, ground: str, width: int = 1) -> str:
        """A border that must be seen to know what the thing is or where the focus is."""
        self.shape_pairs.add((line, ground))
        return f"border: {width}px solid {getattr(self.colour, line)};"

    def text(self) -> str:
        parts = (
            _surfaces(self),
            _labels(self),
            _inputs(self),
            _buttons(self),
            _choices(self),
            _tables(self),
            _scrolling(self),
            _rest(self),
        )
        return "\n".join(parts)


def _surfaces(s: Sheet) -> str:
    c, z = s.colour, s.size
    return f"""
QWidget[role="ground"], QFrame[role="ground"] {{ border: 0; background: {c.ground}; }}
QWidget[role="surface"] {{ background: {c.surface}; }}
QFrame[role="rail"] {{ background: {c.sunken}; border-right: 1px solid {c.line}; }}
QFrame[role="top"] {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
QFrame[role="strip"] {{ background: {c.surface}; border-top: 1px solid {c.line}; }}
QFrame[role="card"] {{ background: {c.surface}; border: 1px solid {c.line};
  border-radius: {z.radius + 2}px; }}
QFrame[role="line"] {{ background: {c.line}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame[role="floating"] {{ background: {c.surface}; {s.ring("edge", "ground")}
  border-radius: {z.radius}px; }}
""" + "".join(
        f"""QFrame[tone="{tone}"] {{ background: {getattr(c, tone + "_soft")};
  border: 1px solid {getattr(c, tone + "_ink")}; border-radius: {z.radius}px; }}
QFrame[tone="{tone}"] QLabel {{ {s.ink(tone + "_ink", tone + "_soft", paint=False)} }}
"""
        for tone in TONES
    )


def _labels(s: Sheet) -> str:
    z = s.size
    rules = [
        f'QLabel[role="heading"] {{ font-size: {z.heading}px; font-weight: 600; }}',
        f'QLabel[role="title"] {{ font-size: {z.title}px; font-weight: 600; }}',
        f'QLabel[role="label"] {{ font-weight: 500; {s.ink("text", "surface", paint=False)} }}',
        f'QLabel[role="muted"] {{ {s.ink("muted", "surface", paint=False)} }}',
        f'QLabel[role="small"] {{ font-size: {z.small}px;'
        f" {s.ink('muted', 'surface', paint=False)} }}",
        f'QLabel[role="mark"] {{ font-size: {z.small}px;'
        f" {s.ink('accent_ink', 'surface', paint=False)} }}",
        f'QLabel[role="error"] {{ font-size: {z.small}px; font-weight: 500;'
        f" {s.ink('bad_ink', 'surface', paint=False)} }}",
        f'QLabel[role="required"] {{ {s.ink("bad_ink", "surface", paint=False)} }}',
    ]
    s.ink("muted", "ground", paint=False)
    s.ink("text", "ground", paint=False)
    for tone in TONES:
        ink = s.ink(f"{tone}_ink", f"{tone}_soft")
        rules.append(
            f'QLabel[chip="{tone}"] {{ {ink} border-radius: {z.radius}px;'
            f" padding: 1px {z.gap}px; font-size: {z.small}px; font-weight: 500; }}"
        )
    return "\n".join(rules)


def _inputs(s: Sheet) -> str:
    c, z = s.colour, s.size
    height = z.control - 10
    kinds = "QLineEdit, QPlainTextEdit, QComboBox"
    focus = ", ".join(f"{kind}:focus" for kind in kinds.split(", "))
    wrong = ", ".join(f'{kind}[wrong="true"]' for kind in kinds.split(", "))
    return f"""
{kinds} {{ {s.ink("text", "surface")} {s.ring("edge", "surface")}
  border-radius: {z.radius}px; padding: 4px 8px; selection-background-color: {c.accent};
  selection-color: {c.on_accent}; }}
QLineEdit QToolButton {{ border: 0; background: transparent; padding: 0; }}
QLineEdit, QComboBox {{ min-height: {height}px; }}
{wrong} {{ {s.ring("bad_ink", "surface", 2)} padding: 3px 7px; }}
{focus} {{ {s.ring("accent", "surface", 2)} padding: 3px 7px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QLineEdit[readOnly="true"] {{
  {s.ink("muted", "hover")} border: 1px solid {c.line}; }}
QLineEdit[role="search"] {{ {s.ink("text", "ground")} border-radius: {z.radius + 2}px; }}
QLineEdit[role="search"]:focus {{ {s.ink("text", "surface")} }}
QComboBox QAbstractItemView {{ {s.ink("text", "surface")} {s.ring("edge", "surface")}
  selection-background-color: {c.accent_soft}; selection-color: {c.accent_ink}; outline: 0; }}
QComboBox::drop-down {{ border: 0; width: {z.icon + 6}px; }}
QComboBox::down-arrow {{ width: 0; height: 0; margin-right: {z.gap}px;
  border-left: {z.base // 3}px solid {c.surface}; border-right: {z.base // 3}px solid {c.surface};
  border-top: {z.base // 3}px solid {c.muted}; }}
"""


def _buttons(s: Sheet) -> str:
    c, z = s.colour, s.size
    height = z.control - 12
    s.ink("on_accent", "accent_press", paint=False)
    return f"""
QPushButton {{ {s.ink("text", "surface")} {s.ring("edge", "surface")}
  border-radius: {z.radius}px; padding: 5px 13px; min-height: {height}px;
  min-width: {z.control - 28}px; outline: none; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.line}; }}
QPushButton:focus {{ {s.ring("accent", "surface", 2)} padding: 4px 12px; }}
QPushButton:disabled {{ {s.ink("muted", "hover")} border-color: {c.line}; }}
QPushButton[role="primary"] {{ {s.ink("on_accent", "accent")} {s.ring("accent", "surface")}
  font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {c.accent_press}; }}
QPushButton[role="primary"]:focus {{ {s.ring("text", "surface", 2)} }}
QPushButton[role="primary"]:disabled {{ {s.ink("muted", "line")} border-color: {c.line}; }}
QPushButton[role="quiet"] {{ {s.ink("text", "surface", paint=False)} background: transparent;
  border: 1px solid transparent; padding: 5px 9px; min-width: {z.control - 20}px; }}
QPushButton[role="quiet"]:hover {{ background: {c.hover}; }}
QPushButton[role="quiet"]:focus {{ {s.ring("accent", "surface", 2)} padding: 4px 8px; }}
QPushButton[role="link"] {{ {s.ink("accent_ink", "surface", paint=False)} border: 0;
  background: transparent; padding: 2px; min-width: {z.control - 4}px;
  min-height: {z.control - 4}px;
  text-decoration: underline; }}
QPushButton[role="link"]:focus {{ {s.ring("accent", "surface", 2)} padding: 0; }}
QPushButton[role="rail"] {{ {s.ink("text", "sunken", paint=False)} background: transparent;
  border: 2px solid transparent; border-radius: {z.radius}px; text-align: left;
  padding: 4px 6px; min-height: {z.control - 4}px; min-width: {z.control - 16}px; }}
QPushButton[role="rail"][full="true"] {{ padding: {4 if z.base >= 18 else 3}px 6px;
  min-height: {z.control - (4 if z.base >= 18 else 6)}px; }}
QPushButton[role="rail"]:hover {{ background: {c.hover}; }}
QPushButton[role="rail"]:checked {{ {s.ink("accent_ink", "accent_soft")}
  border-left: 3px solid {c.accent}; border-top-left-radius: 1px; border-bottom-left-radius: 1px; }}
QPushButton[role="rail"]:focus {{ {s.ring("accent", "sunken", 2)} }}
QPushButton[role="tile"] {{ {s.ink("text", "surface")} border-radius: {z.radius + 2}px;
  min-height: {round(z.base * 4.7)}px; padding: 0; }}
QPushButton[role="tile"]:focus {{ {s.ring("accent", "surface", 2)} padding: 0; }}
QPushButton[role="tile"]:disabled {{ {s.ink("text", "surface")} }}
QPushButton[role="status"] {{ {s.ink("muted", "surface", paint=False)} border: 0;
  background: transparent; font-size: {z.small}px; padding: 2px 6px;
  min-height: {z.control - 14 if z.base < 18 else z.control - 4}px; }}
QPushButton[role="status"]:hover {{ text-decoration: underline; }}
QPushButton[role="status"]:focus {{ {s.ring("accent", "surface", 2)} padding: 0 4px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _choices(s: Sheet) -> str:
    c, z = s.colour, s.size
    height = z.segment - 12
    s.ring("accent", "accent_soft")
    return f"""
QPushButton[role="segment"] {{ {s.ink("text", "surface")} {s.ring("edge", "surface")}
  padding: 5px 10px; min-height: {height}px; min-width: {height - 4}px; }}
QPushButton[role="segment"]:hover {{ background: {c.hover}; }}
QPushButton[role="segment"]:checked {{ {s.ink("accent_ink", "accent_soft")}
  border-color: {c.accent}; }}
QPushButton[role="segment"]:focus {{ {s.ring("accent", "surface", 2)} padding: 4px 9px; }}
QPushButton[role="segment"][wrong="true"] {{ {s.ring("bad_ink", "surface")} }}
QPushButton[role="segment"][wrong="true"]:focus {{ {s.ring("accent", "surface", 2)} }}
"""


def _tables(s: Sheet) -> str:
    c, z = s.colour, s.size
    return f"""
QTableView, QListView {{ {s.ink("text", "surface")} border: 1px solid {c.line};
  border-radius: {z.radius}px; gridline-color: {c.line}; outline: 0;
  alternate-background-color: {c.surface}; {_selection(s)} }}
QTableView:focus, QListView:focus {{ {s.ring("accent", "surface")} }}
QTableView::item {{ border-bottom: 1px solid {c.line}; padding: 0 5px; }}
QTableView::item:selected, QListView::item:selected {{ {s.ink("accent_ink", "accent_soft")} }}
QTableView::item:hover:!selected, QListView::item:hover:!selected {{ background: {c.hover}; }}
QListView::item {{ padding: 0 8px; min-height: {z.row}px; }}
QTreeView {{ {s.ink("text", "surface")} border: 1px solid {c.line};
  border-radius: {z.radius}px; outline: 0; {_selection(s)} }}
QTreeView:focus {{ {s.ring("accent", "surface")} }}
QTreeView::item {{ min-height: {z.base + 10}px; }}
QTreeView::item:selected {{ {s.ink("accent_ink", "accent_soft")} }}
QTreeView::item:hover:!selected {{ background: {c.hover}; }}
QHeaderView {{ background: {c.ground}; border: 0; }}
QHeaderView::section {{ {s.ink("muted", "ground")} border: 0; padding: 6px 8px;
  border-bottom: 1px solid {c.line}; font-size: {z.small}px; font-weight: 600; }}
"""


def _selection(s: Sheet) -> str:
    c = s.colour
    return f"selection-background-color: {c.accent_soft}; selection-color: {c.accent_ink};"


def _scrolling(s: Sheet) -> str:
    c, z = s.colour, s.size
    width = 12 if z.base < 18 else 20
    s.shape_pairs.add(("edge", "ground"))
    return f"""
QScrollArea {{ border: 0; background: transparent; }}
QScrollArea[role="column"] {{ border: 1px solid transparent; border-radius: {z.radius}px; }}
QScrollArea[role="column"]:focus {{ {s.ring("accent", "ground")} }}
QScrollBar:vertical {{ width: {width}px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: {width}px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: {width // 2 - 2}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _rest(s: Sheet) -> str:
    c, z = s.colour, s.size
    return f"""
QMenu {{ {s.ink("text", "surface")} {s.ring("edge", "surface")} padding: 4px; }}
QMenu::item {{ padding: 6px 18px; min-height: {z.control - 14}px; border-radius: 4px; }}
QMenu::item:selected {{ {s.ink("accent_ink", "accent_soft")} }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
QToolTip {{ {s.ink("surface", "text")} border: 0; padding: 4px 8px; }}
QProgressBar {{ {s.ink("text", "sunken")} border: 0; border-radius: {z.radius}px;
  text-align: center; min-height: {z.control // 2}px; }}
QProgressBar::chunk {{ background: {c.accent_soft}; border-radius: {z.radius}px; }}
"""

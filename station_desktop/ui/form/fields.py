"""From a question of the catalogue to the input that asks it."""

from __future__ import annotations

from station_desktop.domain.catalogue import Field
from station_desktop.ui.form.choice_inputs import FEW, Keys, SegmentInput, no_keys
from station_desktop.ui.form.field_inputs import FieldInput, LineInput, LongInput
from station_desktop.ui.form.pick_input import PickInput


def make_input(field: Field, name: str, keys: Keys = no_keys) -> FieldInput:
    """The input for ``field``; ``name`` is its object name, ``keys`` gives a label's pinyin."""
    if field.type == "boolean":
        return SegmentInput(field, name, keys)
    if field.type == "multi_choice":
        return SegmentInput(field, name, keys, many=True)
    if field.type == "choice" and len(field.choices) <= FEW:
        return SegmentInput(field, name, keys)
    if field.type == "choice":
        return PickInput(field, name, keys)
    if field.type == "long_text":
        return LongInput(field, name)
    return LineInput(field, name)


def wide(field: Field, made: FieldInput, half: int) -> bool:
    """Whether the question needs the form's whole width; ``half`` is a column in pixels."""
    if field.type in ("address", "long_text"):
        return True
    return isinstance(made, SegmentInput) and made.width_wanted() > half


SHORT = frozenset({"date", "year_month", "phone", "id_number", "integer", "decimal", "money"})
"""Whose answers have a length of their own, so that a third of a line is enough."""


def short(field: Field, made: FieldInput, third: int) -> bool:
    """Whether a third of the form's width, in pixels, is enough for the question."""
    if isinstance(made, SegmentInput):
        return made.width_wanted() <= third
    return field.type in SHORT

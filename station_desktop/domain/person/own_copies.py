"""Everything that is kept of one person, as a copy for that person: sections of things, each a
list of labelled values in plain words."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True):
    """One value: ``key`` for programs, ``label`` and ``value`` for people."""

    key: str
    label: str
    value: str


class Thing(msgspec.Struct, frozen=True):
    """One case, one visit, one document: what it is called, and what is kept of it."""

    title: str
    values: tuple[Value, ...]


class Section(msgspec.Struct, frozen=True):
    """Things of one kind; ``note`` says what a reader should know about them, empty for nothing."""

    key: str
    title: str
    things: tuple[Thing, ...]
    note: str = ""


class OwnCopy(msgspec.Struct, frozen=True):
    """The whole. ``made_at`` is ISO local time, ``made_for`` and ``made_by`` name people; ``words``
    are what was asked for."""

    format: str
    station: str
    language: str
    name: str
    made_at: str
    made_for: str
    made_by: str
    words: str
    intro: tuple[str, ...]
    sections: tuple[Section, ...]

"""The catalogue of service items as values: what a station accepts, and what each item asks for.

A :class:`Pack` is immutable and known by its ``version`` and its content hash; cases and drafts
are pinned to the pack they were begun with. Nothing here assumes 149 items: the self-check counts
live in the pack's own ``promise`` and only the reference pack makes one.

Vocabulary: mode ``direct`` 即办, ``collect`` 收件, ``dispatch`` 派单, ``booking`` 预约;
grades A-D after 国办函〔2016〕108号.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

Category = Literal["party_masses", "government", "life", "public"]
Mode = Literal["direct", "collect", "dispatch", "booking"]
Process = Literal["leadership", "administrative", "market", "negotiation"]
Grade = Literal["A", "B", "C", "D"]
LimitUnit = Literal["working_day", "calendar_day"]
FieldType = Literal[
    "text",
    "long_text",
    "choice",
    "multi_choice",
    "boolean",
    "date",
    "year_month",
    "integer",
    "decimal",
    "money",
    "phone",
    "address",
    "id_number",
    "bank_card",
]
Language = Literal["zh_CN", "en"]

CATEGORIES: tuple[Category, ...] = ("party_masses", "government", "life", "public")


class Words(msgspec.Struct, frozen=True):
    """One text in both languages of the product."""

    zh: str
    en: str

    def get(self, language: str) -> str:
        """The text in ``language`` (``zh_CN`` or ``en``); Chinese where English is missing."""
        return self.en if language == "en" and self.en else self.zh


class Choice(msgspec.Struct, frozen=True):
    """One answer of a choice field; ``value`` never changes once used."""

    value: str
    label: Words


class Field(msgspec.Struct, frozen=True, omit_defaults=True):
    """One question of an item's own application form.

    ``prefill`` names the resident's attribute (``resident.phone``); ``applies_when`` is one
    condition on an earlier field (see ``domain.form.conditions``); ``reuse`` says whether the
    person's last answer may be offered again; ``sensitive`` as in PIPL art. 28. ``urgent`` marks a
    boolean whose ``true`` calls for an immediate response."""

    key: str
    type: FieldType
    label: Words
    required: bool = False
    choices: tuple[Choice, ...] = ()
    prefill: str = ""
    applies_when: str = ""
    help: Words = Words("", "")
    sensitive: bool = False
    reuse: bool = False
    urgent: bool = False


class Material(msgspec.Struct, frozen=True, omit_defaults=True):
    """One kind of document, shared by all items that ask for it.

    ``reusable_days``: how long a copy seen once may serve again for the same person; ``None`` is
    "this visit only". ``key``-ness (``never_later``) means it may never follow later (容缺).
    """

    key: str
    name: Words
    grade: Grade
    reusable_days: int | None = None
    never_later: bool = False
    issued_by: Words = Words("", "")
    is_form: bool = False
    sensitive: bool = False

    @property
    def is_photo(self) -> bool:
        """Prints of the person: neither original nor copy, and counted one by one (张)."""
        return self.name.zh.endswith("照片")


class ItemMaterial(msgspec.Struct, frozen=True, omit_defaults=True):
    """One document asked for by one item.

    ``original``: ``check`` is looked at and given back, ``keep`` is handed in, ``no`` is not asked
    for. ``when`` is ``""`` (always), ``agent`` (only when someone acts for the resident) or
    ``judged`` (the clerk decides by reading ``condition``). ``any_of`` names a group of which any
    one member is enough. ``holder`` says whose document it is when not simply the applicant's;
    such a document is not offered again for another person.
    """

    key: str
    original: Literal["check", "keep", "no"] = "no"
    copies: int = 0
    never_later: bool = False
    when: Literal["", "agent", "judged"] = ""
    condition: Words = Words("", "")
    any_of: Words = Words("", "")
    holder: Words = Words("", "")
    note: Words = Words("", "")


class Limit(msgspec.Struct, frozen=True):
    """A time limit with its unit; ``0`` days means "at once"."""

    days: int
    unit: LimitUnit = "working_day"


class Result(msgspec.Struct, frozen=True):
    """What an item ends in, the paper handed over, and what the resident does next."""

    text: Words
    paper: Words
    next_step: Words


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One service item in one version.

    ``words`` and ``words_en`` are how residents ask for it, one expression each.
    ``effective_from``/``effective_until`` bound the days on which this version is offered,
    both inclusive. ``superior_code`` is the official code of the superior item where known
    (GB/T 39554.1). ``source`` says where the item is known from.
    """

    code: str
    category: Category
    group: Words
    name: Words
    mode: Mode
    process: Process
    department: Words
    eligibility: Words
    result: Result
    promised: Limit
    legal: Limit | None = None
    fields: tuple[Field, ...] = ()
    materials: tuple[ItemMaterial, ...] = ()
    words: tuple[str, ...] = ()
    words_en: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_until: date | None = None
    superior_code: str = ""
    source: str = ""

    def effective_on(self, day: date) -> bool:
        """Whether this version is offered on ``day``."""
        return not (
            (self.effective_from is not None and day < self.effective_from)
            or (self.effective_until is not None and day > self.effective_until)
        )


class RefusedProof(msgspec.Struct, frozen=True):
    """One of the proofs a residents' committee may not issue (民发〔2020〕20号)."""

    key: str
    name: Words
    words: tuple[str, ...]
    words_en: tuple[str, ...]
    who_issues: Words
    source: str = ""


class Promise(msgspec.Struct, frozen=True):
    """What a pack says of itself, checked when it is read: so many items at least, by category
    and mode. A station's own menu may add to them."""

    items: int
    by_category: dict[Category, int] = {}
    government_direct: int | None = None
    government_collect: int | None = None


class Pack(msgspec.Struct, frozen=True, dict=True):
    """A whole catalogue: items, kinds of document and proofs to refuse, in one version."""

    version: str
    title: Words
    notice: Words
    items: tuple[Item, ...]
    materials: tuple[Material, ...]
    refused_proofs: tuple[RefusedProof, ...] = ()
    promise: Promise | None = None

    def offered(self, day: date) -> Iterator[Item]:
        """The items offered on ``day``, in catalogue order."""
        return (item for item in self.items if item.effective_on(day))

    @cached_property
    def beside(self) -> tuple[Item, ...]:
        """Items that are found by their codes and are no part of the catalogue: they are neither
        listed, counted nor written (see ``domain.case.ownwords``)."""
        return ()

    def item(self, code: str, day: date | None = None) -> Item | None:
        """The version of ``code`` offered on ``day`` (or the last one listed), if any."""
        versions = [item for item in (*self.items, *self.beside) if item.code == code]
        if day is not None:
            versions = [item for item in versions if item.effective_on(day)]
        return versions[-1] if versions else None

    @cached_property
    def material_by_key(self) -> dict[str, Material]:
        return {material.key: material for material in self.materials}

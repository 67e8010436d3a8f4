"""The station itself: its settings, the catalogues it adopted, its visits and its refusals."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact, of_hall

HALLS_OWN = "hall_"
"""Settings whose names begin so are the hall's to give."""


class Setting(msgspec.Struct, frozen=True):
    """One setting's present value (plain JSON)."""

    id: str
    value: Any


class SettingChanged(Fact, frozen=True):
    """A setting was given a value."""

    kind: ClassVar[str] = "setting.changed"
    value: Any


class AdoptedPack(msgspec.Struct, frozen=True):
    """A catalogue the station works or worked with; ``id`` is its content hash, the bytes are in
    the store under it."""

    id: str
    version: str
    items: int
    adopted_at: int


class CatalogueAdopted(Fact, frozen=True):
    """From now on new drafts begin with this catalogue."""

    kind: ClassVar[str] = "pack.adopted"
    pack_version: str
    items: int


class Visit(msgspec.Struct, frozen=True, omit_defaults=True):
    """One resident's time at the desk: what was taken in, and by whom."""

    id: str
    resident: str
    at: int
    by: str
    cases: tuple[str, ...]
    agent: str = ""
    channel: str = "window"
    erased_at: int = 0


class Visited(Fact, frozen=True):
    """A visit ended with these cases. The visit's id is the draft's, so a repeated acceptance
    finds it and gives the first answer again."""

    kind: ClassVar[str] = "visit.ended"
    personal: ClassVar[tuple[str, ...]] = ("agent",)
    resident: str
    cases: tuple[str, ...]
    agent: str = ""
    channel: str = "window"


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request for a proof that a committee may not issue, kindly refused."""

    id: str
    proof: str
    at: int
    by: str
    resident: str = ""


class ProofRefused(Fact, frozen=True):
    """Somebody asked for one of the 20 proofs (民发〔2020〕20号) and was told who issues it."""

    kind: ClassVar[str] = "refusal.made"
    proof: str
    resident: str = ""


FACTS: tuple[type[Fact], ...] = (SettingChanged, CatalogueAdopted, Visited, ProofRefused)


def fold_setting(setting: Setting | None, entry: Entry, fact: Fact) -> Setting | None:
    if entry.subject_id.startswith(HALLS_OWN) and not of_hall(entry.device):
        return setting
    if isinstance(fact, SettingChanged):
        return Setting(entry.subject_id, fact.value)
    return setting


def fold_pack(pack: AdoptedPack | None, entry: Entry, fact: Fact) -> AdoptedPack | None:
    if isinstance(fact, CatalogueAdopted):
        return AdoptedPack(entry.subject_id, fact.pack_version, fact.items, entry.at)
    return pack


def fold_visit(visit: Visit | None, entry: Entry, fact: Fact) -> Visit | None:
    if visit is None and isinstance(fact, Visited):
        return Visit(
            id=entry.subject_id,
            resident=fact.resident,
            at=entry.at,
            by=entry.author,
            cases=fact.cases,
            agent=fact.agent,
            channel=fact.channel,
        )
    return visit


def fold_refusal(refusal: Refusal | None, entry: Entry, fact: Fact) -> Refusal | None:
    if refusal is None and isinstance(fact, ProofRefused):
        return Refusal(entry.subject_id, fact.proof, entry.at, entry.author, fact.resident)
    return refusal

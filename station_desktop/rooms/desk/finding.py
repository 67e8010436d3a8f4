"""One search for everything: residents, items, proofs to refuse, case numbers; and whatever is
none of them, to be taken down in the resident's own words."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from station_desktop.domain import itemsearch
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Item, RefusedProof
from station_desktop.domain.person import cards, identity
from station_desktop.domain.person.cards import Card
from station_desktop.domain.person.names import LONGEST, split_name
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text.folding import half_width
from station_desktop.storage.reads import reads
from station_desktop.usecases.counter import intake
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

Kind = Literal["resident", "item", "proof", "case", "register", "own"]

MOST = 9
SURE = 0.7
"""From this score on an item is meant; below it a person's name is likelier (names of people
score under 0.5 against the reference catalogue, words for items over 0.7)."""
LIKELY = 0.5
"""Below this score no item is meant."""

_HANZI_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,12}")
_CASE = re.compile(r"(\d{6})-?(\d{8})-?(\d{2})-?(\d{4})-?(\d)", re.ASCII)


class Hit(msgspec.Struct, frozen=True):
    """One thing found; ``what`` is a resident, an item, a proof, a case, or text: to register, or
    to take down in the resident's ``own`` words."""

    kind: Kind
    what: Resident | Item | RefusedProof | Case | str


def find(work: Work, query: str, *, person_known: bool) -> tuple[Hit, ...]:
    """What a typed text may mean, the likeliest first, at most nine.

    Words can always be taken down as they are: last of all, and first where they sound like a
    demand that no item meets, or where nothing was found at all.

    People come first while nobody is chosen and the text looks like a name or a number; items
    come first afterwards. Whoever is not found can be registered.
    """
    text = half_width(query).strip()
    if not text:
        return ()
    card = cards.of_search(query, work.store.today())
    if card is not None:
        return whose(work, card)
    own = _in_own_words(work, query.strip())
    case = _case(work, text)
    people = [Hit("resident", found) for found in residents.find(work, text, 5)]
    items, score = ([], 0.0) if _is_number(text) else _items(work, text)
    new = [] if person_known else _to_register(work, text, people)
    if own and not case and not people and _first_of_all(text, score, new):
        return tuple([*own, *items, *new][:MOST])
    return tuple([*_in_order(case, people, items, new, score, person_known), *own])


def whose(work: Work, card: Card) -> tuple[Hit, ...]:
    """The resident with this identity card, or the offer to register what the card says."""
    found = residents.find(work, card.id_number, MOST)
    here = [Hit("resident", one) for one in found if one.id_number == card.id_number]
    new = Hit("register", cards.typed(card))
    return tuple(here) or ((new,) if work.actor.may("resident.write") else ())


def _in_order(
    case: list[Hit],
    people: list[Hit],
    items: list[Hit],
    new: list[Hit],
    score: float,
    person_known: bool,
) -> list[Hit]:
    """All but the offer to take words down, with room for it."""
    room = MOST - 1
    if person_known:
        return [*case, *items, *people][:room]
    if people:
        return [*case, *people, *items[: max(room - len(people) - len(new), 0)], *new][:room]
    if new and score < SURE:
        return [*case, *new, *items][:room]
    return [*case, *items[: room - len(new)], *new]


def _in_own_words(work: Work, text: str) -> list[Hit]:
    """The offer to take down what was typed, as it was typed, unless it is but a number."""
    if _is_number(half_width(text)) or not work.actor.may("intake"):
        return []
    return [Hit("own", text)]


def _first_of_all(text: str, score: float, new: list[Hit]) -> bool:
    """Whether words are likelier a demand of their own than anything that was found; initials
    never are."""
    if score >= SURE or (text.isascii() and " " not in text):
        return False
    if intake.propose(text).category:
        return True
    return score < LIKELY and not (new and _may_be_a_name(text))


def _may_be_a_name(text: str) -> bool:
    return "·" in text or text.isascii() or (len(text) <= 4 and bool(split_name(text)[0]))


def _items(work: Work, text: str) -> tuple[list[Hit], float]:
    pack = work.store.pack()
    proofs = {proof.key: proof for proof in pack.refused_proofs}
    today = work.store.today()
    hits: list[Hit] = []
    matches = itemsearch.find(work.store.item_index(), text, MOST, today)
    for match in matches:
        if match.kind == itemsearch.REFUSED_PROOF:
            hits.append(Hit("proof", proofs[match.code]))
        elif (item := pack.item(match.code, today)) is not None:
            hits.append(Hit("item", item))
    return hits, matches[0].score if matches else 0.0


def _case(work: Work, text: str) -> list[Hit]:
    written = _CASE.fullmatch(text.replace(" ", ""))
    if written is None or not work.actor.may("case.read"):
        return []
    case = reads.case_by_number(work.store.connection, "-".join(written.groups()))
    return [Hit("case", case)] if case is not None else []


def _is_number(text: str) -> bool:
    """Part of an ID number, a phone or a case number: never an item's name."""
    digits = sum(character.isdigit() for character in text)
    return digits >= 4 and digits >= len(text) - 4 and " " not in text


def _to_register(work: Work, text: str, people: list[Hit]) -> list[Hit]:
    """The offer to register what was typed, where it can be a new person's name or number."""
    if not work.actor.may("resident.write") or len(text) > LONGEST:
        return []
    if _HANZI_NAME.fullmatch(text):
        return [Hit("register", text)]
    if len(text) >= 8 and text[0].isalnum() and _is_number(text) and "-" not in text:
        checked = identity.check(text, work.store.today())
        known = checked.valid and any(
            isinstance(hit.what, Resident) and hit.what.id_number == checked.normalised
            for hit in people
        )
        return [] if known or (len(text) < 15 and not checked.valid) else [Hit("register", text)]
    if not people and text.isascii() and text.replace(" ", "").isalpha() and " " in text:
        return [Hit("register", text)]
    return []

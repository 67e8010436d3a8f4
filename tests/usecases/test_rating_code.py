"""The code by which the resident rates: on the papers of a station that has a hall."""

from __future__ import annotations

import pytest
from people import people
from taken_in import take_in

from station_desktop.papers.document import Code, Document
from station_desktop.papers.facts import FORMATS, LANGUAGES, Format, Kind, Language
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.sync import identity
from station_desktop.sync.identity import Identity, Server
from station_desktop.usecases.paper import papers
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work


def codes(document: Document) -> list[str]:
    return [block.content for block in document.blocks if isinstance(block, Code)]


def has_hall(work: Work, address: str) -> None:
    """As after the enrolment; what is secret is never looked at here."""
    hall = Server("0123456789ab", bytes(32), address)
    mine = Identity(work.store.ledger.device, bytes(32), bytes(32), "110102017014", hall, bytes(32))
    StoreReplica(work.store).keep_identity(identity.encode(mine))


@pytest.mark.parametrize("address", ["https://hall.example:8443", "https://hall.example:8443/"])
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_has_the_address_of_the_rating(
    work: Work, address: str, format: Format, language: Language
) -> None:
    case = take_in(work, residents.register(work, people(1)[0].typed()))
    has_hall(work, address)
    receipt = papers.document(work, [case.number], "receipt", language, format)
    assert codes(receipt) == [case.number, f"https://hall.example:8443/r/{case.id}"]


@pytest.mark.parametrize("kind", ["acceptance", "form", "packet"])
def test_other_papers_do_not_have_it(work: Work, kind: Kind) -> None:
    case = take_in(work, residents.register(work, people(1)[0].typed()))
    has_hall(work, "https://hall.example")
    document = papers.document(work, [case.number], kind, "zh_CN", "a4")
    assert not any("/r/" in code for code in codes(document))


def test_a_station_that_works_alone_prints_no_address(work: Work) -> None:
    case = take_in(work, residents.register(work, people(1)[0].typed()))
    receipt = papers.document(work, [case.number], "receipt", "zh_CN", "a4")
    assert codes(receipt) == [case.number]

"""One case at a time, taken in at the desk."""

from __future__ import annotations

from visits import everything_shown, line

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.visitdraft import MaterialDraft, VisitDraft
from station_desktop.domain.person.residents import Resident
from station_desktop.usecases.counter import intake
from station_desktop.usecases.work import Work

COLLECT = "GOV-EL-001"


def take_in(work: Work, resident: Resident, *, lacking: bool = False, item: str = COLLECT) -> Case:
    shown = everything_shown(work, item)
    if lacking:
        shown["photo_1inch"] = MaterialDraft("missing")
    draft = VisitDraft(
        id=work.store.ledger.new_id(),
        resident=resident.id,
        lines=(line(work, item, shown=shown),),
    )
    return intake.accept(work, draft).cases[0]

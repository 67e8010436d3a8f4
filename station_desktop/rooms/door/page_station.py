"""Which station it is: its name and code, and what its papers say of it."""

from __future__ import annotations

from collections.abc import Callable

from station_desktop.domain.problem import Problem, Refused
from station_desktop.rooms.door.draft import SETTINGS, Draft
from station_desktop.rooms.door.steps import Step
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language, bind
from station_desktop.usecases.setup import founding

_BOX_OF = {f"settings/{setting}": key for key, setting in SETTINGS.items()}


class StationStep(Step):
    """``done`` when name and code are as they may be."""

    def __init__(self, language: Language, draft: Draft, back: Callable[[], object]) -> None:
        kept = draft.boxes("station")
        super().__init__(language, "door.station", number=2, back=back, kept=kept)
        self._draft = draft
        bind(self.title.setText, "door", "The station")
        bind(
            self.lead.setText,
            "door",
            "The name heads every paper, the last six digits of the code begin every case number. "
            "The other lines may stay empty and can be filled in later under Settings.",
        )
        self.ask("name", Text("door", "Station name"))
        self.ask("code", Text("door", "Station code (12 digits)")).setPlaceholderText(
            "110102017014"
        )
        self.ask("subdistrict", Text("door", "Subdistrict"))
        self.ask("address", Text("door", "Address"))
        self.ask("phone", Text("door", "Telephone"))
        bind(self.main.setText, "door", "Next  ↵")

    def go_on(self) -> None:
        draft = self._draft
        found = [
            *founding.station_problems(draft.name, draft.code),
            *founding.setting_problems(draft.settings),
        ]
        if found:
            self.refuse(Refused(*map(_boxed, found)))
        else:
            self.done.emit(None)


def _boxed(problem: Problem) -> Problem:
    return Problem(problem.code, _BOX_OF.get(problem.field, problem.field), problem.params)

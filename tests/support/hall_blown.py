"""A station that blows whistles and closes cases, as the filled hall hears of it."""

from __future__ import annotations

from hall_filled import FIRST, NOW, Desk, officer

from station_desktop.domain.case.cases import Completed, Opened, Withdrawn
from station_desktop.domain.journal.journal import Fact, Run
from station_desktop.domain.time import clock
from station_desktop.domain.whistle.whistles import Blown, Closed, DepartmentCalled, Kind, Whistle
from station_desktop.hall.journal import filing, folding
from station_desktop.hall.whistles import acts, board
from station_desktop.hall.whistles.acts import Chosen
from station_desktop.hall.work import Hall

DRAINS, STREETS = "排水集团", "城管执法队"
ITEM = "GOV-EL-009"


class Station:
    """What it says is at the hall at once."""

    def __init__(self, hall: Hall, station: str = FIRST, device: str = "0000000000b1") -> None:
        self.hall, self.station = hall, station
        self.desk = Desk(hall, station, device)
        self.now = clock.milliseconds(NOW)

    def says(self, *acts: tuple[str, Fact], at: int = 0) -> None:
        begun = len(self.desk.entries)
        for subject, fact in acts:
            self.desk.tell(subject, fact, at or self.now)
        entries = tuple(self.desk.entries[begun:])
        with self.hall.database.begin() as connection:
            filing.store(connection, self.station, [Run(self.desk.device, entries)])

    def blows(
        self,
        what: str = "胡同口污水井堵塞，返水到院里",
        *departments: str,
        place: str = "老墙根街6号院门口",
        kind: Kind = "everyday",
        minutes_ago: int = 0,
        case: str = "",
    ) -> str:
        """A whistle of so many minutes ago; its id."""
        at = self.now - minutes_ago * 60_000
        id = self.desk.new_id(at)
        serial = len(self.desk.entries) + 1
        number = f"{self.station[-6:]}-W20261120-01-{serial:04d}-0"
        blown = Blown(number, kind, case, what, place, at)
        calls = [DepartmentCalled(name, at, 30) for name in departments]
        self.says(*((f"whistle:{id}", fact) for fact in (blown, *calls)), at=at)
        return id

    def closes(self, whistle: str, result: str = "已疏通") -> None:
        self.says((f"whistle:{whistle}", Closed(result, self.now)))

    def opens(self) -> str:
        """A case that is done at the desk; its id."""
        id = self.desk.new_id(self.now)
        fact = Opened(
            number=f"014-20261120-09-{len(self.desk.entries):04d}-0",
            item=ITEM,
            pack=self.desk.hash,
            visit=self.desk.new_id(self.now),
            resident="",
            state="accepted",
            category="government",
            mode="direct",
            title="张桂兰家的事",
            contact="张桂兰",
        )
        self.says((f"case:{id}", fact))
        return id

    def completes(self, case: str) -> None:
        self.says((f"case:{case}", Completed("已办")))

    def withdraws(self, case: str) -> None:
        self.says((f"case:{case}", Withdrawn("不办了")))


def path_of(hall: Hall, whistle: str, name: str = DRAINS) -> str:
    """Where the department's page is; the link is made where there is none."""
    chosen = Chosen(FIRST, whistle)
    found = board.detail(hall, officer(hall), chosen).links
    if name not in found:
        acts.link(hall, officer(hall), chosen, name)
        found = board.detail(hall, officer(hall), chosen).links
    return found[name]


def whistle_of(hall: Hall, id: str) -> Whistle:
    with hall.database.reading() as connection:
        found = folding.load(connection, FIRST, "whistle", id)
    assert isinstance(found, Whistle)
    return found

"""Another version on a PC: taken in only when proven, put in place by the real dpkg in a system of
its own, back when it does not do, and whole wherever the power fails."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from released import BAD, NOTES, Builders, package, pc

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.releases import Release
from station_desktop.releases import carried, making, standing
from station_desktop.releases.debian import NAME, Dpkg
from station_desktop.releases.standing import Standing
from station_desktop.storage.tables import migrating
from station_desktop.usecases.update import update_offers
from station_desktop.usecases.version import trying, updating

DATA = {"station.db": b"cases" * 1000, "station.keys": b"keys"}


class Place:
    """A PC with its data folder, and those who make releases for it."""

    def __init__(self, folder: Path, root: bytes) -> None:
        self.folder = folder
        self.builders = Builders(folder / "builders")
        self.builders.root = root
        self.data = folder / "数据 folder"
        self.pc = Dpkg(folder / "system", root)

    def stage(self, file: Path) -> Release:
        return update_offers.stage(self.data, file, self.pc, root=self.builders.root)

    def apply(self, installation: Dpkg | None = None) -> Standing:
        return updating.apply(self.data, installation or self.pc, root=self.builders.root)

    @property
    def files(self) -> dict[str, bytes]:
        return {name: (self.data / name).read_bytes() for name in DATA}

    @property
    def brought(self) -> set[str]:
        """Which versions have files in place."""
        program = Path(self.pc.command()[0]).parent
        return {file.name.removeprefix("brought by ") for file in program.glob("brought by *")}

    @property
    def standing(self) -> Standing:
        return standing.read(self.data)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """0.1.0 in place, 0.2.0 released and good, 0.3.0 released and broken."""
    folder = tmp_path_factory.mktemp("updates")
    builders = Builders.begin(folder / "builders")
    first = package(folder, "0.1.0")
    pc(folder / "system", builders.root, first)
    builders.release("0.2.0", package(folder, "0.2.0"))
    builders.carry("0.2.0")
    builders.release("0.3.0", package(folder, "0.3.0", script=BAD))
    builders.carry("0.3.0")
    making.carry(builders.repository, "0.2.0", builders.folder / "again.station-update")
    made = Place(folder, builders.root)
    made.data.mkdir()
    for name, data in DATA.items():
        (made.data / name).write_bytes(data)
    return made


@pytest.fixture
def place(begun: Place, tmp_path: Path) -> Place:
    return copied(begun, tmp_path / "copy")


def copied(begun: Place, to: Path) -> Place:
    shutil.copytree(begun.folder, to, symlinks=True)
    return Place(to, begun.builders.root)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    for problem in refused.value.problems:
        for language in phrases.LANGUAGES:
            said = phrases.say(problem.code, language, **problem.params)
            assert said != problem.code
            assert "{" not in said
    return refused.value.first.code


# taking in


def test_a_release_is_taken_in_with_what_it_brings_and_installed_only_when_wanted(
    place: Place,
) -> None:
    release = place.stage(place.builders.folder / "0.2.0.station-update")
    assert (release.version, release.notes) == ("0.2.0", NOTES)
    assert place.standing.state == "ready"
    assert place.pc.version() == "0.1.0"
    assert trying.begin(place.data) == "go"
    updating.plan(place.data, "start")
    assert trying.begin(place.data) == "apply"
    updating.forget(place.data)
    assert refusal(place.apply) == "updates.nothing_ready"
    assert place.pc.version() == "0.1.0"


def test_what_is_not_for_this_pc_is_not_taken_and_says_why(place: Place, tmp_path: Path) -> None:
    mine = place.builders
    mine.release("0.4.0", platform="windows-x86_64")
    mine.release("0.5.0", least="0.2.0")
    mine.release("0.0.9")
    strangers = Builders.begin(tmp_path / "strangers")
    strangers.release("0.6.0")
    assert refusal(lambda: place.stage(strangers.carry("0.6.0"))) == "updates.unsigned"
    assert refusal(lambda: place.stage(mine.carry("0.4.0"))) == "updates.platform"
    assert refusal(lambda: place.stage(mine.carry("0.5.0"))) == "updates.too_far"
    assert refusal(lambda: place.stage(mine.carry("0.0.9"))) == "updates.not_newer"
    older = mine.folder / "0.2.0.station-update"
    assert refusal(lambda: place.stage(older)) == "updates.behind"
    assert refusal(lambda: place.stage(mine.keys / "release.pem")) == "updates.unreadable"
    assert refusal(lambda: place.stage(mine.folder / "none")) == "file.cannot_read"
    assert place.standing.state == "none"
    assert place.stage(mine.carry("0.2.0")).version == "0.2.0"


@pytest.fixture(scope="module")
def untouched(begun: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    return copied(begun, tmp_path_factory.mktemp("hurt") / "copy")


@given(st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_file_that_was_cut_or_changed_anywhere_installs_nothing_else(
    untouched: Place, data: st.DataObject
) -> None:
    whole = (untouched.builders.folder / "0.2.0.station-update").read_bytes()
    if data.draw(st.booleans()):
        hurt = whole[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        at = data.draw(st.integers(0, len(whole) - 1))
        hurt = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    file = untouched.folder / "hurt.station-update"
    file.write_bytes(hurt)
    shutil.rmtree(standing.folder(untouched.data), ignore_errors=True)
    refused = ""
    try:
        release = untouched.stage(file)
    except Refused as said:
        refused = said.first.code
    if refused:
        assert refused in ("updates.unreadable", "updates.damaged", "updates.unsigned")
        assert untouched.standing.state == "none"
        return
    original = untouched.builders.repository / carried.TARGETS / release.stored
    assert updating.package_of(untouched.data, release).read_bytes() == original.read_bytes()


def test_a_key_that_was_replaced_no_longer_counts_and_old_stations_follow(place: Place) -> None:
    mine = place.builders
    making.renew(mine.keys, mine.repository, "Release#2026")
    mine.release("0.4.0", package(place.folder, "0.4.0"))
    assert place.stage(mine.carry("0.4.0")).version == "0.4.0"
    assert place.apply().state == "trying"
    older = mine.folder / "0.3.0.station-update"
    trying.entered(place.data)
    assert refusal(lambda: place.stage(older)) == "updates.unsigned"


@pytest.mark.parametrize("year", [1980, 2099])
def test_a_clock_that_is_wrong_keeps_no_update_away(
    place: Place, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import datetime, tzinfo

    from tuf.ngclient._internal import trusted_metadata_set

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Wrong:
            return cls(year, 1, 1, tzinfo=tz)

    monkeypatch.setattr(trusted_metadata_set.datetime, "datetime", Wrong)
    assert place.stage(place.builders.folder / "0.2.0.station-update").version == "0.2.0"


# putting in place


def test_the_new_version_is_in_place_and_well_once_somebody_has_signed_in(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.stage(place.builders.folder / "0.2.0.station-update")
    steps: list[str] = []
    found = updating.apply(place.data, place.pc, steps.append, root=place.builders.root)
    assert steps == ["verify", "save", "install", "check"]
    assert (found.state, found.happened) == ("trying", "updated")
    assert place.pc.version() == "0.2.0"
    assert place.brought == {"0.2.0"}
    assert place.files == DATA
    monkeypatch.setattr(trying, "__version__", "0.2.0")
    assert trying.begin(place.data) == "go"
    trying.entering(place.data)
    assert trying.entered(place.data).state == "none"
    assert trying.begin(place.data) == "go"
    news = updating.news(place.data)
    assert news is not None
    assert "0.2.0" in phrases.say(news.code, "zh_CN", **news.params)
    assert not (standing.folder(place.data) / updating.SAVED).exists()


def test_a_version_that_fails_its_check_is_gone_again_and_everybody_is_told(place: Place) -> None:
    place.stage(place.builders.folder / "0.3.0.station-update")
    found = place.apply()
    assert (found.state, found.happened, found.why) == ("none", "undone", "updates.did_not_start")
    assert place.pc.version() == "0.1.0"
    assert place.brought == {"0.1.0"}
    assert place.pc.starts()
    assert place.files == DATA
    news = updating.news(place.data)
    assert news is not None
    said = phrases.say(news.code, "en", **news.params)
    assert "0.3.0" in said
    assert "did not start" in said
    offered = standing.keep(place.data, Standing(offer=found.release, failed=found.failed))
    assert update_offers.wanted(offered) is None


def test_a_package_spoilt_after_it_was_taken_in_is_not_installed(place: Place) -> None:
    release = place.stage(place.builders.folder / "0.2.0.station-update")
    updating.package_of(place.data, release).write_bytes(b"something else")
    assert refusal(place.apply) == "updates.damaged"
    assert place.pc.version() == "0.1.0"
    assert place.standing.state == "ready"


def test_root_installs_nothing_that_it_has_not_proven_itself(place: Place, tmp_path: Path) -> None:
    strangers = Builders.begin(tmp_path / "strangers")
    foreign = strangers.release("0.9.0", package(tmp_path, "0.9.0"))
    Place(place.folder, strangers.root).stage(strangers.carry("0.9.0"))
    folder = standing.folder(place.data)
    [file] = (folder / updating.PACKAGES).glob(f"*{foreign.path}")
    installed = refusal(lambda: place.pc.install(folder / updating.TRUST, file))
    assert installed == "updates.unsigned"
    assert place.pc.version() == "0.1.0"


def test_a_version_that_never_gets_as_far_as_a_sign_in_offers_then_takes_the_way_back(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.stage(place.builders.folder / "0.2.0.station-update")
    place.apply()
    monkeypatch.setattr(trying, "__version__", "0.2.0")
    assert trying.begin(place.data) == "go"
    trying.ended(place.data, well=True)  # opened, looked at, closed: no failure
    assert [trying.begin(place.data) for _ in range(4)] == ["go", "go", "ask", "back"]
    trying.entering(place.data)
    (place.data / "station.db").write_bytes(b"half moved on")
    found = updating.roll_back(place.data, place.pc, why="updates.did_not_start")
    assert (found.state, found.happened, found.newer) == ("none", "undone", "")
    assert place.pc.version() == "0.1.0"
    assert place.files == DATA


def test_going_back_keeps_what_was_entered_where_the_tables_are_the_same(place: Place) -> None:
    place.stage(place.builders.folder / "0.2.0.station-update")
    place.apply()
    trying.entering(place.data)
    trying.entered(place.data)
    (place.data / "station.db").write_bytes(b"a day's work")
    way = updating.way_back(place.data, place.pc)
    assert way == updating.WayBack("0.1.0", loses=False)
    updating.roll_back(place.data, place.pc)
    assert place.pc.version() == "0.1.0"
    assert place.files["station.db"] == b"a day's work"
    assert refusal(lambda: updating.roll_back(place.data, place.pc)) == "updates.no_way_back"


def test_going_back_over_new_tables_lays_aside_what_was_entered_and_only_when_told_to(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.stage(place.builders.folder / "0.2.0.station-update")
    place.apply()
    monkeypatch.setattr(migrating, "MIGRATED", migrating.MIGRATED | {"9999_of_0.2.0"})
    trying.entering(place.data)
    trying.entered(place.data)
    (place.data / "station.db").write_bytes(b"a day's work")
    assert refusal(lambda: updating.roll_back(place.data, place.pc)) == "updates.would_lose"
    assert place.pc.version() == "0.2.0"
    found = updating.roll_back(place.data, place.pc, lose=True)
    assert place.pc.version() == "0.1.0"
    assert place.files == DATA
    assert (place.data / found.newer / "station.db").read_bytes() == b"a day's work"
    news = updating.news(place.data)
    assert news is not None
    assert found.newer in phrases.say(news.code, "en", **news.params)


# the power fails


class Cut(BaseException):
    """The power fails here."""


class Failing(Dpkg):
    """A PC whose power fails at the ``at``-th of the moments that count; one of them leaves dpkg's
    own work half done."""

    def __init__(self, place: Place, at: int) -> None:
        super().__init__(place.folder / "system", place.builders.root)
        self.at, self.seen = at, 0

    def passes(self, *_: object) -> None:
        self.seen += 1
        if self.seen == self.at:
            raise Cut

    def _dpkg(self, package: Path) -> None:
        self.passes()
        self.seen += 1
        if self.seen == self.at:
            command = [*self._command("dpkg"), "--unpack", str(package)]
            subprocess.run(command, check=True, capture_output=True)
            raise Cut
        super()._dpkg(package)
        self.passes()


def run_until_cut(place: Place, act: Callable[[Failing], object], at: int) -> bool:
    """Whether the power failed before ``act`` was done."""
    failing = Failing(place, at)
    keep = standing.keep

    def kept(data: Path, found: Standing) -> Standing:
        failing.passes()
        return keep(data, found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing, "keep", kept)
        try:
            act(failing)
        except Cut:
            return True
    return False


def restart(place: Place) -> Standing:
    """The program is started again, as often as it takes."""
    for _ in range(3):
        if trying.begin(place.data) != "settle":
            break
        updating.settle(place.data, place.pc)
    return place.standing


def whole(place: Place) -> str:
    """The version in place, which is all there, with the data there were."""
    version = place.pc.version()
    assert version
    assert place.brought == {version}
    assert place.files == DATA
    return version


def moments(
    begun: Place, tmp_path: Path, act: Callable[[Place, Failing], object], *, first: int = 1
) -> Iterator[Place]:
    """The place after the power failed at each moment in turn from the ``first`` on, and the
    program was started again."""
    at, cut = first - 1, True
    while cut:
        at += 1
        place = copied(begun, tmp_path / str(at))
        cut = run_until_cut(place, lambda pc, place=place: act(place, pc), at)  # type: ignore[misc]
        yield place
        shutil.rmtree(place.folder)
    assert at > 5


def kept(place: Place) -> Place:
    """The package of what is in place is there from an update before, so that it need not be made
    again each time."""
    packages = place.folder / "system/var/lib/station-desktop/packages"
    packages.mkdir(parents=True)
    shutil.copy(place.folder / f"{NAME}_0.1.0.deb", packages)
    return place


def outcome(place: Place) -> tuple[str, str, str]:
    """Which version is whole in place after the program was started again, and what is told."""
    found = restart(place)
    return whole(place), found.state, found.happened


def test_wherever_the_power_fails_it_is_the_old_version_or_the_new_one(
    begun: Place, tmp_path: Path
) -> None:
    ready = kept(copied(begun, tmp_path / "ready"))
    ready.stage(ready.builders.folder / "0.2.0.station-update")
    ended = set()
    for place in moments(ready, tmp_path, lambda place, pc: place.apply(pc)):
        now = outcome(place)
        if now not in ended and now[1] == "ready":  # and it can simply be tried again
            place.apply()
            assert whole(place) == "0.2.0"
        ended.add(now)
    assert ended == {
        ("0.1.0", "ready", ""),
        ("0.1.0", "ready", "interrupted"),
        ("0.2.0", "trying", "updated"),
    }


def test_wherever_the_power_fails_while_a_broken_version_goes_the_old_one_is_there(
    begun: Place, tmp_path: Path
) -> None:
    ready = kept(copied(begun, tmp_path / "ready"))
    ready.stage(ready.builders.folder / "0.3.0.station-update")
    installed = 4  # until then the power fails as with a good one
    went = moments(ready, tmp_path, lambda place, pc: place.apply(pc), first=installed)
    assert {outcome(place) for place in went} == {("0.1.0", "none", "undone")}


def test_wherever_the_power_fails_on_the_way_back_the_old_version_is_reached(
    begun: Place, tmp_path: Path
) -> None:
    tried = kept(copied(begun, tmp_path / "tried"))
    tried.stage(tried.builders.folder / "0.2.0.station-update")
    tried.apply()
    trying.entering(tried.data)
    (tried.data / "station.db").write_bytes(b"half moved on")
    for place in moments(tried, tmp_path, lambda place, pc: updating.roll_back(place.data, pc)):
        found = restart(place)
        if found.state == "trying":  # it had not begun
            updating.roll_back(place.data, place.pc)
        assert whole(place) == "0.1.0"
        assert place.standing.state == "none"


def test_the_way_back_from_the_first_update_is_made_from_what_is_in_place(place: Place) -> None:
    assert place.pc.way_back() == ""
    place.stage(place.builders.folder / "0.2.0.station-update")
    place.apply()
    assert place.pc.way_back() == "0.1.0"
    kept = place.folder / "system/var/lib/station-desktop/packages" / f"{NAME}_0.1.0.deb"
    listed = subprocess.run(
        ["dpkg-deb", "--contents", str(kept)], check=True, capture_output=True, text=True
    ).stdout
    assert "./opt/station-desktop/station-desktop" in listed
    assert "brought by 0.1.0" in listed

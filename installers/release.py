"""Making releases, for those who build the program. On a PC without a network, with the keys on a
stick that is there for this alone:

    python installers/release.py keys KEYS REPOSITORY       once: keys, and the root of trust
    python installers/release.py sign KEYS REPOSITORY --version 0.2.0 --notes NOTES.toml FILE …
    python installers/release.py carry REPOSITORY 0.2.0 OUT.station-update
    python installers/release.py renew KEYS REPOSITORY       the release key was lost or stolen
    python installers/release.py withdraw KEYS REPOSITORY 0.2.0

`keys` and `renew` write the root of trust to resources/updates/root.json, which is built into the
program: build after `keys`. Keep two of the three root keys in different safes; `sign` needs only
release.pem. FILE is a .deb or setup .exe whose name says its platform (…_amd64.deb, …_arm64.deb,
…_loong64.deb, ….exe). NOTES has two texts, `zh_CN` and `en`, a line for each thing that is new. The
keys' password is asked for, or read from STATION_RELEASE_PASSWORD.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import tomllib
from pathlib import Path

from station_desktop import paths, phrases
from station_desktop.domain.catalogue import Words
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.releases import LONGEST_NOTES, Release
from station_desktop.releases import making
from station_desktop.releases.debian import NAME

ROOT = paths.resources() / "updates" / "root.json"
"""Where the root of trust is built into the program from."""
_PLATFORMS = {
    "_amd64.deb": "linux-x86_64",
    "_arm64.deb": "linux-aarch64",
    "_loong64.deb": "linux-loongarch64",
    ".exe": "windows-x86_64",
}


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        _ACTS[options.act](options)
    except Refused as refused:
        print(phrases.say_all(refused.problems, "en"), file=sys.stderr)
        return 1
    return 0


def _keys(options: argparse.Namespace) -> None:
    _ship(making.make_keys(options.keys, options.repository, _password(twice=True)))
    print(f"keys in {options.keys.name}: keep root-1, root-2 and root-3 apart, far from here")


def _sign(options: argparse.Namespace) -> None:
    notes = tomllib.loads(options.notes.read_text("utf-8"))
    words = Words(notes["zh_CN"].strip(), notes["en"].strip())
    if len(words.zh) > LONGEST_NOTES or len(words.en) > LONGEST_NOTES:
        raise SystemExit("the notes are too long")
    packages = [
        making.Package(file, _release(file, options.version, options.least, words))
        for file in options.files
    ]
    making.release(options.keys, options.repository, _password(), packages)
    print(f"signed {options.version} for", ", ".join(one.release.platform for one in packages))


def _release(file: Path, version: str, least: str, notes: Words) -> Release:
    ending = next((known for known in _PLATFORMS if file.name.endswith(known)), "")
    platform = _PLATFORMS.get(ending, file.name)
    path = f"{NAME}_{version}_{platform}{file.suffix}"
    return Release(path, version, platform, 0, "", least, notes)


def _carry(options: argparse.Namespace) -> None:
    carried = making.carry(options.repository, options.version, options.file)
    print(f"{options.file.name} holds", ", ".join(carried))


def _renew(options: argparse.Namespace) -> None:
    _ship(making.renew(options.keys, options.repository, _password()))
    print("a new release key; stations follow with the next release")


def _withdraw(options: argparse.Namespace) -> None:
    gone = making.take_back(options.keys, options.repository, _password(), options.version)
    print("withdrawn:", ", ".join(gone))


_ACTS = {"keys": _keys, "sign": _sign, "carry": _carry, "renew": _renew, "withdraw": _withdraw}


def _ship(root: bytes) -> None:
    """Build the root of trust into the program from now on."""
    ROOT.parent.mkdir(exist_ok=True)
    ROOT.write_bytes(root)


def _password(*, twice: bool = False) -> str:
    given = os.environ.get("STATION_RELEASE_PASSWORD")
    if given:
        return given
    typed = getpass.getpass("Password of the keys: ")
    if twice and getpass.getpass("Once more: ") != typed:
        raise SystemExit("these are not the same")
    return typed


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    acts = parser.add_subparsers(dest="act", required=True)
    for act, where in (
        ("keys", ("keys", "repository")),
        ("sign", ("keys", "repository")),
        ("carry", ("repository",)),
        ("renew", ("keys", "repository")),
        ("withdraw", ("keys", "repository")),
    ):
        made = acts.add_parser(act)
        for name in where:
            made.add_argument(name, type=Path)
        if act in ("carry", "withdraw"):
            made.add_argument("version")
        if act == "carry":
            made.add_argument("file", type=Path)
        if act == "sign":
            made.add_argument("--version", required=True)
            made.add_argument("--least", default="0.0", help="oldest version it may be put over")
            made.add_argument("--notes", type=Path, required=True)
            made.add_argument("files", nargs="+", type=Path)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())

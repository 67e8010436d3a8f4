"""Making releases: the keys, the signed metadata, the file to carry. For those who build the
program; done on a PC without a network, never at a station or a hall.

Three root keys, of which two sign together, say which release key holds; they are kept apart and
used once in years. The release key signs what is released. A lost or stolen release key is replaced
by :func:`renew`, which every station follows by itself.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Signed,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization.json import JSONSerializer

from station_desktop import whole_files
from station_desktop.domain.problem import refuse
from station_desktop.domain.station import releases
from station_desktop.domain.station.releases import Release
from station_desktop.releases import carried, trust

ROOT_KEYS = ("root-1", "root-2", "root-3")
_ROOT_NEEDED = 2
_RELEASE_KEY = "release"
_SIGNED_DAILY = ("timestamp", "snapshot", "targets")
S = TypeVar("S", bound=Signed)


class Package(msgspec.Struct, frozen=True):
    """A package to release: its file, and what is to be signed of it (``length`` and ``digest``
    are worked out)."""

    file: Path
    release: Release


def make_keys(keys: Path, repository: Path, password: str) -> bytes:
    """Make new keys in ``keys``, each locked with ``password``, and an empty ``repository`` that
    they sign. Returns the root of trust, to be shipped with the program. Refuses
    ``updates.keys_there`` rather than write over any."""
    if any(keys.glob("*.pem")) or (repository / carried.METADATA).exists():
        raise refuse("updates.keys_there")
    keys.mkdir(parents=True, exist_ok=True)
    (repository / carried.METADATA).mkdir(parents=True)
    (repository / carried.TARGETS).mkdir(exist_ok=True)
    root = Root(expires=trust.FOR_EVER, consistent_snapshot=True)
    signers = {name: _new_key(keys, name, password) for name in (*ROOT_KEYS, _RELEASE_KEY)}
    for name in ROOT_KEYS:
        root.add_key(signers[name].public_key, "root")
    root.roles["root"].threshold = _ROOT_NEEDED
    for role in _SIGNED_DAILY:
        root.add_key(signers[_RELEASE_KEY].public_key, role)
    data = _sign(root, [signers[name] for name in ROOT_KEYS])
    _write(repository, "1.root.json", data)
    _sign_all(repository, signers[_RELEASE_KEY], Targets(expires=trust.FOR_EVER))
    return data


def renew(keys: Path, repository: Path, password: str) -> bytes:
    """Make a new release key in the place of the one there is, which no longer counts; needs two of
    the root keys. Returns the new root of trust, for programs built from now on."""
    root = _last_root(repository)
    old = set(root.roles["timestamp"].keyids)
    signers = [_key(keys, name, password) for name in ROOT_KEYS if (keys / f"{name}.pem").exists()]
    if len(signers) < _ROOT_NEEDED:
        raise refuse("updates.keys_missing", needed=_ROOT_NEEDED)
    (keys / f"{_RELEASE_KEY}.pem").unlink(missing_ok=True)
    fresh = _new_key(keys, _RELEASE_KEY, password)
    for role in _SIGNED_DAILY:
        for known in old:
            root.revoke_key(known, role)
        root.add_key(fresh.public_key, role)
    root.version += 1
    data = _sign(root, signers)
    _write(repository, f"{root.version}.root.json", data)
    _sign_all(repository, fresh, _targets(repository))
    return data


def release(keys: Path, repository: Path, password: str, packages: Sequence[Package]) -> None:
    """Sign ``packages`` and take them into ``repository``. Refuses what is no version, is released
    already, or not a platform that is known."""
    targets = _targets(repository)
    for package in packages:
        signed = _measured(package)
        if signed.path in targets.targets:
            raise refuse("updates.released", version=signed.version, platform=signed.platform)
        shutil.copyfile(package.file, repository / carried.TARGETS / signed.stored)
        targets.targets[signed.path] = TargetFile(
            length=signed.length,
            hashes={"sha256": signed.digest},
            path=signed.path,
            unrecognized_fields={"custom": trust.custom(signed)},
        )
    _sign_all(repository, _key(keys, _RELEASE_KEY, password), targets)


def take_back(keys: Path, repository: Path, password: str, version: str) -> tuple[str, ...]:
    """Sign that ``version`` is none any more: nobody who has seen that can install it."""
    targets = _targets(repository)
    gone = tuple(
        path
        for path, target in targets.targets.items()
        if (target.custom or {}).get("version") == version
    )
    if not gone:
        raise refuse("updates.unknown", version=version)
    for path in gone:
        del targets.targets[path]
    _sign_all(repository, _key(keys, _RELEASE_KEY, password), targets)
    return gone


def carry(repository: Path, version: str, to: Path) -> tuple[str, ...]:
    """Write the file to carry: all signed metadata, and the packages of ``version``."""
    targets = _targets(repository)
    paths = tuple(
        path
        for path, target in targets.targets.items()
        if (target.custom or {}).get("version") == version
    )
    if not paths:
        raise refuse("updates.unknown", version=version)
    packages = [
        repository / carried.TARGETS / f"{targets.targets[path].hashes['sha256']}.{path}"
        for path in paths
    ]
    metadata = ((name, _read(repository, name)) for name in _current(repository))
    carried.write(to, metadata, packages)
    return paths


def _measured(package: Package) -> Release:
    """With the length and hash that the file has."""
    said = package.release
    if not (releases.is_version(said.version) and releases.is_version(said.least)):
        raise refuse("updates.version_form", version=said.version)
    if said.platform not in releases.PLATFORMS:
        raise refuse("updates.platform_unknown", platform=said.platform)
    if not releases.is_path(said.path):
        raise refuse("updates.name_form", name=said.path)
    with package.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    length = package.file.stat().st_size
    return msgspec.structs.replace(said, length=length, digest=digest)


def _current(repository: Path) -> list[str]:
    """The metadata that leads from any root to the newest state."""
    timestamp = _load(repository, "timestamp.json", Timestamp)
    number = timestamp.snapshot_meta.version
    snapshot = _load(repository, f"{number}.snapshot.json", Snapshot)
    targets = snapshot.meta["targets.json"].version
    roots = [f"{version}.root.json" for version in range(1, _roots(repository) + 1)]
    return [*roots, "timestamp.json", f"{number}.snapshot.json", f"{targets}.targets.json"]


def _sign_all(repository: Path, signer: CryptoSigner, targets: Targets) -> None:
    """The next state: targets, the snapshot that names them, the timestamp that names that."""
    folder = repository / carried.METADATA
    fresh = not (folder / "timestamp.json").exists()
    snapshot, timestamp = Snapshot(expires=trust.FOR_EVER), Timestamp(expires=trust.FOR_EVER)
    if not fresh:
        timestamp = _load(repository, "timestamp.json", Timestamp)
        number = timestamp.snapshot_meta.version
        snapshot = _load(repository, f"{number}.snapshot.json", Snapshot)
        for signed in (targets, snapshot, timestamp):
            signed.version += 1
    snapshot.meta["targets.json"] = MetaFile(version=targets.version)
    timestamp.snapshot_meta = MetaFile(version=snapshot.version)
    for name, signed in (
        (f"{targets.version}.targets.json", targets),
        (f"{snapshot.version}.snapshot.json", snapshot),
        ("timestamp.json", timestamp),
    ):
        _write(repository, name, _sign(signed, [signer]))


def _targets(repository: Path) -> Targets:
    return _load(repository, _current(repository)[-1], Targets)


def _roots(repository: Path) -> int:
    found = (repository / carried.METADATA).glob("*.root.json")
    return max(int(file.name.partition(".")[0]) for file in found)


def _last_root(repository: Path) -> Root:
    return _load(repository, f"{_roots(repository)}.root.json", Root)


def _load(repository: Path, name: str, kind: type[S]) -> S:
    metadata: Metadata[Any] = Metadata.from_bytes(_read(repository, name))
    signed = metadata.signed
    assert isinstance(signed, kind), name
    return signed


def _read(repository: Path, name: str) -> bytes:
    try:
        return (repository / carried.METADATA / name).read_bytes()
    except FileNotFoundError:
        raise refuse("updates.no_repository", name=repository.name) from None


def _write(repository: Path, name: str, data: bytes) -> None:
    whole_files.put(repository / carried.METADATA / name, data)


def _sign(signed: Signed, signers: Sequence[CryptoSigner]) -> bytes:
    metadata: Metadata[Any] = Metadata(signed)
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata.to_bytes(JSONSerializer(compact=False))


def _new_key(keys: Path, name: str, password: str) -> CryptoSigner:
    signer = CryptoSigner.generate_ed25519()
    private = serialization.load_pem_private_key(signer.private_bytes, None)
    data = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password.encode()),
    )
    file = keys / f"{name}.pem"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        written.write(data)
    return signer


def _key(keys: Path, name: str, password: str) -> CryptoSigner:
    try:
        data = (keys / f"{name}.pem").read_bytes()
        private = serialization.load_pem_private_key(data, password.encode())
    except (OSError, ValueError, TypeError):
        raise refuse("updates.key_unreadable", name=f"{name}.pem") from None
    assert isinstance(private, Ed25519PrivateKey), name
    return CryptoSigner(private)

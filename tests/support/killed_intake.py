"""Intake in a process that is killed at a random moment, again and again.

Run as a script: ``killed_intake.py FOLDER KEY ROUNDS SEED``. Each round forks a child that saves
draft fields and accepts visits as fast as it can, saying on a pipe what it was told is safe; the
parent kills it (SIGKILL) at a random moment. At the end it prints what was promised and what the
store holds, as JSON.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from visits import line

from station_desktop.domain.case.visitdraft import VisitDraft
from station_desktop.storage import drafts
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.usecases.counter import intake
from station_desktop.usecases.work import Actor, Work

LONGEST_ROUND_S, SLOWEST_ROUND_S = 0.06, 0.5
ITEMS = ("GOV-EL-001", "GOV-EL-009", "LIF-HC-003")


def work_of(folder: Path, key: bytes) -> Work:
    store = Store(folder, key)
    return Work(store, Actor.of(reads.accounts(store.connection)[0]))


def take_in(folder: Path, key: bytes, seed: int, out: int) -> None:
    """Until killed: type a few fields of a draft, then accept it; report each as done."""
    work, chance = work_of(folder, key), random.Random(seed)
    resident = reads.find_residents(work.store.connection, work.store.readings, "zxm")[0].id
    while True:
        visit = work.store.ledger.new_id()
        for field in range(3):
            value = f"{seed}-{field}-{chance.random()}"
            path = f"line/a/answers/f{field}"
            drafts.save(work.store.connection, visit, work.author, {path: value}, 1)
            os.write(out, json.dumps(["draft", visit, path, value]).encode() + b"\n")
        code = chance.choice(ITEMS)
        lines = tuple(line(work, code, id=id) for id in "ab"[: chance.choice((1, 2))])
        os.write(out, json.dumps(["begin", visit, len(lines)]).encode() + b"\n")
        accepted = intake.accept(work, VisitDraft(visit, resident, lines=lines))
        numbers = [case.number for case in accepted.cases]
        os.write(out, json.dumps(["accepted", visit, numbers]).encode() + b"\n")


def one_round(folder: Path, key: bytes, seed: int, wait: float) -> list[list[object]]:
    """Fork, let it work for ``wait`` seconds after its first report, kill; what it reported."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            take_in(folder, key, seed, writer)
        finally:
            os._exit(1)
    os.close(writer)
    heard = b""
    until = None
    while until is None or time.monotonic() < until:
        left = 20.0 if until is None else max(0.0, until - time.monotonic())
        if not select.select([reader], [], [], left)[0]:
            break
        part = os.read(reader, 65536)
        if not part:
            break
        heard += part
        until = until or time.monotonic() + wait
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(reader, 65536):
        heard += part
    os.close(reader)
    return [json.loads(row) for row in heard.split(b"\n")[:-1]]


def main() -> None:
    folder, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
    chance = random.Random(int(sys.argv[4]))
    promised: dict[str, list[str]] = {}
    begun: set[str] = set()
    fields: dict[str, dict[str, str]] = {}
    longest = LONGEST_ROUND_S
    for number in range(int(sys.argv[3])):
        if len(promised) < number:  # a busy machine gets further in more time
            longest = min(SLOWEST_ROUND_S, longest * 1.1)
        for report in one_round(folder, key, number, chance.uniform(0, longest)):
            if report[0] == "draft":
                fields.setdefault(str(report[1]), {})[str(report[2])] = str(report[3])
            elif report[0] == "begin":
                begun.add(str(report[1]))
            else:
                promised[str(report[1])] = list(report[2])  # type: ignore[call-overload]
    work = work_of(folder, key)
    ask = work.store.connection.execute
    kept: dict[str, list[str]] = {}
    for visit, case_number in ask("SELECT body, number FROM cases ORDER BY number"):
        kept.setdefault(json.loads(visit)["visit"], []).append(case_number)
    open_drafts = {
        draft: drafts.load(work.store.connection, draft) for draft in fields if draft not in kept
    }
    found = proof.prove(work.store.ledger)
    print(
        json.dumps(
            {
                "rounds": int(sys.argv[3]),
                "promised": promised,
                "kept": kept,
                "begun": sorted(begun),
                "fields": {d: v for d, v in fields.items() if d not in kept},
                "drafts": open_drafts,
                "left_over": [row[0] for row in ask("SELECT id FROM drafts") if row[0] in kept],
                "proof": [found.chain, found.tables],
            }
        )
    )


if __name__ == "__main__":
    main()

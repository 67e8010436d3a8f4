"""Running a probe in a fresh process, its modules compiled as an installed program's are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

_HERE = Path(__file__).parent


def run_probe(compiled: Path, name: str, *arguments: str) -> Any:
    """What the script ``name`` of this folder says on its last line, as JSON.

    ``compiled`` keeps the compiled modules: the first run with it compiles them, so discard that
    one. ``-P`` keeps this folder's modules out of the script's way.
    """
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(compiled),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    run = subprocess.run(
        [sys.executable, "-P", str(_HERE / name), *arguments],
        env=environment,
        capture_output=True,
        check=False,
    )
    if run.returncode:
        sys.stderr.write(run.stderr.decode("utf-8", "replace"))
        raise RuntimeError(f"{name} {arguments[0]} failed")
    return msgspec.json.decode(run.stdout.splitlines()[-1])

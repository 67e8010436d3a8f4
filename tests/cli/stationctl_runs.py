"""Running the real entry point in this process: arguments in, exit code and both outputs back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from click.testing import CliRunner

from station_desktop.cli.main import main

PASSWORD = "Counter#2026"
NOBODY = {
    "STATION_DATA_DIR": None,
    "STATION_USER": None,
    "STATION_PASSWORD": None,
    "STATION_NEW_PASSWORD": None,
    "STATION_RECOVERY_KEY": None,
    "STATION_LANG": None,
    "LC_ALL": None,
    "LC_MESSAGES": None,
    "LANG": None,
}


class Ran:
    """How one run ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        """The one JSON value printed; anything beside it is an error."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> str:
        return str(self.json["error"]["code"])


Run = Callable[..., Ran]


def run(*args: str, input: str | bytes | None = None, **env: str | None) -> Ran:
    result = CliRunner().invoke(main, args, input=input, env={**NOBODY, **env})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)

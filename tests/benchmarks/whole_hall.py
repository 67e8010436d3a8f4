"""The hall itself as a process of its own, with one station and a code to enrol by.

``python -m tests.benchmarks.whole_hall URL KEYS STATION …`` prints its port and then one code for
each window named by its station.
"""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from station_desktop.hall import registry
from station_desktop.hall.accounts import staff
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store.database import Database
from station_desktop.hall.web.app import make_app
from station_desktop.hall.work import Hall


def main(url: str, keys: str, *windows: str) -> None:
    path = Path(keys)
    keyring = Keyring.open(path) if path.exists() else Keyring.make(path)
    hall = Hall(Database.open(url, keyring.data_key), keyring)
    founder = staff.console("bench")
    known = {station.code for station in registry.stations(hall, founder)}
    codes = []
    for code in windows:
        if code not in known:
            registry.add_station(hall, founder, code, f"服务站{code[-3:]}")
            known.add(code)
        codes.append(registry.enrol_code(hall, founder, code))
    config = uvicorn.Config(
        make_app(hall, secure_cookies=False),
        port=0,
        log_config=None,
        access_log=False,
        server_header=False,
    )
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    socket.listen(128)  # whoever reads the port may come at once
    sys.stdout.write("\n".join([str(socket.getsockname()[1]), *codes, "."]) + "\n")
    sys.stdout.flush()
    server.run([socket])


if __name__ == "__main__":
    main(*sys.argv[1:])

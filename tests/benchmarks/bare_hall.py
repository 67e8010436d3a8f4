"""The least that a hall could be: one POST of compressed rows, one transaction of plain inserts.

Run as a process of its own (``python -m tests.benchmarks.bare_hall``); it answers on the port that
it prints. Its tables are the hall's own, so the same indexes are kept.
"""

from __future__ import annotations

import sys
from typing import Any

import msgspec
import uvicorn
import zstandard

from station_desktop.hall.store import bulk
from station_desktop.hall.store.database import Database
from station_desktop.hall.store.tables import metadata

_decoder = msgspec.msgpack.Decoder(dict[str, tuple[list[str], list[list[Any]]]])


def put_down(database: Database, packed: bytes) -> None:
    """The rows of one POST, in one transaction."""
    tables = _decoder.decode(zstandard.ZstdDecompressor().decompress(packed))
    with database.begin() as connection:
        for name, (columns, rows) in tables.items():
            table = metadata.tables[name]
            bulk.insert(connection, table, tuple(columns), [tuple(row) for row in rows])


def application(database: Database) -> Any:
    """An ASGI application of one address, which puts down what is posted."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        if body:
            put_down(database, bytes(body))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    return answer


def main(url: str, key: str) -> None:
    database = Database.open(url, bytes.fromhex(key))
    config = uvicorn.Config(
        application(database), port=0, log_config=None, access_log=False, lifespan="off"
    )
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    socket.listen(128)  # whoever reads the port may come at once
    sys.stdout.write(f"{socket.getsockname()[1]}\n")
    sys.stdout.flush()
    server.run([socket])


if __name__ == "__main__":
    main(*sys.argv[1:])

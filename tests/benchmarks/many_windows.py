"""Many windows at once: ``python -m tests.benchmarks.many_windows FRAMES CONNECTIONS ADDRESS …``
sends each frame of a file over so many connections and prints how long each took."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import deque
from pathlib import Path
from urllib.parse import urlsplit

import msgspec


async def _connection(address: str, frames: deque[bytes], took: list[float]) -> None:
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = (
        "POST /sync HTTP/1.1\r\nHost: hall\r\nContent-Type: application/octet-stream\r\n"
        "Content-Length: %d\r\n\r\n"
    )
    while frames:
        frame = frames.popleft()
        begun = time.perf_counter()
        writer.write((head % len(frame)).encode() + frame)
        answer = await reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer.decode("latin-1"))
        lines = answer.lower().split(b"\r\n")
        length = next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))
        await reader.readexactly(length)
        took.append(time.perf_counter() - begun)
    writer.close()
    await writer.wait_closed()


async def main(file: str, connections: str, *addresses: str) -> None:
    frames: deque[bytes] = deque(msgspec.msgpack.decode(Path(file).read_bytes(), type=list[bytes]))
    took: list[float] = []
    begun = time.perf_counter()
    await asyncio.gather(
        *(
            _connection(addresses[at % len(addresses)], frames, took)
            for at in range(int(connections))
        )
    )
    seconds = time.perf_counter() - begun
    sys.stdout.buffer.write(msgspec.json.encode({"seconds": seconds, "took": took}))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

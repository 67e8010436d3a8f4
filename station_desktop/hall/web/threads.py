"""Work that waits for the database is done in a few threads, apart from the loop that serves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from anyio import to_thread

Given = ParamSpec("Given")
Result = TypeVar("Result")


async def in_thread(
    work: Callable[Given, Result], /, *args: Given.args, **kw: Given.kwargs
) -> Result:
    """The result of ``work``, called in a thread of its own."""
    return await to_thread.run_sync(partial(work, *args, **kw))


def waits(work: Callable[Given, Result]) -> Callable[Given, Awaitable[Result]]:
    """Makes a handler that waits for the database one that the loop can serve.

    Litestar's own ``sync_to_thread`` wraps a handler once more for every other method of its path.
    """

    @wraps(work)
    async def handler(*args: Given.args, **kw: Given.kwargs) -> Result:
        return await in_thread(work, *args, **kw)

    return handler

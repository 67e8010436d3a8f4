"""The hall's database: an encrypted file of its own, or PostgreSQL; and its errors in plain codes.

Every use case runs inside one :meth:`Database.begin` or :meth:`Database.reading`. Nothing of the
drivers' exceptions leaves this module where a person can do something about it; anything else is a
bug and stays an exception.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidatePoolError, TimeoutError
from sqlalchemy.pool import QueuePool

from station_desktop.domain.problem import refuse
from station_desktop.hall.store import migrations

_READING = "reading"
_BUSY_MS = 10_000
"""How long a transaction waits for another one's lock before it is told to come again."""
_SESSION = f"-c lock_timeout={_BUSY_MS} -c plan_cache_mode=force_generic_plan"
"""Statements are planned once a connection: planning over all partitions each time takes longer
than most of them run."""
_SURE_S = 1.0
"""For how long after its last use a connection is taken to be alive without asking."""
_CONNECTIONS = 10
_WAIT_S = 10.0

_BY_TEXT = (
    ("file is not a database", "hall.database_not_ours"),
    ("malformed", "hall.database_damaged"),
    ("disk image", "hall.database_damaged"),
    ("readonly", "hall.database_read_only"),
    ("disk is full", "hall.disk_full"),
    ("disk i/o error", "hall.disk_error"),
    ("unable to open", "hall.database_absent"),
    ("locked", "hall.database_busy"),
)
_BY_STATE = (
    ("08", "hall.database_absent"),
    ("28", "hall.database_denied"),
    ("3D", "hall.database_absent"),
    ("25006", "hall.database_read_only"),
    ("40", "hall.database_busy"),
    ("53100", "hall.disk_full"),
    ("53", "hall.database_busy"),
    ("55P03", "hall.database_busy"),
    ("57014", "hall.database_busy"),
    ("57P", "hall.database_absent"),
    ("58030", "hall.disk_error"),
)
"""SQLSTATE classes and codes of PostgreSQL (its manual, appendix A)."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn the environment's database errors into :class:`Refused`; let bugs through."""
    try:
        yield
    except TimeoutError as error:
        raise refuse("hall.database_busy") from error
    except DBAPIError as error:
        code = _code_of(error.orig)
        if code:
            raise refuse(code) from error
        raise
    except Exception as error:
        code = _code_of(error) if _is_of_driver(error) else ""
        if code:
            raise refuse(code) from error
        raise


def _is_of_driver(error: Exception) -> bool:
    """Whether it comes from a cursor used without SQLAlchemy (see ``bulk``)."""
    return type(error).__module__.partition(".")[0] in ("psycopg", "sqlcipher3")


def _code_of(error: BaseException | None) -> str:
    state = getattr(error, "sqlstate", None)
    if state:
        return next((code for sign, code in _BY_STATE if state.startswith(sign)), "")
    if type(error).__module__.startswith("psycopg"):
        return "hall.database_absent" if type(error).__name__ == "OperationalError" else ""
    text = str(error).lower()
    return next((code for sign, code in _BY_TEXT if sign in text), "")


class Database:
    """An open database; used by any number of threads, each transaction on its own connection."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = engine.execution_options(**_READ_ONLY[engine.dialect.name])
        self._glances = engine.execution_options(**_AT_ONCE[engine.dialect.name])

    @classmethod
    def open(cls, url: str, data_key: bytes) -> Database:
        """Open ``sqlite:///file.db``, encrypted under the 32-byte ``data_key``, or
        ``postgresql://…``, and bring its tables forward.

        Refuses with ``hall.database_url``, ``hall.database_newer`` or another of the
        ``hall.database_*`` and ``hall.disk_*`` codes.
        """
        try:
            parsed = make_url(url)
        except ArgumentError:
            raise refuse("hall.database_url") from None
        backend = parsed.get_backend_name()
        if backend == "sqlite" and parsed.database and parsed.database != ":memory:":
            engine = _embedded(Path(parsed.database), data_key)
        elif backend == "postgresql":
            engine = _postgresql(parsed)
        else:
            raise refuse("hall.database_url")
        database = cls(engine)
        try:
            with database.begin() as connection:
                migrations.bring_forward(connection)
        except BaseException:
            database.close()
            raise
        return database

    @property
    def embedded(self) -> bool:
        """Whether this is the file of one hall or relay, with one writer at a time."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One durable all-or-nothing change."""
        with translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view of everything, for looking only."""
        with translated(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """For a single question: as :meth:`reading`, but a second one might see another moment."""
        with translated(), self._glances.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def _embedded(path: Path, data_key: bytes) -> Engine:
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=_opener(dbapi2, path, data_key),
        poolclass=QueuePool,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_WAIT_S,
    )
    event.listen(engine, "begin", _begin_embedded)
    return engine


def _opener(dbapi2: Any, path: Path, data_key: bytes) -> Callable[[], Any]:
    """WAL lets readers go on while the one writer commits; ``synchronous=FULL`` makes each commit
    survive a power cut; temporary data stays in memory, since SQLite's temporary files would not
    be encrypted; what is deleted is overwritten, so that what was erased does not go on standing in
    the gaps. The driver's own transactions are off: ``_begin_embedded`` begins them."""

    def opened() -> Any:
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA secure_delete = FAST")
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -16000")
        except BaseException:
            connection.close()
            raise
        return connection

    return opened


def _begin_embedded(connection: Connection) -> None:
    """``IMMEDIATE`` takes the write lock at once, so that what is read inside (a head, a position)
    cannot be overtaken."""
    reading = connection.get_execution_options().get(_READING)
    connection.exec_driver_sql(f"PRAGMA query_only = {int(bool(reading))}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_WAIT_S,
        connect_args={
            "connect_timeout": int(_WAIT_S),
            "options": _SESSION,
        },
    )
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", _made_sure(engine))
    return engine


def _note_use(connection: Any, record: Any) -> None:
    record.info["used"] = time.monotonic()


def _made_sure(engine: Engine) -> Callable[[Any, Any, Any], None]:
    """Asks a connection that was not used for a while whether it is still alive: the server may
    have been started again meanwhile. Asking each time would cost a trip for each message."""

    def checked_out(connection: Any, record: Any, _: Any) -> None:
        if time.monotonic() - record.info.get("used", time.monotonic()) < _SURE_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    return checked_out


_READ_ONLY: dict[str, dict[str, Any]] = {
    "sqlite": {_READING: True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
"""Of a transaction that sees one moment only. On PostgreSQL a writer sees what others committed
before it got the lock of the station's row."""
_AT_ONCE: dict[str, dict[str, Any]] = {
    "sqlite": {_READING: True},
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}

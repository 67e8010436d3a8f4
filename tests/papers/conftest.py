from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _one_application_for_all(qapp: object) -> None:
    """The papers would do with less, but a process has one application and windows need more."""

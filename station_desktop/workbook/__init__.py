"""A catalogue as a workbook: written for a hall to work over, read back without loss."""

from __future__ import annotations

from station_desktop.workbook.places import describe
from station_desktop.workbook.reading import Reading, read, read_with_notes
from station_desktop.workbook.writing import export

__all__ = ["Reading", "describe", "export", "read", "read_with_notes"]

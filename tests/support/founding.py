"""How tests found their stations: a password that fits the rules, and a cheap key derivation."""

from __future__ import annotations

from station_desktop.storage.vault import Cost

CHEAP = Cost(passes=1, memory=64, lanes=1)
PASSWORD = "Station#2026"

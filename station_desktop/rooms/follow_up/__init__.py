"""The follow-up room: the deputy's back office and the stationmaster's review."""

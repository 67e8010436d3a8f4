"""What the stationmaster sets: the station's own settings, its calendar and its catalogue."""

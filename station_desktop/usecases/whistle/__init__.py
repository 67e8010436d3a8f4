"""What the station has no power over, raised to the subdistrict."""

"""Versions of the program for the stations: published at the hall, let go from ring to ring, given
out to windows. What a release is was signed elsewhere; the hall holds no key and believes none but
those signatures."""

"""The hall's doors: one address for stations, pages for its staff, an interface for other systems.

Nothing is decided here; a page asks a use case of the hall and shows what came of it.
"""

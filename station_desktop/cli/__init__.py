"""``stationctl``: everything the window does, for a terminal and for scripts.

One file for each noun. Heavy modules (the store, the papers, Qt) are imported by the command that
needs them, so that a check in a pipe starts in a blink.
"""

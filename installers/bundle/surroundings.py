"""Runs before each program of the bundle on Linux: what the program starts (a browser, the printing
system's tools) must load the system's libraries, not those that the bundle carries."""

import os
import sys

if sys.platform.startswith("linux"):
    _before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if _before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = _before

"""What stands on the desk beside the PC: readers, cameras, scanners, receipt printers. ADAPTERS.md
says how one more is added."""

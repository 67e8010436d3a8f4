"""What stands around the window on this PC: camera, fonts, printers, input methods."""

"""What stands on the desk beside the PC."""

"""What stations submitted: gone through, shown in full, decided."""

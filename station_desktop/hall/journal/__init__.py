"""Each station's journal as the hall keeps it: entries, the records and columns folded from them,
bytes, and what the hall itself writes there."""

"""Reports: the week, the month, the year, and the cases behind every number."""

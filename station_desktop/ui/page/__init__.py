"""What pages are made of: a record, the panel in which an act is prepared, papers, messages."""

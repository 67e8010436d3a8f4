"""The rosters that stations keep in Excel and CSV files, read as rows of people.

``reader`` opens a file safely and gives its sheets, ``heads`` finds the head row and proposes which
column is what, ``rows`` makes one row plain text by field, ``remarks`` knows what people write
beside it, ``people`` judges it as a person, and ``rejects`` writes what could not be taken. Nothing
here knows the store.
"""

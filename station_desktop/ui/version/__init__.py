"""What starting and ending the program have to do about another version of it."""

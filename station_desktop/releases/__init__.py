"""Versions of the program on their way to a PC: believed by their signatures (The Update
Framework), carried in one file, put in place by the system's own installer."""

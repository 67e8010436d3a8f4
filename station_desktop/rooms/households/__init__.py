"""Rounds: the households one answers for, today's list, appointments, and who answers for what."""

"""The queue: every case of the station, what is due when, and all that can be done with one."""

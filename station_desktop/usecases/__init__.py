"""What people do here, one function each: rights checked, rules applied, facts appended.

Used alike by the window and by ``stationctl``. Each takes a :class:`~.work.Work` and plain values,
returns records, and raises :class:`~station_desktop.domain.problem.Refused` with every problem
when it declines; it then has changed nothing.
"""

"""What ``stationctl`` and ``station-hall`` have in common: how commands are built and explain
themselves, how secrets are asked for, what is printed, and how every run ends."""

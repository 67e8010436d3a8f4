"""The station itself: settings, roles, accounts, devices, and what IT lays down for its PC."""

"""Station Desktop: one window for the general social worker of a community service station."""

__version__ = "0.1.0"

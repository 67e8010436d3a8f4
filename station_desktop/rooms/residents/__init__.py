"""The residents: found, registered, kept up to date, and shown in full only with a reason."""

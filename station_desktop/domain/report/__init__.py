"""Reports as plain values, and how rates are computed."""

"""Journal: what was done here, by whom and to whom, for whoever audits; and whether it holds."""

"""Where another version comes from: a file, or the hall by rings."""

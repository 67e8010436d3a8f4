"""Work off the main thread: lanes, the runner over them, and jobs that can be stopped."""

"""What goes on whoever sits at the window: rounds with the hall, backups, reminders."""

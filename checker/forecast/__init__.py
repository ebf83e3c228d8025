"""What turns red when, if nothing new arrives: the same assessment, day by day, compared."""

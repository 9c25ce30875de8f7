"""`make soak`: mixed load for a long time."""

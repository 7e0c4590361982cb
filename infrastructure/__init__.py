"""What PyTake runs on, and how it gets there."""

"""The simulator's own API: the customers, the mischief and the record of what happened."""

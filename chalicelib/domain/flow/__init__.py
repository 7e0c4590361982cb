"""Flows: a graph of nodes, and the pure engine that walks it."""

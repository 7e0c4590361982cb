"""Prints the API's description: ``python -m infrastructure.openapi > frontend/openapi.json``."""

import sys

from chalicelib.entrypoints.openapi import document

if __name__ == "__main__":
    sys.stdout.write(document())

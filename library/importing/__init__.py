"""Catalogues: publications described in a CSV file, read into the library and written out of it (docs/importing.md)."""

"""The rules by theme; `catalogue` lists them all."""

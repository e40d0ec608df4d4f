"""Dropping a register on the desktop: what happens then, and the shortcut to drop it on."""

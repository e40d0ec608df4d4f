"""The forms of one case: filled with what the register knows, and read back into it."""

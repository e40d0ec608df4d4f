"""What the pages need beside their words: one style sheet, one script, one picture."""

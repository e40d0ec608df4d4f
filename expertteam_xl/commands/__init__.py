"""The commands, a module each; everything heavy is imported by the command that needs it."""

"""The workbooks that the program writes: one module per kind, plain data first."""

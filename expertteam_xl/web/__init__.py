"""The page on this machine to drop a register on: the other face beside the command line.

It does nothing that the commands can't do: it takes files in, calls the same functions, and shows
what they give. Only `expertteam-xl start` imports it, with the libraries of the extra ``[web]``.
"""

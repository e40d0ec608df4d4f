"""The agreement as data: its versions, its gemeenten and its working days.

Every number, date and place of the convenant stands in a TOML file of this folder, with the
article it comes from beside it. Nothing else in the program repeats one.
"""

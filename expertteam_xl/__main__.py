"""``python -m expertteam_xl`` is the same as the command ``expertteam-xl``."""

from expertteam_xl.cli import main

if __name__ == "__main__":
    main()

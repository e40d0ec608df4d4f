"""Where the program without Python begins: without words behind it, it opens the page."""

import sys

from expertteam_xl.cli import main

if __name__ == "__main__":
    main(sys.argv[1:] or ["start"])

"""Run the command line as `python -m geoincidents`."""

import sys

from geoincidents.cli import main

if __name__ == "__main__":
    sys.exit(main())

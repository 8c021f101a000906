"""The exit codes, a promise to scripts."""

FINE = 0
FAILED = 1
USAGE = 2
SOME_SKIPPED = 3
INTERRUPTED = 130  # 128 + SIGINT, as shells count

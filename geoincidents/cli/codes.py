"""The exit codes, a promise to scripts."""

FINE = 0
FAILED = 1
USAGE = 2
SOME_SKIPPED = 3
BUSY = 75  # EX_TEMPFAIL of sysexits.h: the same words may do a moment later
INTERRUPTED = 130  # 128 + SIGINT, as shells count

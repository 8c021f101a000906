#!/bin/sh
# Make .venv with the first Python of 3.11 or newer that answers.
for name in ${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3 python}; do
    # A name may be there and not work: pyenv has shims for versions that are switched off.
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$name" -m venv .venv
    fi
done
echo "Python 3.11 or newer is needed and was not found: install it, or say PYTHON=/its/path make" >&2
exit 1

#!/bin/sh
# Make .venv from a lock file, with hashes: by uv where it is found, else by pip.
set -eu
lock=$1
python=${PY:-python3}
export PIP_DISABLE_PIP_VERSION_CHECK=1

if command -v uv >/dev/null 2>&1; then
    echo "preparing .venv from $lock (uv)…"
    [ -x .venv/bin/python ] || uv venv -q --python '>=3.11' .venv
    uv pip install -q --python .venv/bin/python --require-hashes -r "$lock"
    uv pip install -q --python .venv/bin/python --no-deps -e .
    exit 0
fi

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "Python 3.11 or newer is needed (or uv): set PY=/path/to/python3" >&2
    exit 1
}
echo "preparing .venv from $lock (pip)…"
.venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear .venv || {
    echo "this Python cannot make virtual environments: install its venv package, or uv" >&2
    exit 1
}
.venv/bin/python -m pip install -q --require-hashes -r "$lock"
.venv/bin/python -m pip install -q --no-deps -e .

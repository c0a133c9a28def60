#!/bin/sh
# Makes .venv and installs the lock into it, only when the lock changed. Needs Python 3.11 or later.
set -eu
cd "$(dirname "$0")/.."

lock=requirements/dev.txt
stamp=.venv/installed-lock

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

if [ -f "$stamp" ] && cmp -s "$lock" "$stamp" && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi

python=""
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name
        break
    fi
done
[ -n "$python" ] || fail "Chợ Phiên needs Python 3.11 or later, and none was found on the PATH."

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    fail "$python cannot make a virtual environment: the package python3-venv is missing." \
        "On Debian or Ubuntu: sudo apt install python3-venv (or python$version-venv)"
fi

# A directory that an interrupted run or another Python left behind is made anew.
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Making .venv with $("$python" --version) …"
    "$python" -m venv --clear .venv || fail "The virtual environment .venv could not be made."
fi
rm -f "$stamp"
echo "Installing the packages of $lock (the first time takes a few minutes) …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$lock" ||
    fail "The packages could not be installed. Is the network reachable? Then run the same command again."
cp "$lock" "$stamp"

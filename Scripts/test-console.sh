#!/bin/bash
# Drives the console in headless Chromium, the main paths of members and operators, against a server of the demonstration:
#   Scripts/test-console.sh [WORDS OF TEST NAMES…]
# CONSOLE_URL and CONSOLE_KEY take a server that runs already; CONSOLE_WORKSPACE a workspace that is there; CONSOLE_SHOTS=docs/images
# takes the pictures of the documents anew.
set -euo pipefail
cd "$(dirname "$0")/.."
chromium=${CHROMIUM:-/usr/bin/chromium}
if [[ ! -x $chromium ]]; then
    echo "Chromium is missing: apt-get install --no-install-recommends chromium fonts-dejavu-core, or set CHROMIUM" >&2
    exit 1
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/console-test.XXXXXX")
server=
finish() {
    if [[ -n $server ]]; then kill "$server" 2>/dev/null && wait "$server" || true; fi
    rm -rf "$work"
}
trap finish EXIT

python=${CONSOLE_PYTHON:-}
if [[ -z $python ]]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet -r Tests/ConsoleTests/requirements.txt
    python=$work/venv/bin/python
fi

if [[ -z ${CONSOLE_URL:-} ]]; then
    tastemaker=.build/release/tastemaker
    workspace=${CONSOLE_WORKSPACE:-$work/demo}
    if [[ ! -e $workspace ]]; then
        echo "a demonstration is made: real films, a simulated audience"
        "$tastemaker" demo --no-serve --budget 40s --users 1500 --workspace "$workspace" >"$work/demo.log" 2>&1 || { tail -20 "$work/demo.log" >&2; exit 1; }
    fi
    CONSOLE_KEY=$("$tastemaker" keys create --name "console test" --scopes admin --workspace "$workspace")
    "$tastemaker" serve --port 0 --workspace "$workspace" --set limits.key-rate=100000 --set limits.address-rate=100000 \
        --set limits.key-burst=100000 --set limits.address-burst=100000 >"$work/serve.log" 2>&1 &
    server=$!
    for _ in $(seq 240); do
        CONSOLE_URL=$(sed -n 's/^Listening on \(.*\)$/\1/p' "$work/serve.log" | head -1)
        [[ -n $CONSOLE_URL ]] && curl --silent --fail --output /dev/null "$CONSOLE_URL/health/ready" && break
        kill -0 "$server" 2>/dev/null || { cat "$work/serve.log" >&2; exit 1; }
        sleep 0.25
    done
    export CONSOLE_URL CONSOLE_KEY
fi
export PYTHONDONTWRITEBYTECODE=1 CHROMIUM=$chromium
"$python" Tests/ConsoleTests/console_test.py "$@"
if [[ -n ${CONSOLE_SHOTS:-} ]]; then "$python" Tests/ConsoleTests/screenshots.py "$CONSOLE_SHOTS" ${CONSOLE_PICTURES:-}; fi

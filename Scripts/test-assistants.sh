#!/bin/bash
# Drives the recommender with the clients that assistants use, unmodified: `mcp` and `openai` from PyPI, against a program and a server
# of the demonstration:
#   Scripts/test-assistants.sh [WORDS OF TEST NAMES…]
# ASSISTANT_WORKSPACE takes a workspace that is there (a copy is worked on); ASSISTANT_PYTHON a Python that has both clients.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d "${TMPDIR:-/tmp}/assistant-test.XXXXXX")
server=
finish() {
    if [[ -n $server ]]; then kill "$server" 2>/dev/null && wait "$server" || true; fi
    rm -rf "$work"
}
trap finish EXIT

python=${ASSISTANT_PYTHON:-}
if [[ -z $python ]]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet -r Tests/AssistantTests/requirements.txt
    python=$work/venv/bin/python
fi

tastemaker=$PWD/.build/release/tastemaker
workspace=$work/demo
if [[ -n ${ASSISTANT_WORKSPACE:-} ]]; then
    cp -r "$ASSISTANT_WORKSPACE" "$workspace"
else
    echo "a demonstration is made: real films, a simulated audience"
    "$tastemaker" demo --no-serve --budget 20s --users 500 --workspace "$workspace" >"$work/demo.log" 2>&1 || { tail -20 "$work/demo.log" >&2; exit 1; }
fi
# The program on its own gets a workspace of its own: what it stores must not surprise the server.
cp -r "$workspace" "$work/local"
key() { "$tastemaker" keys create --name "assistant test" --workspace "$workspace" --scopes "$@"; }
ASSISTANT_ADMIN=$(key admin) ASSISTANT_PRODUCT=$(key read events) ASSISTANT_READER=$(key read) ASSISTANT_TELLER=$(key events)
"$tastemaker" serve --port 0 --workspace "$workspace" >"$work/serve.log" 2>"$work/serve.err" &
server=$!
ASSISTANT_URL=
for _ in $(seq 240); do
    ASSISTANT_URL=$(sed -n 's/^Listening on \(.*\)$/\1/p' "$work/serve.log" | head -1)
    [[ -n $ASSISTANT_URL ]] && break
    kill -0 "$server" 2>/dev/null || { cat "$work/serve.log" "$work/serve.err" >&2; exit 1; }
    sleep 0.25
done
export ASSISTANT_ADMIN ASSISTANT_PRODUCT ASSISTANT_READER ASSISTANT_TELLER ASSISTANT_URL
export ASSISTANT_PROGRAM=$tastemaker ASSISTANT_LOCAL=$work/local PYTHONDONTWRITEBYTECODE=1
"$python" Tests/AssistantTests/assistant_test.py "$@"

#!/bin/sh
# Asks a server everything that its OpenAPI document allows, and much that it forbids: schemathesis from PyPI.
# No answer may be a 5xx that says it is our fault, none may differ from the document, nothing wrong may be taken, nothing right refused.
# EXAMPLES=100 SEED=7 SECONDS_AT_MOST=900 Scripts/test-contract.sh tries more and others.
set -eu
cd "$(dirname "$0")/.."
program=.build/release/tastemaker
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" || true; fi; rm -rf "$work"' EXIT

venv=${TASTEMAKER_CONTRACT_VENV:-${TMPDIR:-/tmp}/tastemaker-contract}
if ! [ -x "$venv/bin/schemathesis" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet 'schemathesis==4.32.5'
fi

mkdir "$work/in" "$work/out"
printf 'userId,movieId,rating,timestamp\n1,1,4,1700000000\n' >"$work/in/contract.csv"
"$program" demo --workspace "$work/demo" --users 200 --budget 5s --no-serve >"$work/demo.log" 2>&1
# The same people and films without the model, which no rollback may reach.
"$program" export --workspace "$work/demo" --to "$work/people" >>"$work/demo.log" 2>&1
"$program" import --workspace "$work/workspace" --format tastemaker --from "$work/people" >>"$work/demo.log" 2>&1
# What serves predicts intents, so that what may be said of them is right here; there are two such models, one to go back to.
cat >"$work/heads.json" <<'JSON'
{"name": "heads", "model": {"intentHeads": ["kind", "genre", "format", "recency"], "embeddingDimension": 32, "layerCount": 1,
 "headCount": 2, "maximumSequenceLength": 64}, "training": {"epochs": 2}}
JSON
for name in heads heads-again; do
    "$program" train --workspace "$work/workspace" --configuration "$work/heads.json" --name "$name" --no-promote >>"$work/demo.log" 2>&1
    "$program" models promote "$name" --workspace "$work/workspace" >>"$work/demo.log" 2>&1
done
"$program" serve --workspace "$work/workspace" --port 0 --set limits.key-rate=100000 --set limits.address-rate=100000 \
    --set limits.key-burst=100000 --set limits.address-burst=100000 --set jobs.import-folders="$work/in" \
    --set jobs.export-folders="$work/out" >"$work/server.log" 2>"$work/server.err" &
server=$!
tries=0
until grep -q '^Listening on' "$work/server.log"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ]; then
        cat "$work/server.log" "$work/server.err"
        exit 1
    fi
    sleep 0.2
done
address=$(sed -n 's/^Listening on //p' "$work/server.log")
key=$(sed -n 's/^ *\(tk_[^ ]*\)$/\1/p' "$work/server.log")

# Formats of our own, and the one thing that is not done: the run's own key is not revoked.
CONTRACT_KEY_ID=$(echo "$key" | cut -d_ -f2)
CONTRACT_INTENTS=$(curl -sf -H "Authorization: Bearer $key" "$address/v1/users/1/profile")
PYTHONPATH=$PWD/Tests/ContractTests SCHEMATHESIS_HOOKS=hooks PYTHONDONTWRITEBYTECODE=1
export CONTRACT_KEY_ID CONTRACT_INTENTS PYTHONPATH SCHEMATHESIS_HOOKS PYTHONDONTWRITEBYTECODE
cd "$work"
"$venv/bin/schemathesis" --config-file "$PYTHONPATH/schemathesis.toml" run "$address/openapi.json" --header "Authorization: Bearer $key" --checks all ${CONTRACT_OPTIONS:-} \
    --max-examples "${EXAMPLES:-30}" --seed "${SEED:-1}" --max-time "${SECONDS_AT_MOST:-280}" --suppress-health-check all

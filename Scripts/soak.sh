#!/bin/bash
# Mixed load for long (MINUTES, 30), and whether memory or descriptors grow. WORLD and RESULT as in bench-serving.sh.
set -eu
cd "$(dirname "$0")/.."
. Scripts/serve-for.sh
WORLD=${WORLD:-${TMPDIR:-/tmp}/tastemaker-serving-world}
RESULT=${RESULT:-${TMPDIR:-/tmp}/tastemaker-serving.jsonl}
[ -f "$WORLD/world.json" ] || .build/release/serving-benchmark make-world "$WORLD"
# Caches that are full when the measurement begins: what grows after that is no cache. Ids of events wait in lots of 131,072 (10 MB while
# one is gathered, twice that while it is written): at 400 events a second a measurement of half an hour sees five of them.
start_server "$WORLD" --set cache.states-mb="${STATES_MB:-256}" --set cache.events="${EVENTS:-200000}" \
    --set cache.exposures="${EXPOSURES:-200000}" --set cache.visits="${VISITS:-2000}"
$GENERATOR soak --address "$ADDRESS" --key "$KEY" --world "$WORLD" --pid "$SERVER_PID" --json "$RESULT" \
    --seconds $((${MINUTES:-30} * 60)) --warmup 10 --fill "${FILL:-60000}" --fill-events "${FILL_EVENTS:-300000}" --rate "${RATE:-60}" --events "${EVENT_RATE:-400}"

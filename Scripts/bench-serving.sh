#!/bin/bash
# Measures the server on core 0 from core 1: Scripts/bench-serving.sh [part …]; without parts, all of them.
# WORLD is made once (about four minutes) and never changed: the parts work on a copy beside it.
# RESULT=file.jsonl keeps the figures; SECONDS_EACH is the length of each measurement.
set -eu
cd "$(dirname "$0")/.."
. Scripts/serve-for.sh
WORLD=${WORLD:-${TMPDIR:-/tmp}/tastemaker-serving-world}
RESULT=${RESULT:-${TMPDIR:-/tmp}/tastemaker-serving.jsonl}
EACH=${SECONDS_EACH:-60}
# Requests before the measurement of home pages, without a pause: what fills the caches.
FILL=${FILL:-20000}
SETTINGS="--set http.page-threads=1 --set cache.states-mb=2048 --set limits.key-rate=1000000 --set limits.key-burst=10000000"

[ -f "$WORLD/world.json" ] || .build/release/serving-benchmark make-world "$WORLD"
COPY=$WORLD-copy
copy_world() {
    rm -rf "$COPY"
    cp -a "$WORLD" "$COPY"
}
copy_world

# A part's own words stand last: they win.
measure() {
    local run=$1
    shift
    $GENERATOR "$run" --address "$ADDRESS" --key "$KEY" --world "$COPY" --pid "$SERVER_PID" --json "$RESULT" --seconds "$EACH" "$@"
}
fresh() {
    stop_server
    start_server "$COPY" $SETTINGS "$@"
}

part() {
    echo "== $1"
    case $1 in
        # Nothing is kept of anybody: each person is asked about once, after a restart.
        cold) fresh; measure pages cold --rate 40 --warmup 5 ;;
        home) fresh; measure pages home --rate 300 --fill "$FILL" --warmup 5 ;;
        similar) measure pages similar --rate 200 ;;
        search) measure pages search --rate 100 ;;
        newcomer) measure pages newcomer --rate 100 ;;
        why) measure pages why --rate 50 ;;
        mixed) measure pages mixed --rate 150 ;;
        effect) measure effect --people 500 ;;
        events)
            # As long as asked, with pages beside; then the store itself is asked.
            prefix=bench-$(date +%s)
            measure events --rate 5000 --batch 100 --pages 20 --prefix "$prefix" --seconds "${EVENT_SECONDS:-$EACH}" | tee "$SERVER_LOG.events"
            acknowledged=$(sed -n 's/^acknowledged: \([0-9]*\) new.*/\1/p' "$SERVER_LOG.events")
            stop_server
            .build/release/serving-benchmark check-events "$COPY" --prefix "$prefix" --acknowledged "$acknowledged"
            copy_world
            fresh
            ;;
        # Nothing but scoring: no draws, no variety, and nobody was shown anything yet that could sink.
        verify)
            stop_server
            copy_world
            fresh --set exploration.rate=0
            measure verify --requests "${REQUESTS:-10000}" --query "${VERIFY_QUERY:-diversity=0&calibration=0}"
            ;;
        overload) fresh; measure overload --seconds "${OVERLOAD_SECONDS:-20}" ;;
        *) echo "unknown part $1" >&2; return 2 ;;
    esac
}

[ $# -gt 0 ] || set -- cold home similar search newcomer why mixed effect verify overload events
start_server "$COPY" $SETTINGS
for name in "$@"; do part "$name"; done

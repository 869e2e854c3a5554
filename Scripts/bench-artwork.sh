#!/bin/sh
# What choosing creatives by person is worth in simulated worlds, and what other policies would have earned on the Open Bandit logs,
# beside what they did earn. Writes docs/results/artwork.json and docs/images/artwork-regret*.svg; eight worlds took ten minutes of one core.
#
#     TASTEMAKER_DATA=../shared/data Scripts/bench-artwork.sh [WORLDS]
set -eu
result=docs/results/artwork.json
bench=.build/release/artwork-benchmark
"$bench" study "$result" docs/images/artwork-regret.svg "${1:-8}"
"$bench" speed "$result"
"$bench" coverage "$result" 200
if [ -d "${TASTEMAKER_DATA:-}/openbandit" ]; then
    "$bench" openbandit "$result" "$TASTEMAKER_DATA/openbandit"
else
    echo "no openbandit in TASTEMAKER_DATA: its estimates are left as they were" >&2
fi

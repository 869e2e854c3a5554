#!/bin/bash
# Kills the real server 200 times under load (CYCLES), then ends it in order ten times (ENDS): nothing acknowledged may be lost.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
BENCHMARK=.build/release/serving-benchmark
$BENCHMARK make-world "$folder/world" --titles 500 --users 400 --epochs 1 --models 2 > /dev/null
echo "== kill -9, ${CYCLES:-200} times"
$BENCHMARK kill "$folder/world" --cycles "${CYCLES:-200}" --models served-1,served-2 --seed "${SEED:-1}"
echo "== ended in order, ${ENDS:-10} times"
$BENCHMARK kill "$folder/world" --cycles "${ENDS:-10}" --models served-1,served-2 --signal term --seed "$((${SEED:-1} + 1000))"

#!/bin/bash
# Kills the real server 200 times under load (CYCLES), ends it in order ten times (ENDS), and lets its disk fail: nothing acknowledged may be lost.
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
# The library makes writes or syncs of the workspace's files fail from the named call on.
echo "== a full disk, and one that does not sync"
$BENCHMARK make-world "$folder/faulty" --titles 500 --users 400 --epochs 1 > /dev/null
$BENCHMARK faults "$folder/faulty" --calls "${CALLS:-10,20,40,80,160,320}" --library .build/release/libFaultInjection.so

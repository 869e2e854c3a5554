#!/usr/bin/env bash
# How the cost of training grows: with workers, width, layers, length of the histories, items. One line of JSON a run into
# Benchmarks/results/scaling.jsonl, and the ceilings of the machine into ceilings.json. About two minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
source Scripts/bench-common.sh
file=$results/scaling.jsonl
: >"$file"

run() { echo "{\"sweep\": \"$1\", \"run\": $("$benchmark" train --warmup "${WARMUP:-4}" "${@:2}")}" | tee -a "$file"; }

"$benchmark" ceilings | tee "$results/ceilings.json"
for shape in d64l2 d128l4 d256l6; do
    for workers in 1 2; do run workers $(our_shape "$shape") --workers $workers --steps "${STEPS:-8}"; done
done
for width in 32 64 128 256; do run width --width $width --layers 2 --steps 8; done
for layers in 1 2 4 8; do run layers --width 64 --layers $layers --steps 8; done
for length in 25 50 100 200 400 800 1600; do
    run length --width 64 --layers 2 --lengths $length --maximum $length --batch $((6400 / length)) --steps 8
done
for items in 1000 10000 100000; do run items --width 64 --layers 2 --items $items --batch 16 --steps 8; done
[ -z "${MILLION:-}" ] || run items --width 64 --layers 2 --items 1000000 --batch 8 --steps 2

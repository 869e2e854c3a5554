#!/bin/bash
# How far the estimates of memory and time are off: imports, trainings and evaluations of made-up events of two sizes (SIZES, default
# "200000 1000000"), and of MovieLens 100K where TASTEMAKER_DATA has it. One line for each step; RESULT=file.json keeps the figures.
set -euo pipefail
cd "$(dirname "$0")/.."
sizes="${SIZES:-200000 1000000}"
tastemaker=.build/release/tastemaker
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cat >"$folder/mapping.json" <<'JSON'
{"name": "made-up", "tables": [{"holds": "events", "hasHeader": false, "user": "1", "item": "2",
 "kind": {"column": "3", "values": {"view": "open"}}, "time": "4", "duration": "5", "device": "6"}]}
JSON
cat >"$folder/run.json" <<'JSON'
{"name": "estimates", "training": {"epochs": 3, "firstValidation": 2}, "preprocessing": {"restrictsCatalogToItemsWithEvents": true},
 "model": {"inputs": "time", "embeddingDimension": 32, "layerCount": 2, "headCount": 1, "feedForwardDimension": 64,
           "facetDimension": 16, "maximumSequenceLength": 50}}
JSON
steps="$folder/steps"
# name, workspace, arguments of the import
measure() {
    local name="$1" workspace="$folder/$1"
    shift
    "$tastemaker" import --workspace "$workspace" "$@" --json >"$folder/import.json"
    echo "import $name $folder/import.json" >>"$steps"
    "$tastemaker" train --workspace "$workspace" --configuration "$folder/run.json" --name m --json >"$folder/train-$name.json"
    echo "train $name $folder/train-$name.json" >>"$steps"
    "$tastemaker" evaluate --workspace "$workspace" --protocol leave-one-out --model m --baseline popularity --baseline markov \
        --baseline item-knn --baseline ials --result "$folder/evaluate-$name.json" --json >/dev/null
    echo "evaluate $name $folder/evaluate-$name.json" >>"$steps"
    mv "$folder/import.json" "$folder/import-$name.json"
    sed -i "s|$folder/import.json|$folder/import-$name.json|" "$steps"
    rm -rf "$workspace"
}
{
    for size in $sizes; do
        .build/release/import-benchmark generate "$folder/events.csv" "$size" >/dev/null
        measure "$size" --mapping "$folder/mapping.json" --from "$folder/events.csv"
    done
    if [[ -d "${TASTEMAKER_DATA:-../shared/data}/ml-100k" ]]; then
        measure ml-100k --format movielens-100k --from "${TASTEMAKER_DATA:-../shared/data}/ml-100k"
    fi
} 2>"$folder/log" || { cat "$folder/log"; exit 1; }
python3 - "$steps" "${RESULT:-}" <<'PYTHON'
import json, os, sys
rows = []
for line in open(sys.argv[1]):
    step, name, path = line.split()
    value = json.load(open(path))
    cost = (value[-1] if isinstance(value, list) else value)["cost"]
    rows.append({"step": step, "data": name, **cost})
off = lambda estimate, actual: f"{100 * (estimate / actual - 1):+6.0f} %"
print(f"{'step':9} {'data':>8} {'memory MB':>10} {'estimated':>10} {'off':>8} {'seconds':>8} {'estimated':>10} {'off':>8} {'refined':>8} {'off':>8}")
for row in rows:
    refined = row.get("refinedSeconds")
    print(f"{row['step']:9} {row['data']:>8} {row['peakMemoryBytes'] / 1e6:10.0f} {row['estimatedMemoryBytes'] / 1e6:10.0f} "
          f"{off(row['estimatedMemoryBytes'], row['peakMemoryBytes']):>8} {row['seconds']:8.1f} {row['estimatedSeconds']:10.1f} "
          f"{off(row['estimatedSeconds'], row['seconds']):>8} {'-' if refined is None else f'{refined:.1f}':>8} "
          f"{'-' if refined is None else off(refined, row['seconds']):>8}")
print("load:", *os.getloadavg())
if sys.argv[2]:
    json.dump({"load": os.getloadavg(), "steps": rows}, open(sys.argv[2], "w"), indent=2, sort_keys=True)
PYTHON

#!/bin/bash
# Rates and memory of importing: made-up events, csv and jsonl, parsed alone and into a store; ROWS (default 1,000,000), then a gzip file
# of GIGABYTES (default 0: left out). Prints one line of JSON for each.
set -euo pipefail
cd "$(dirname "$0")/.."
rows="${ROWS:-1000000}"
gigabytes="${GIGABYTES:-0}"
program=.build/release/import-benchmark
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
for layout in csv jsonl; do
    "$program" generate "$folder/events.$layout" "$rows"
    "$program" parse "$folder/events.$layout"
    "$program" store "$folder/events.$layout" "$folder/workspace-$layout"
    rm -rf "$folder/events.$layout" "$folder/workspace-$layout"
done
if [[ "$gigabytes" -gt 0 ]]; then
    # Members of gzip may follow each other: one that was packed is repeated.
    "$program" generate "$folder/member.csv.gz" 4000000
    size=$(stat -c %s "$folder/member.csv.gz")
    for ((written = 0; written < gigabytes * 1000000000; written += size)); do cat "$folder/member.csv.gz" >>"$folder/large.csv.gz"; done
    "$program" parse "$folder/large.csv.gz"
fi

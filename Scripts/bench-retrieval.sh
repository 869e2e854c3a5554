#!/bin/bash
# Top 100 of ROWS (default 1,000,000) vectors of WIDTH (default 128): ours and faiss in turn, ROUNDS times (default 2), on the same vectors.
# PYTHON is an interpreter with faiss-cpu 1.15.1 and numpy; HNSW=1 adds the graph index, which takes minutes to build once.
# DIRECTORY keeps vectors, index and results; results.json and the table come out there.
set -euo pipefail
cd "$(dirname "$0")/.."
rows="${ROWS:-1000000}"
width="${WIDTH:-128}"
folder="${DIRECTORY:-$(mktemp -d)}"
program=.build/release/retrieval-benchmark
peer=("${PYTHON:-python3}" Benchmarks/peers/faiss_scan.py)
file="$folder/vectors-$rows-$width"
log="$folder/measurements.jsonl"
: >"$log"
[[ -e "$file.filter" ]] || "$program" generate "$file" "$rows" "$width"
if [[ "${HNSW:-}" ]]; then "${peer[@]}" hnsw "$file" "$rows" "$width" "$file.hnsw" | tee -a "$log"; fi
for ((round = 0; round < ${ROUNDS:-2}; round++)); do
    "$program" scan "$file" "$rows" "$width" "$folder/answers" >>"$log"
    "${peer[@]}" flat "$file" "$rows" "$width" "$folder/answers" >>"$log"
done
"${peer[@]}" table "$log" "$folder/results.json"

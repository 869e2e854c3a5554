#!/usr/bin/env bash
# Ours and the peers in turn, on a quiet machine. Tables and plots come out in Benchmarks/results.
# Without the peers' environment (Scripts/bench-peers.sh install) ours is measured alone.
set -euo pipefail
cd "$(dirname "$0")/.."
source Scripts/bench-common.sh
Scripts/bench-scaling.sh
if [ -x "$python" ]; then
    for shape in d64l2 d128l4 d256l6 beauty; do
        [ -s "$results/peer-search-$shape.jsonl" ] || SECONDS_EACH=3 BUDGETS=3200,12800 Scripts/bench-peers.sh search $shape
    done
    $python Benchmarks/peers/train_torch.py ceilings >"$results/peer-ceilings.json"
    Scripts/bench-training.sh
fi
python3 Benchmarks/peers/summarize.py document docs/performance.md "$results"

#!/usr/bin/env bash
# Trains with ours and with PyTorch at its best setting in turn, on the same machine, and writes results, a table and plots.
# Usage: Scripts/bench-training.sh [SHAPE…]      default: d64l2 d128l4 d256l6 beauty
# ROUNDS (default 3) alternations, SECONDS_EACH (default 5) of measuring; PyTorch's setting is the best of
# Benchmarks/results/peer-search-SHAPE.jsonl (Scripts/bench-peers.sh search SHAPE), in float32 against our float32 kernels too.
set -euo pipefail
cd "$(dirname "$0")/.."
source Scripts/bench-common.sh
rounds=${ROUNDS:-3}
seconds=${SECONDS_EACH:-5}

# steps SHAPE: about as many as take the time.
steps() { case $1 in d64l2) echo 30 ;; d128l4) echo 12 ;; d256l6) echo 4 ;; *) echo 20 ;; esac; }

ours() { TASTEMAKER_KERNELS=${2:-} "$benchmark" train $(our_shape "$1") --steps "$(steps "$1")" --warmup 2; }

# setting SHAPE [PRECISION]: the options of the fastest setting that the search has found.
setting() { python3 Benchmarks/peers/summarize.py setting "$results/peer-search-$1.jsonl" "${2:-}"; }

peer() { $python Benchmarks/peers/train_torch.py train $(peer_shape "$1") --seconds "$seconds" --warmup 4 $(setting "$1" "${2:-}"); }

for shape in "${@:-d64l2 d128l4 d256l6 beauty}"; do
    for name in $shape; do
        : >"$results/training-$name.jsonl"
        for ((round = 0; round < rounds; round++)); do
            ours "$name" | tee -a "$results/training-$name.jsonl"
            peer "$name" | tee -a "$results/training-$name.jsonl"
            if [ -z "${FASTEST_ONLY:-}" ]; then
                ours "$name" avx512 | tee -a "$results/training-$name.jsonl"
                peer "$name" float32 | tee -a "$results/training-$name.jsonl"
            fi
        done
    done
done

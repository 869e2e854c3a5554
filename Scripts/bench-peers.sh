#!/usr/bin/env bash
# Makes the environment of the peers (PyTorch and RecTools from PyPI) outside of the repository, and finds PyTorch's best setting.
# Usage: Scripts/bench-peers.sh [install | check | search SHAPE…]      SHAPE as in Scripts/bench-training.sh
# The folder is TASTEMAKER_PEERS (default ~/.cache/tastemaker-peers). Neither the product nor its tests need any of it.
set -euo pipefail
cd "$(dirname "$0")/.."
source Scripts/bench-common.sh

install() {
    [ -x "$python" ] || python3 -m venv "$peers/venv"
    "$python" -c "import torch, safetensors" 2>/dev/null || "$peers/venv/bin/pip" install -q "torch==2.13.0+cpu" numpy safetensors
}

check() {
    for kernels in avx512 avx512-bf16; do
        TASTEMAKER_KERNELS=$kernels "$benchmark" export "$peers/export" --width 64 --layers 3
        "$python" Benchmarks/peers/train_torch.py check "$peers/export"
    done
}

# Eager and compiled, float32 and bf16, four sizes of the batch; the first compilation of a setting takes a minute.
search() {
    for shape in "$@"; do
        $python Benchmarks/peers/train_torch.py search $(peer_shape "$shape") --seconds "${SECONDS_EACH:-4}" --warmup 4 \
            --budgets "${BUDGETS:-1600,3200,6400,12800}" --modes "${MODES:-eager,compiled}" --precisions "${PRECISIONS:-float32,bf16}" \
            --attentions "${ATTENTIONS:-manual}" | grep -v '"best"' | tee -a "$results/peer-search-$shape.jsonl"
    done
}

task=${1:-install}
[ $# -eq 0 ] || shift
case $task in
    install | check) "$task" ;;
    search) search "$@" ;;
    *) echo "unknown: $task" >&2; exit 64 ;;
esac

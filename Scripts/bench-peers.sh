#!/usr/bin/env bash
# Makes the environment of the peers (PyTorch and RecTools from PyPI) outside of the repository, and finds PyTorch's best setting.
# Usage: Scripts/bench-peers.sh [install | check | search SHAPE… | rectools]      SHAPE as in Scripts/bench-training.sh
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

# SASRec of RecTools until 0.1858 or EPOCHS; it wants an older numpy than the rest, so it has an environment of its own.
rectools() {
    [ -x "$peers/rectools/bin/python" ] || python3 -m venv "$peers/rectools"
    "$peers/rectools/bin/python" -c "import rectools, torch" 2>/dev/null \
        || "$peers/rectools/bin/pip" install -q "torch==2.13.0+cpu" "rectools[torch]==0.19.0"
    "$peers/rectools/bin/python" Benchmarks/peers/quality_rectools.py "${TASTEMAKER_DATA:?}/ml-1m" --epochs "${EPOCHS:-60}" \
        | tee "$results/quality-rectools.jsonl"
}

task=${1:-install}
[ $# -eq 0 ] || shift
case $task in
    install | check | rectools) "$task" ;;
    search) search "$@" ;;
    *) echo "unknown: $task" >&2; exit 64 ;;
esac

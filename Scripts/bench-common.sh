# What the benchmark scripts share; read by them, not run.
peers=${TASTEMAKER_PEERS:-$HOME/.cache/tastemaker-peers}
python=$peers/venv/bin/python
benchmark=${TASTEMAKER_BENCHMARK:-.build/release/training-benchmark}
results=${RESULTS:-Benchmarks/results}
export TORCHINDUCTOR_CACHE_DIR=${TORCHINDUCTOR_CACHE_DIR:-$peers/inductor}
# glibc gives large blocks back to the system at once by default, and PyTorch then pays for their pages at every step.
export MALLOC_MMAP_THRESHOLD_=4294967295 MALLOC_TRIM_THRESHOLD_=8589934592
mkdir -p "$peers" "$results"

# lengths NAME: a file of history lengths for the peer; the lengths stay outside of the repository.
lengths() {
    [ -s "$peers/$1.json" ] || "$benchmark" lengths "$1" >"$peers/$1.json"
    echo "$peers/$1.json"
}

# shape NAME: width, layers, heads, lengths, items, longest window, dropout, users a step.
shape() {
    case $1 in
        d64l2) echo 64 2 2 ml-1m 3706 200 0.3 64 ;;
        d128l4) echo 128 4 4 ml-1m 3706 200 0.3 64 ;;
        d256l6) echo 256 6 8 ml-1m 3706 200 0.3 64 ;;
        beauty) echo 128 2 2 beauty 12101 50 0.5 256 ;;
        *) echo "unknown shape: $1" >&2; exit 64 ;;
    esac
}

our_shape() {
    local s; read -ra s <<<"$(shape "$1")"
    echo --width "${s[0]}" --layers "${s[1]}" --heads "${s[2]}" --lengths "${s[3]}" --items "${s[4]}" --maximum "${s[5]}" \
        --dropout "${s[6]}" --batch "${s[7]}"
}

peer_shape() {
    local s; read -ra s <<<"$(shape "$1")"
    echo --width "${s[0]}" --layers "${s[1]}" --heads "${s[2]}" --lengths "$(lengths "${s[3]}")" --items "${s[4]}" --maximum "${s[5]}" \
        --dropout "${s[6]}"
}

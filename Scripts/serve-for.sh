# Starts a server for a measurement: source it, then `start_server WORKSPACE [argument …]`; sets SERVER_PID, ADDRESS and KEY.
# The server has core 0 for itself, the generator core 1 (GENERATOR is what to prefix it with).

TASTEMAKER=${TASTEMAKER:-.build/release/tastemaker}
GENERATOR="taskset 0x2 .build/release/serving-benchmark"
SERVER_LOG=${SERVER_LOG:-$(mktemp)}
# As the unit and the container set it (docs/deployment.md).
export GLIBC_TUNABLES=${GLIBC_TUNABLES-glibc.malloc.hugetlb=1}

start_server() {
    local workspace=$1
    shift
    taskset 0x1 "$TASTEMAKER" serve --workspace "$workspace" --port 0 "$@" > "$SERVER_LOG" 2>&1 &
    SERVER_PID=$!
    trap stop_server EXIT
    for _ in $(seq 600); do
        ADDRESS=$(grep -o 'http://[0-9.:]*' "$SERVER_LOG" | head -1 || true)
        [ -n "$ADDRESS" ] && break
        kill -0 "$SERVER_PID" 2> /dev/null || { cat "$SERVER_LOG" >&2; return 1; }
        sleep 0.1
    done
    # Shown at the first start of a workspace, and kept beside it for the next.
    local shown
    shown=$(grep -o 'tk_[A-Za-z0-9_-]*' "$SERVER_LOG" | head -1 || true)
    if [ -n "$shown" ]; then (umask 077; echo "$shown" > "$workspace/benchmark.key"); fi
    KEY=$(cat "$workspace/benchmark.key")
}

stop_server() {
    [ -n "${SERVER_PID:-}" ] || return 0
    kill -TERM "$SERVER_PID" 2> /dev/null || true
    wait "$SERVER_PID" 2> /dev/null || true
    SERVER_PID=
}

#!/bin/bash
# The whole server under a sanitizer and mixed load: Scripts/sanitize-server.sh address|thread
#
# Pages, lists, search, reasons, events and an overload, then an orderly end; any report of the sanitizer fails the run. Packages are built
# with the sanitizer too, which takes a quarter of an hour the first time. The generator is the ordinary release build.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:?address or thread}
SECONDS_EACH=${SECONDS_EACH:-20}
# Leaks are not looked for: pools keep what they lend until the process ends.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0 TSAN_OPTIONS=halt_on_error=0:exitcode=66
scratch=.build-$kind-server
swift build -c release --sanitize="$kind" --product tastemaker --scratch-path "$scratch"
folder=$(mktemp -d)
SERVER_LOG=$folder/server.log
TASTEMAKER=$scratch/release/tastemaker
if [ "$kind" = thread ]; then
    # What the runtime does out of the sanitizer's sight is told to it.
    clang -O1 -fPIC -shared Scripts/tsan-runtime.c -o "$scratch/libtsan-runtime.so"
    # A finished answer, whose bytes are copied by `JSONWriter.buffer`, goes from a worker to its connection's task by a continuation, which
    # the runtime hands over unseen; the figures of a route are copied under their lock, and the standard library lets go of the copy.
    printf 'race:APIResponder*5write\nrace:JSONWriter*6buffer\nrace:HTTPTypes*HTTPFields\nrace:RequestFigures*note*window\n' > "$folder/suppressions"
    TSAN_OPTIONS="$TSAN_OPTIONS:suppressions=$folder/suppressions"
    printf '#!/bin/sh\nLD_PRELOAD=%s exec %s "$@"\n' "$PWD/$scratch/libtsan-runtime.so" "$PWD/$TASTEMAKER" > "$folder/server.sh"
    chmod +x "$folder/server.sh"
    TASTEMAKER=$folder/server.sh
fi
. Scripts/serve-for.sh
.build/release/serving-benchmark make-world "$folder/world" --titles 500 --users 400 --epochs 1 > /dev/null
start_server "$folder/world" --set limits.key-rate=1000000 --set limits.key-burst=10000000 --set cache.states-mb=64

measure() {
    $GENERATOR "$@" --address "$ADDRESS" --key "$KEY" --world "$folder/world" --pid "$SERVER_PID" --seconds "$SECONDS_EACH"
}
for kind_of_page in home similar search newcomer why; do measure pages $kind_of_page --rate "${RATE:-10}"; done
measure soak --rate "${RATE:-10}" --events 50
measure effect --people 50
measure overload --capacity "${RATE:-10}"

kill -TERM "$SERVER_PID"
ended=0
wait "$SERVER_PID" || ended=$?
SERVER_PID=
if grep -qE 'ThreadSanitizer|AddressSanitizer|runtime error:' "$SERVER_LOG" || [ "$ended" -ne 0 ]; then
    cat "$SERVER_LOG" >&2
    echo "the $kind sanitizer found something, or the server did not end in order ($ended): $SERVER_LOG" >&2
    exit 1
fi
rm -rf "$folder"
echo "the $kind sanitizer found nothing"

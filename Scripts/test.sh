#!/bin/bash
# Runs the tests that are built; what failed is said once more at the end, before the runner's summary.
# SWIFT is the compiler's command; further words go to `swift test`.
set -uo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
${SWIFT:-swift} test -c release --skip-build "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
if [ "$status" -ne 0 ]; then
    echo "--- what failed"
    grep -aE "recorded an issue|[Ff]atal error|unexpected signal|^[^ ]+ (Test|Suite) .* failed after" "$log" | grep -av "^[^ ]* Test run" | cut -c1-2000 | head -80
    # Where there is no summary the run broke off: what had begun and not ended is where.
    grep -aE "^[^ ]+ Test run with" "$log" | tail -1 | grep . || awk '
        /^[^ ]+ Test [^ ]+.* started\.$/ { sub(/^[^ ]+ Test /, ""); sub(/ started\.$/, ""); open[$0] = 1; next }
        /^[^ ]+ Test .* (passed|failed) after / { sub(/^[^ ]+ Test /, ""); sub(/ (with [0-9]+ test cases? )?(passed|failed) after .*/, ""); delete open[$0] }
        END { for (name in open) if (name !~ /^case passing/) print "not ended: " name }' "$log"
fi
exit "$status"

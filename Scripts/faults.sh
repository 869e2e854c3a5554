#!/bin/bash
# Runs the fault injection at length and prints what came of it; ends with the status of the tests.
#   Scripts/faults.sh [seed]
set -uo pipefail
cd "$(dirname "$0")/.."
seed="${1:-1}"
report="$(mktemp)"
log="$(mktemp)"
TASTEMAKER_FAULTS=long TASTEMAKER_FAULTS_SEED="$seed" TASTEMAKER_FAULTS_REPORT="$report" \
    "${SWIFT:-swift}" test -c release --skip-build --filter FaultTests >"$log" 2>&1
status=$?
if [[ $status -ne 0 ]]; then grep -A3 "recorded an issue" "$log" | head -200; tail -5 "$log"; fi
echo
echo "Fault injection, seed $seed, $(git rev-parse --short HEAD 2>/dev/null), $(date -u +%F):"
cat "$report"
awk '{ for (i = 1; i < NF; i++) { if ($(i + 1) == "tried") tried += $i; if ($(i + 1) == "failed") failed += $i } }
     END { printf "%d faults, %d failures\n", tried, failed }' "$report"
rm -f "$report" "$log"
exit $status

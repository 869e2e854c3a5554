#!/bin/bash
# Long histories: time of a token by length, memory of training on 16,384 tokens, one more token from cached state, and a dependency
# planted DISTANCE (default 5,000) tokens back. Prints one line of JSON for each figure; minutes on one quiet core.
set -euo pipefail
cd "$(dirname "$0")/.."
program=.build/release/long-history-benchmark
"$program" cost
"$program" memory
"$program" append
"$program" planted "${DISTANCE:-5000}"

#!/bin/bash
# Runs the engine's tests under a sanitizer: Scripts/sanitize.sh address|thread [filter]
#
# Only our own code is built (TASTEMAKER_ENGINE_ONLY), with optimisation, in a scratch folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:?address or thread}
filter=${2:-.}
export TASTEMAKER_ENGINE_ONLY=1 TASTEMAKER_DATA=${TASTEMAKER_DATA:-../shared/data}
# Leaks are not looked for: pools keep what they lend until the process ends.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0 TSAN_OPTIONS=halt_on_error=0:exitcode=66
swift build -c release --sanitize="$kind" --build-tests --scratch-path ".build-$kind"
if [ "$kind" = thread ]; then
    # What the runtime does out of the sanitizer's sight is told to the tests alone: the package manager itself knows no sanitizer.
    clang -O1 -fPIC -shared Scripts/tsan-runtime.c -o .build-thread/libtsan-runtime.so
    LD_PRELOAD=$PWD/.build-thread/libtsan-runtime.so .build-thread/release/tastemakerPackageTests.xctest --testing-library swift-testing \
        --filter "$filter"
else
    swift test -c release --sanitize="$kind" --skip-build --scratch-path ".build-$kind" --filter "$filter"
fi
echo "the $kind sanitizer found nothing"

#!/bin/bash
# A training set larger than memory: a store of EVENTS made-up events (default 20,000,000; SEED decides them), trained for one short
# epoch from the disk while the process may have no more than LIMIT bytes of memory of its own (default 800M), and the same in memory,
# which has to be refused. Prints what lies on the disk, what was estimated, and the peaks. FOLDER=… keeps the store for another run.
set -euo pipefail
cd "$(dirname "$0")/.."
events="${EVENTS:-20000000}"
limit="${LIMIT:-800M}"
tastemaker="$PWD/.build/release/tastemaker"
folder="${FOLDER:-$(mktemp -d)}"
[[ -n "${FOLDER:-}" ]] || trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder"
bytes=$(numfmt --from=si "$limit")
# People in turn, as a service logs them: 100 events each, a third of them near the one before, in a catalogue of 20,000 titles.
rows() {
    awk -v rows="$events" -v x="${SEED:-1}" 'BEGIN {
        users = int(rows / 100) + 1; m = 2147483647; x = (x * 48271 + 11) % m
        print "user,item,kind,time,device"
        for (row = 0; row < rows; row++) {
            x = (x * 16807) % m; user = x % users
            x = (x * 16807) % m; r = x / m
            item = x % 3 == 0 ? (last[user] + 1) % 20000 : int(20000 * r * r * r)
            last[user] = item
            print "u" user ",t" item ",play," 1500000000 + row * 2 "," (x % 2 ? "tv" : "phone")
        }
    }'
}
cat >"$folder/mapping.json" <<'JSON'
{"name": "made-up", "tables": [{"holds": "events", "user": "user", "item": "item", "kind": {"column": "kind", "values": {}},
 "time": "time", "device": "device"}]}
JSON
cat >"$folder/run.json" <<'JSON'
{"name": "short", "training": {"epochs": 1, "firstValidation": 1, "batchSize": 1024, "negativeCount": 1024, "validationCases": 500},
 "model": {"inputs": "time", "embeddingDimension": 32, "layerCount": 2, "headCount": 1, "feedForwardDimension": 64,
           "facetDimension": 16, "maximumSequenceLength": 20}}
JSON
if [[ ! -e "$folder/w/configuration.json" ]]; then
    rows >"$folder/events.csv"
    "$tastemaker" import --workspace "$folder/w" --mapping "$folder/mapping.json" --from "$folder/events.csv" --json >"$folder/import.json"
    rm "$folder/events.csv"
fi
train() { "$tastemaker" train --workspace "$folder/w" --configuration "$folder/run.json" --json --memory-limit "$bytes" "$@"; }
status=0
train --histories memory >/dev/null 2>"$folder/refused" || status=$?
# Of its own: what is mapped from files is the system's, which takes it back when others need it.
(ulimit -d $((bytes / 1024)) && train >"$folder/train.json" 2>"$folder/said") || { cat "$folder/said"; exit 1; }
cat "$folder/said"
python3 - "$folder" "$events" "$bytes" "$status" <<'PYTHON'
import glob, json, os, sys
folder, events, limit, status = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
report = json.load(open(folder + "/train.json"))
cost, megabytes = report["cost"], lambda number: f"{number / 1e6:,.0f} MB"
store = sum(os.path.getsize(path) for path in glob.glob(folder + "/w/*") if os.path.isfile(path))
print(f"events                      {events:,}")
print(f"store on the disk           {megabytes(store)}")
print(f"corpus on the disk          {megabytes(report['historyBytesOnDisk'])}")
print(f"in memory: exit status {status}; {open(folder + '/refused').read().strip().splitlines()[-1][:200]}")
print(f"from the disk: limit        {megabytes(limit)}")
print(f"               estimated    {megabytes(cost['estimatedMemoryBytes'])}")
print(f"               peak         {megabytes(cost['peakMemoryBytes'])} (resident, with what is mapped from files)")
print(f"               seconds      {cost['seconds']:.0f}, of which training {report['seconds']:.0f}; estimated {cost['estimatedSeconds']:.0f}")
print("left behind:", sorted(os.listdir(folder + "/w/training")) or "nothing", "  load:", *os.getloadavg())
PYTHON

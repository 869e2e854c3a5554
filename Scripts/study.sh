#!/usr/bin/env bash
# Trains and judges every published run, and writes the result files that the tables of the README come from.
# Usage: Scripts/study.sh [NAME…]   (default: all; about two hours on two quiet cores)
# The data sets are read from TASTEMAKER_DATA; see README, "Data".
set -euo pipefail
cd "$(dirname "$0")/.."
program=${TASTEMAKER:-.build/release/tastemaker}
data=${TASTEMAKER_DATA:-../shared/data}
work=${TASTEMAKER_STUDY:-.build-study}
results=docs/results
mkdir -p "$work" "$results"

workspace() {
    local folder="$work/$1"
    if [ ! -f "$folder/configuration.json" ]; then
        case $1 in
            ml-1m) "$program" import --workspace "$folder" --format movielens-1m --from "$data/ml-1m" ;;
            beauty) amazon "$folder" Beauty ;;
            sports) amazon "$folder" Sports_and_Outdoors ;;
            steam-200k) mapped "$folder" steam-200k-plays steam-200k ;;
            lastfm-2k | kuairand | frappe | globo-news) mapped "$folder" "$1" "$1" ;;
            lastfm-2k-sequences)
                "$program" import --workspace "$folder" --format sequences --name lastfm-2k-sequences \
                    --from "$data/lastfm-2k/s3rec_LastFM.txt.gz" --attributes "$data/lastfm-2k/s3rec_LastFM_item2attributes.json.gz" ;;
        esac >&2
    fi
    echo "$folder"
}

amazon() {
    local name="$data/amazon-2014/$2"
    "$program" import --workspace "$1" --format sequences --from "$name.txt.gz" \
        --attributes "$name"_item2attributes.json.gz --attributes "$name"_items.tsv.gz
}

# mapped FOLDER MAPPING NAME
mapped() { "$program" import --workspace "$1" --mapping "Mappings/$2.json" --from "$data/$3" --name "$3"; }

# train WORKSPACE CONFIGURATION: once; a killed run goes on where it stopped.
train() {
    if [ ! -d "$1/models/$2" ]; then
        "$program" train --workspace "$1" --configuration "Configurations/$2.json" --name "$2" --seed 1 >&2
    fi
}

# place WORKSPACE MODEL ENCODER: a copy whose new titles are placed by their texts as well; nothing is trained again.
place() {
    if [ ! -d "$1/models/$2-placed-$3" ]; then
        "$program" models place-titles "$2" --workspace "$1" --encoder "$3" --to "$2-placed-$3" >&2
    fi
}

# judge WORKSPACE RESULT PROTOCOL MODELS [OPTIONS…]: models separated by commas, all baselines beside them.
judge() {
    local folder=$1 result=$2 protocol=$3 models=()
    IFS=, read -ra names <<<"$4"
    shift 4
    for name in "${names[@]}"; do models+=(--model "$name"); done
    "$program" evaluate --workspace "$folder" --protocol "$protocol" "${models[@]}" "$@" \
        --report "$work/$result.html" --result "$results/$result.json"
}
baselines=(--baseline popularity --baseline popularity-7d --baseline markov --baseline item-knn --baseline ease --baseline content)

# study NAME: one published table.
study() {
    local folder
    echo "== $1 $(date -u +%H:%M)" >&2
    case $1 in
        ml-1m-order-only | ml-1m-order-only-a5)
            folder=$(workspace ml-1m); train "$folder" "$1"
            judge "$folder" "$1" leave-one-out "$1" "${baselines[@]}" ;;
        ml-1m-ladder)
            folder=$(workspace ml-1m)
            for rung in ml-1m-order-only ml-1m-attributes ml-1m-outcomes ml-1m; do train "$folder" $rung; done
            judge "$folder" "$1" leave-one-out ml-1m-order-only,ml-1m-attributes,ml-1m-outcomes,ml-1m --baseline markov ;;
        ml-1m-temporal)
            folder=$(workspace ml-1m); train "$folder" ml-1m-temporal
            for protocol in temporal-last temporal-each temporal-all; do
                judge "$folder" "ml-1m-$protocol" $protocol ml-1m-temporal "${baselines[@]}"
            done ;;
        ml-1m-withheld)
            folder=$(workspace ml-1m); train "$folder" ml-1m-withheld; train "$folder" ml-1m-withheld-ids
            judge "$folder" ml-1m-withheld withheld-items ml-1m-withheld,ml-1m-withheld-ids --baseline content --baseline popularity
            judge "$folder" ml-1m-withheld-warm withheld-items-warm ml-1m-withheld,ml-1m-withheld-ids --baseline content --baseline popularity ;;
        # What titles and plots are worth: the same model with new titles placed by them too, and models trained on them.
        # Needs the sentence encoder: `make text-encoder`, then TASTEMAKER_TEXT_ENCODER.
        ml-1m-withheld-texts)
            folder=$(workspace ml-1m); train "$folder" ml-1m-withheld
            place "$folder" ml-1m-withheld hashed; place "$folder" ml-1m-withheld minilm
            models=ml-1m-withheld-placed-minilm,ml-1m-withheld-placed-hashed,ml-1m-withheld
            judge "$folder" "$1" withheld-items $models --baseline content
            judge "$folder" "$1-warm" withheld-items-warm $models --baseline content ;;
        ml-1m-withheld-texts-trained)
            folder=$(workspace ml-1m); train "$folder" ml-1m-withheld
            train "$folder" ml-1m-withheld-text-hashed; train "$folder" ml-1m-withheld-text-minilm
            models=ml-1m-withheld-text-minilm,ml-1m-withheld-text-hashed,ml-1m-withheld
            judge "$folder" "$1" withheld-items $models --baseline content
            judge "$folder" "$1-warm" withheld-items-warm $models --baseline content ;;
        # ml-1m-newcomers is the run without beginnings, which validation did not choose; it is not in the documents.
        ml-1m-newcomers | ml-1m-newcomers-beginnings)
            folder=$(workspace ml-1m); train "$folder" "$1"
            judge "$folder" "$1" newcomers "$1" --ablate-companions --baseline first-events "${baselines[@]}" --baseline ials ;;
        ml-1m-mixers)
            folder=$(workspace ml-1m); train "$folder" ml-1m-order-only; train "$folder" ml-1m-order-only-hstu
            judge "$folder" "$1" leave-one-out ml-1m-order-only,ml-1m-order-only-hstu --baseline markov ;;
        ml-1m-lifelong)
            folder=$(workspace ml-1m); train "$folder" ml-1m-lifelong; train "$folder" ml-1m-lifelong-dense
            judge "$folder" "$1" leave-one-out ml-1m-lifelong,ml-1m-lifelong-dense --baseline markov ;;
        ml-1m-temporal-live)
            folder=$(workspace ml-1m); train "$folder" "$1"
            for protocol in temporal-each temporal-all; do
                judge "$folder" "ml-1m-$protocol-live" $protocol "$1" --ablate-live-popularity \
                    --baseline popularity --baseline popularity-7d --baseline markov
            done ;;
        beauty | sports)
            folder=$(workspace "$1"); train "$folder" "$1"; train "$folder" "$1-attributes"
            judge "$folder" "$1" leave-one-out "$1,$1-attributes" "${baselines[@]}" ;;
        # Other worlds: baselines tuned on validation, the model judged with its companions and by its network alone.
        worlds-steam-200k)
            folder=$(workspace steam-200k); train "$folder" steam-200k
            judge "$folder" steam-200k hold-out steam-200k --tune --ablate-companions \
                --baseline popularity --baseline markov --baseline item-knn --baseline ease ;;
        worlds-lastfm-2k)
            folder=$(workspace lastfm-2k); train "$folder" lastfm-2k
            judge "$folder" lastfm-2k hold-out lastfm-2k --tune --ablate-companions \
                --baseline popularity --baseline markov --baseline item-knn ;;
        worlds-lastfm-2k-sequences)
            folder=$(workspace lastfm-2k-sequences); train "$folder" lastfm-2k-sequences
            judge "$folder" lastfm-2k-sequences leave-one-out lastfm-2k-sequences --tune --ablate-companions \
                --baseline popularity --baseline markov --baseline item-knn --baseline ease ;;
        worlds-kuairand)
            folder=$(workspace kuairand); train "$folder" kuairand
            judge "$folder" kuairand leave-one-out kuairand --tune --ablate-companions \
                --baseline popularity --baseline popularity-7d --baseline markov --baseline item-knn --baseline ease ;;
        worlds-frappe)
            folder=$(workspace frappe); train "$folder" frappe
            judge "$folder" frappe hold-out frappe --tune --ablate-companions \
                --baseline popularity --baseline markov --baseline item-knn --baseline ease ;;
        worlds-frappe-repeat)
            folder=$(workspace frappe); train "$folder" frappe-repeat
            judge "$folder" frappe-repeat repeat-use frappe-repeat --tune --ablate-companions \
                --baseline own-frequency --baseline popularity-context --baseline popularity --baseline markov ;;
        worlds-globo-news)
            folder=$(workspace globo-news)
            "$program" evaluate --workspace "$folder" --protocol prequential --configuration Configurations/globo-news.json --tune \
                --report "$work/globo-news.html" --result "$results/globo-news.json" ;;
        *) echo "unknown study: $1" >&2; exit 2 ;;
    esac
}

if [ $# -eq 0 ]; then set -- ml-1m-order-only ml-1m-order-only-a5 ml-1m-ladder ml-1m-temporal ml-1m-withheld ml-1m-newcomers-beginnings ml-1m-mixers \
    ml-1m-lifelong ml-1m-temporal-live beauty sports worlds-steam-200k worlds-lastfm-2k worlds-lastfm-2k-sequences worlds-kuairand worlds-frappe \
    worlds-frappe-repeat worlds-globo-news; fi
for name in "$@"; do study "$name"; done

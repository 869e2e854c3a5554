#!/bin/sh
# How well search finds what is meant: titles, misspelt titles, people, attributes and descriptions, beside words alone and meaning
# alone, and what one waits for an answer.
#
#     TASTEMAKER_DATA=FOLDER Scripts/bench-language.sh
#
# The folder holds ml-1m (MovieLens 1M with movies_extrainfos.dat.gz and dbpedia_abstracts.json.gz) and wikipedia-movies
# (movies.jsonl.gz). TASTEMAKER_TEXT_ENCODER names a sentence encoder, which is measured beside the hashed one; HALF=validation asks
# about the titles that search was tuned on, and leaves the published results alone.
set -eu
data=${TASTEMAKER_DATA:?set TASTEMAKER_DATA to the folder with ml-1m and wikipedia-movies}
for file in ml-1m/movies.dat ml-1m/dbpedia_abstracts.json.gz wikipedia-movies/movies.jsonl.gz; do
    [ -f "$data/$file" ] || { echo "there is no $data/$file" >&2; exit 1; }
done
half=${HALF:-test}
out=
[ "$half" = test ] && out=$PWD/docs/results/search.json
swift build -c release --build-tests
TASTEMAKER_STUDY=intent swift test -c release --skip-build --filter IntentSetTests | grep '^intent'
TASTEMAKER_STUDY=search TASTEMAKER_STUDY_HALF=$half TASTEMAKER_OUT=$out \
    swift test -c release --skip-build --filter SearchStudy | grep -E ' \| |p50|titles, ready|personal'

#!/bin/sh
# How well search finds what is meant: titles, misspelt titles, people, attributes and descriptions, beside words alone and meaning
# alone, and what one waits for an answer.
#
#     Scripts/bench-language.sh [FOLDER]
#
# FOLDER holds movies.dat, movies_extrainfos.dat, ratings.dat and users.dat of MovieLens 1M, unpacked; dbpedia_abstracts.json beside
# them gives the descriptions, people.dat (ratings of people who are not in ratings.dat) the personal order.
set -eu
folder=${1:?the folder of MovieLens 1M, unpacked}
[ -f "$folder/movies.dat" ] || { echo "there is no $folder/movies.dat" >&2; exit 1; }
swift build -c release --build-tests
TASTEMAKER_STUDY=intent swift test -c release --skip-build --filter IntentSetTests | grep '^intent'
for seed in ${TASTEMAKER_STUDY_SEEDS:-2}; do
    TASTEMAKER_STUDY=search TASTEMAKER_STUDY_SEED=$seed TASTEMAKER_MEASURE_TITLES=$folder \
        swift test -c release --skip-build --filter SearchStudy | grep -E ' \| |p50|titles, ready'
done

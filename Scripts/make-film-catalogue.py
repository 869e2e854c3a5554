#!/usr/bin/env python3
"""Chooses the films of the demonstration and writes them as Sources/Simulation/FilmFacts.swift.

Reads $TASTEMAKER_DATA/wikipedia-movies/movies.jsonl.gz (prust/wikipedia-movie-data, MIT). What is written are facts:
title, year, genres and up to six names of the cast. The opening paragraphs help to choose and are never copied.

Rule: films from 1970 on with at least two billed people and a genre, no shorts, documentaries or television films. First the films
of well-known-films.txt, then by prominence: how often the cast and the director appear in other films, how often other
articles name the film with its year, and whether the article speaks of awards, success, sequels or a large studio.

    TASTEMAKER_DATA=../shared/data python3 Scripts/make-film-catalogue.py [count] [--show]
"""
import collections
import gzip
import json
import math
import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
OUTPUT = HERE.parent / "Sources" / "Simulation" / "FilmFacts.swift"
UNWANTED = {"Silent", "Erotic", "Documentary", "Performance"}
NO_GENRES = {"Short", "Independent", "Live Action", "Found Footage", "Suspense"}
RENAMED = {"Animated": "Animation", "Sport": "Sports", "Noir": "Film Noir"}
TELEVISION = re.compile(
    r"television (film|movie)|made.for.(tv|television)|direct.to.(video|dvd)|straight.to|tv movie|short film|re-release|3D version", re.I)
SIGNS = [  # weight, what the first paragraph says
    (3.0, re.compile(r"academy award|oscar", re.I)),
    (3.0, re.compile(r"highest.grossing|blockbuster", re.I)),
    (2.0, re.compile(r"acclaim|widely regarded|greatest films|best films|National Film Registry|\bcult\b", re.I)),
    (1.0, re.compile(r"box office|grossed|commercial(ly)? success", re.I)),
    (1.0, re.compile(r"sequel|franchise|trilogy|film series|installment", re.I)),
    (0.7, re.compile(r"nominat|golden globe|cannes", re.I)),
    (1.0, re.compile(
        r"Pixar|Walt Disney|Warner Bros|20th Century|Universal Pictures|Paramount|Columbia|TriStar|DreamWorks|New Line|"
        r"Touchstone|Miramax|United Artists|Orion|Metro-Goldwyn|Lionsgate|Marvel|Searchlight|Amblin|Lucasfilm")),
]
DIRECTOR = re.compile(r"directed by ((?:[A-Z][\w.'’-]+ ?){2,4})")
NAME = re.compile(r"^[^\W\d_a-zß-ÿ][^()\[\]|,;\t\"]{2,40}$")
NOT_A_NAME = re.compile(r"\b(director|writer|producer|screenplay|voices?|narrator|and)\b", re.I)


def extract(film):
    return film.get("extract") or ""


def cast(film):
    seen = []
    for name in film["cast"]:
        name = re.sub(r",? (Jr|Sr)\.?$", r" \1.", " ".join(name.split()))
        if NAME.match(name) and not NOT_A_NAME.search(name) and name not in seen:
            seen.append(name)
    return seen[:6]


def genres(film):
    """The genres of the source without its slips: 'War' found inside 'Warner', formats that are no genre."""
    found = [RENAMED.get(g, g) for g in film["genres"] if g not in NO_GENRES]
    if "War" in found and not re.search(r"\bwar(time)?\b", extract(film), re.I):
        found.remove("War")
    return sorted(set(found))


def usable(film):
    return (
        film["year"] >= 1970 and len(cast(film)) >= 2 and genres(film) and not UNWANTED & set(film["genres"])
        and not re.search(r"[|\t\"\\]| 3D$|Re-released", film["title"])
    )


def prominence_rule(films):
    appearances = collections.Counter(name for f in films for name in cast(f))
    direction = collections.Counter(d.strip() for f in films for d in DIRECTOR.findall(extract(f)))
    by_year = collections.defaultdict(list)
    for film in films:
        for before, year in re.findall(r"([^\n]{0,60}) \((\d{4})\)", extract(film)):
            by_year[int(year)].append(before)

    def prominence(film):
        text = extract(film)
        score = 0.35 * sum(math.log1p(appearances[n] - 1) for n in cast(film)[:4])
        score += 1.2 * max([math.log1p(direction[d.strip()] - 1) for d in DIRECTOR.findall(text)] or [0])
        score += 2.5 * math.log1p(sum(before.endswith(film["title"]) for before in by_year[film["year"]]))
        score += sum(weight for weight, sign in SIGNS if sign.search(text))
        score += min(len(text), 1200) / 600
        href = film.get("href") or ""
        return score + (0 if not href else 3 if "(" not in href else 2)

    return prominence


def well_known(films, prominence):
    by_title = collections.defaultdict(list)
    for film in films:
        by_title[film["title"]].append(film)
    for line in (HERE / "well-known-films.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        title, year = re.fullmatch(r"(.*?)(?: \((\d{4})\))?", line).groups()
        namesakes = [f for f in by_title[title] if year is None or f["year"] == int(year)]
        if namesakes:
            yield max(namesakes, key=prominence)
        else:
            print(f"not in the source or not usable: {line}", file=sys.stderr)


def choose(films, count):
    films = [f for f in films if usable(f)]
    prominence = prominence_rule(films)
    ranked = sorted((f for f in films if not TELEVISION.search(extract(f))), key=lambda f: (-prominence(f), f["title"], f["year"]))
    chosen = {}  # Some films stand in the lists of two years, with one article.
    for film in list(well_known(films, prominence)) + ranked:
        chosen.setdefault(film.get("href") or (film["title"], film["year"]), film)
        if len(chosen) == count:
            break
    return list(chosen.values())


def main():
    count = next((int(a) for a in sys.argv[1:] if a.isdigit()), 2000)
    source = pathlib.Path(os.environ.get("TASTEMAKER_DATA", "../shared/data")) / "wikipedia-movies" / "movies.jsonl.gz"
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        films = choose([json.loads(line) for line in lines], count)
    rows = ["|".join([f["title"], str(f["year"]), ",".join(genres(f)), ",".join(cast(f))]) for f in films]
    if "--show" in sys.argv:
        print("\n".join(rows))
        return
    OUTPUT.write_text(HEADER + "\n".join(rows) + '\n"""#\n', encoding="utf-8")
    print(f"{len(rows)} films, {OUTPUT.stat().st_size} bytes in {OUTPUT}")


HEADER = '''// Made by Scripts/make-film-catalogue.py; change the rule there, not the rows here.
// Facts from prust/wikipedia-movie-data (MIT), itself taken from the English Wikipedia's lists of American films.

/// `title|year|genre,genre|person,person`, one film a line, the most prominent first.
///
/// A string literal, because it works alike in an installed executable and in tests and compiles in a moment,
/// while an embedded resource becomes an array literal of a quarter of a million bytes.
let filmFacts = #"""
'''

if __name__ == "__main__":
    main()

"""faiss on the questions of `retrieval-benchmark generate`: pip install faiss-cpu==1.15.1 numpy

    faiss_scan.py flat FILE ROWS WIDTH [ANSWERS]    IndexFlatIP; checks ANSWERS, if given, against its own
    faiss_scan.py hnsw FILE ROWS WIDTH INDEX        HNSW (M 32, efConstruction 40), built and kept in INDEX when that does not exist
    faiss_scan.py table LOG JSON                    the lines of all contenders as a table, and as JSON

One line of JSON comes out for each measurement.
"""
import json
import os
import statistics
import sys
import time

K, QUERIES = 100, 256


def line(**values):
    print(json.dumps(values), flush=True)


def questions(path, rows, width):
    import numpy as np

    vectors = np.fromfile(path, dtype=np.float32).reshape(rows, width)
    queries = np.fromfile(path + ".queries", dtype=np.float32).reshape(QUERIES, width)
    return vectors, queries, np.fromfile(path + ".filter", dtype=np.uint8)


def batch(queries, number, size):
    first = number * size % (QUERIES // size * size)
    return queries[first : first + size]


def measure(engine, search, queries, size, filtered, threads, repetitions, **more):
    times = []
    for number in range(repetitions + 1):
        part = batch(queries, number, size)
        started = time.perf_counter()
        search(part)
        if number:
            times.append((time.perf_counter() - started) * 1000)
    line(engine=engine, batch=size, filter=10 if filtered else 0, threads=threads, milliseconds=times, **more)


def flat(path, rows, width, answers=None):
    import faiss
    import numpy as np

    vectors, queries, bits = questions(path, rows, width)
    index = faiss.IndexFlatIP(width)
    index.add(vectors)
    selector = faiss.IDSelectorBitmap(bits)
    parameters = faiss.SearchParameters(sel=selector)
    if answers:
        check(answers, index, queries[:64], parameters, vectors, np)
    for threads in (1, 2):
        faiss.omp_set_num_threads(threads)
        for filtered in (False, True):
            given = parameters if filtered else None
            for size, repetitions in ((1, 15), (64, 2)):
                measure("faiss flat", lambda q: index.search(q, K, params=given), queries, size, filtered, threads, repetitions)


def check(answers, index, queries, parameters, vectors, np):
    """The same hundred answers: equal rows, except where faiss's own float32 sums order two scores the other way round."""
    ours = np.fromfile(answers, dtype=np.int32).reshape(2, len(queries), K)
    equal = swapped = wrong = 0
    for filtered in (0, 1):
        _, theirs = index.search(queries, K, params=parameters if filtered else None)
        for query, mine, other in zip(queries, ours[filtered], theirs):
            if set(mine) == set(other):
                equal += 1
                continue
            exact = {int(row): float(vectors[row].astype(np.float64) @ query.astype(np.float64)) for row in set(mine) ^ set(other)}
            swapped += max(exact.values()) - min(exact.values()) < 1e-6
            wrong += max(exact.values()) - min(exact.values()) >= 1e-6
    line(check="the same hundred answers", lists=2 * len(queries), equal=equal, tiesWithinFloat32=int(swapped), different=int(wrong))


def hnsw(path, rows, width, file):
    import faiss

    vectors, queries, bits = questions(path, rows, width)
    if os.path.exists(file):
        index = faiss.read_index(file)
    else:
        faiss.omp_set_num_threads(2)
        index = faiss.IndexHNSWFlat(width, 32, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = 40
        started = time.perf_counter()
        index.add(vectors)
        line(engine="faiss hnsw", buildSeconds=time.perf_counter() - started)
        faiss.write_index(index, file)
    flat_index = faiss.IndexFlatIP(width)
    flat_index.add(vectors)
    faiss.omp_set_num_threads(2)
    _, truth = flat_index.search(queries[:64], K)
    for ef in (128, 256, 512):
        parameters = faiss.SearchParametersHNSW()
        parameters.efSearch = ef
        _, found = index.search(queries[:64], K, params=parameters)
        recall = sum(len(set(a) & set(b)) for a, b in zip(truth, found)) / truth.size
        for threads in (1, 2):
            faiss.omp_set_num_threads(threads)
            for size, repetitions in ((1, 60), (64, 4)):
                measure(
                    f"faiss hnsw ef {ef}", lambda q: index.search(q, K, params=parameters), queries, size, False, threads, repetitions,
                    recall=recall)


def table(log, target):
    kept, rest = {}, []
    for text in open(log):
        if not text.startswith("{"):
            continue
        values = json.loads(text)
        if "milliseconds" in values:
            key = tuple(values[name] for name in ("engine", "batch", "filter", "threads"))
            entry = kept.setdefault(key, {**values, "milliseconds": []})
            entry["milliseconds"] += values["milliseconds"]
        else:
            rest.append(values)
    for entry in kept.values():
        entry["median"] = statistics.median(entry["milliseconds"])
        peer = kept.get(("faiss flat", entry["batch"], entry["filter"], entry["threads"]))
        if peer:
            entry["fasterThanFlat"] = statistics.median(peer["milliseconds"]) / entry["median"]
    for values in rest:
        print(json.dumps(values))
    print(f"| engine | batch | filter | threads | median ms | runs | times as fast as faiss flat | notes |\n|---|---|---|---|---|---|---|---|")
    for (engine, size, filtered, threads), entry in sorted(kept.items(), key=lambda pair: (pair[0][1:], pair[0][0])):
        notes = [f"{name} {entry[name]:.3g}" for name in ("rescoredPerQuery", "recall") if name in entry]
        faster = f"{entry['fasterThanFlat']:.1f}" if "fasterThanFlat" in entry else ""
        share = f"{filtered} %" if filtered else "none"
        print(
            f"| {engine} | {size} | {share} | {threads} | {entry['median']:.2f} | {len(entry['milliseconds'])} | {faster} | "
            f"{', '.join(notes)} |")
    with open(target, "w") as file:
        json.dump({"context": rest, "measurements": list(kept.values())}, file, indent=1)


if __name__ == "__main__":
    command, arguments = sys.argv[1], sys.argv[2:]
    if command == "table":
        table(*arguments)
    else:
        {"flat": flat, "hnsw": hnsw}[command](arguments[0], int(arguments[1]), int(arguments[2]), *arguments[3:])

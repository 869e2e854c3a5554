#!/usr/bin/env python3
"""Medians, ratios, a Markdown table and plots (SVG) of what Scripts/bench-*.sh measured. Needs nothing but Python.

    summarize.py setting FILE [PRECISION]     the options of the fastest setting of a search
    summarize.py table FOLDER                 the table of the paired runs, and FOLDER/training.svg
    summarize.py document FILE FOLDER         writes all of it between the marks <!-- bench:NAME --> and <!-- /bench --> of FILE
    summarize.py scaling FOLDER               how the cost grows, as tables, from FOLDER/scaling.jsonl and FOLDER/ceilings.json
"""
import json, os, re, statistics, sys


def rows(path):
    with open(path) as file:
        return [json.loads(line) for line in file if line.strip()]


def setting(path, precision):
    found = [r for r in rows(path) if not precision or r["precision"] == precision]
    best = max(found, key=lambda r: r["targetsPerSecond"]["median"])
    return f"--mode {best['mode']} --precision {best['precision']} --attention {best['attention']} --tokens {best['batchTokens']}"


def rate(row):
    """The median over the steps on both sides."""
    return row["targetsPerSecond"]["median"]


def pairs(path):
    """(our kernels, peer's label, ours, peers) of each pair, in the order in which they ran."""
    ours, theirs = {}, {}
    for row in rows(path):
        if "shape" in row:
            ours.setdefault(row["machine"]["kernels"], []).append(row)
            last = row["machine"]["kernels"]
        else:
            theirs.setdefault(last, []).append(row)
    return [(kernels, ours[kernels], theirs.get(kernels, [])) for kernels in ours]


def table(folder):
    lines = ["| shape | kernels | ours, targets/s | PyTorch's best | setting | ratio | median load |", "|---|---|---:|---:|---|---:|---:|"]
    bars = []
    for name in sorted(os.listdir(folder)):
        if not (name.startswith("training-") and name.endswith(".jsonl")):
            continue
        for kernels, ours, theirs in pairs(os.path.join(folder, name)):
            if not theirs:
                continue
            mine, other = statistics.median(map(rate, ours)), statistics.median(map(rate, theirs))
            ratio = statistics.median(rate(a) / rate(b) for a, b in zip(ours, theirs))
            label = name[len("training-"):-len(".jsonl")]
            how = f"{theirs[0]['mode']}, {theirs[0]['precision']}, {theirs[0]['batchTokens']} tokens a batch"
            load = statistics.median(r["machine"]["load"] for r in ours)
            lines.append(f"| {label} | {kernels} | {mine:,.0f} | {other:,.0f} | {how} | {ratio:.2f} | {load:.1f} |")
            bars.append((f"{label}, {kernels}", mine, other))
    with open(os.path.join(folder, "training.svg"), "w") as file:
        file.write(plot(bars))
    return "\n".join(lines)


def scaling(folder):
    """Targets a second, operations a second and memory of each sweep; beside each its share of the machine's best product."""
    peaks = {}
    with open(os.path.join(folder, "ceilings.json")) as file:
        ceilings = json.load(file)
    for product in ceilings["products"]:  # ours; the peer's library is beside it in peer-ceilings.json
        peaks[product["kernels"], product["threads"]] = product["gigaOperationsPerSecond"]
    lines = ["| ceiling | reached |", "|---|---:|"]
    lines += [f"| product, {k}, {t} threads | {rate:.0f} GFLOP/s |" for (k, t), rate in peaks.items()]
    lines += [
        f"| memory, {m['threads']} threads | read {m['readGigabytesPerSecond']:.1f}, update {m['updateGigabytesPerSecond']:.1f} GB/s |"
        for m in ceilings["memory"]
    ]
    columns = {"workers": ["width", "layers", "workers"], "width": ["width"], "layers": ["layers"], "length": ["lengths"], "items": ["items"]}
    sweep = None
    for row in rows(os.path.join(folder, "scaling.jsonl")):
        run, shape = row["run"], row["run"]["shape"]
        if row["sweep"] != sweep:
            sweep = row["sweep"]
            lines += ["", f"| {', '.join(columns[sweep])} | targets/s | ms a step | GFLOP/s | of the peak | peak MB |", "|---|---:|---:|---:|---:|---:|"]
        reached = run["gigaOperationsPerSecond"]["median"]
        peak = peaks.get((run["machine"]["kernels"], shape["workers"]), 0)
        share = f"{100 * reached / peak:.0f} %" if peak else ""
        names = ", ".join(str(shape[c]) for c in columns[sweep])
        lines.append(
            f"| {names} | {run['targetsPerSecond']['median']:,.0f} | {run['millisecondsPerStep']['median']:.1f} | {reached:.0f} | {share} | {run['peakMegabytes']} |")
    return "\n".join(lines)


def document(path, folder):
    with open(path) as file:
        text = file.read()
    for name, content in [("training", table(folder)), ("scaling", scaling(folder))]:
        mark = re.compile(rf"(<!-- bench:{name} -->\n).*?(<!-- /bench -->)", re.S)
        if not mark.search(text):
            sys.exit(f"{path} has no mark for {name}")
        text = mark.sub(lambda found: found[1] + content + "\n" + found[2], text)
    with open(path, "w") as file:
        file.write(text)


def plot(bars):
    """Two bars a line: ours and the peer's."""
    most = max([max(b[1:]) for b in bars], default=1)
    parts = []
    for place, (label, mine, other) in enumerate(bars):
        y = 30 + place * 44
        parts.append(f'<text x="170" y="{y + 17}" text-anchor="end">{label}</text>')
        for offset, value, colour, who in [(0, mine, "#2f6f4f", "Tastemaker"), (15, other, "#b06a2c", "PyTorch")]:
            width = 380 * value / most
            parts.append(f'<rect x="180" y="{y + offset}" width="{width:.1f}" height="13" fill="{colour}"/>')
            parts.append(f'<text x="{186 + width:.1f}" y="{y + offset + 11}">{who} {value:,.0f}</text>')
    height = 40 + 44 * len(bars)
    title = '<text x="180" y="18" font-weight="bold">Real targets trained per second</text>'
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" font-family="sans-serif" font-size="12">'
            f'<rect width="720" height="{height}" fill="#ffffff"/>{title}{"".join(parts)}</svg>\n')


if __name__ == "__main__":
    if sys.argv[1] == "setting":
        print(setting(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else ""))
    elif sys.argv[1] == "document":
        document(sys.argv[2], sys.argv[3])
    elif sys.argv[1] == "scaling":
        print(scaling(sys.argv[2]))
    else:
        print(table(sys.argv[2]))

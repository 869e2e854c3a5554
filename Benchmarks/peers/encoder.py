"""Our text encoder against sentence-transformers and PyTorch: equality on texts of many scripts, speed in turns on the same cores.

    python3 Benchmarks/peers/encoder.py FOLDER [--program .build/release/encoder-benchmark] [--rounds 5] [--result file.json]
    pip install torch==2.13.0 sentence-transformers    # once; FOLDER comes from `make text-encoder`

Equality: 1,000 seeded texts (encoder_texts.py), against sentence-transformers in float32.
Speed: plots of MovieLens 1M where TASTEMAKER_DATA has them, else the same seeded texts. Peers sort by length themselves: batches are padded
to their own longest text. Eager and compiled, float32, bf16 autocast and bf16 weights, each at its best batch size, chosen in a pass before.
Medians of rounds in which all take turns; every figure includes cutting the texts into pieces.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import torch
from sentence_transformers import SentenceTransformer
from transformers import AutoModel, AutoTokenizer

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import encoder_texts  # noqa: E402


def plots(limit):
    path = pathlib.Path(os.environ.get("TASTEMAKER_DATA", "../shared/data")) / "ml-1m"
    for name in ("movies_extrainfos.dat", "movies_extrainfos.dat.gz"):
        if (path / name).exists():
            import gzip
            opened = gzip.open if name.endswith("gz") else open
            rows = [line.rstrip("\r\n").split("::") for line in opened(path / name, "rt", encoding="utf-8", errors="replace", newline="\n")]
            texts = [f"{row[1]}. {'::'.join(row[9:-1])}" for row in rows if len(row) >= 11]
            return "plots of MovieLens 1M", texts[:limit]
    return "seeded texts", encoder_texts.texts()[:limit]


class Torch:
    """The model as a user would write it for speed: texts sorted by length, each batch padded to its longest."""

    def __init__(self, folder, compiled, precision, length):
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder, dtype=torch.float32).eval()
        self.precision, self.length, self.batch = precision, length, 32
        if precision == "bf16":
            self.model = self.model.to(torch.bfloat16)
        if compiled:
            self.model = torch.compile(self.model, dynamic=True)
        self.name = f"PyTorch {'compiled' if compiled else 'eager'} {precision}"

    def encode(self, texts):
        pieces = self.tokenizer(texts, truncation=True, max_length=self.length)["input_ids"]
        order = sorted(range(len(texts)), key=lambda i: -len(pieces[i]))
        result = numpy.empty((len(texts), 384), numpy.float32)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=self.precision == "autocast"):
            for first in range(0, len(order), self.batch):
                members = order[first:first + self.batch]
                width = len(pieces[members[0]])
                ids = torch.zeros(len(members), width, dtype=torch.long)
                mask = torch.zeros(len(members), width, dtype=torch.long)
                for row, i in enumerate(members):
                    ids[row, :len(pieces[i])] = torch.tensor(pieces[i])
                    mask[row, :len(pieces[i])] = 1
                states = self.model(input_ids=ids, attention_mask=mask)[0].float()
                weights = mask[:, :, None].float()
                vectors = torch.nn.functional.normalize((states * weights).sum(1) / weights.sum(1), dim=1)
                result[members] = vectors.numpy()
        return result

    def seconds(self, texts):
        start = time.perf_counter()
        self.encode(texts)
        return time.perf_counter() - start

    def tune(self, texts, batches):
        """A pass over every fourth text per batch size; compiled graphs are warm after it."""
        part = texts[::4]
        self.encode(part[:64])
        best = None
        for batch in batches:
            self.batch = batch
            self.encode(part[:batch])
            taken = self.seconds(part)
            if best is None or taken < best[0]:
                best = (taken, batch)
        self.batch = best[1]
        return best[0]


class Ours:
    def __init__(self, program, folder, precision, texts, workers):
        self.name = f"Tastemaker {precision}"
        self.files = tempfile.mkdtemp()
        with open(f"{self.files}/texts.json", "w") as file:
            json.dump(texts, file)
        self.vectors = f"{self.files}/vectors.f32"
        arguments = [program, folder, f"{self.files}/texts.json", self.vectors, precision, str(workers)]
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ready = self.process.stdout.readline().split()
        assert self.ready and self.ready[0] == "ready", self.ready

    def result(self):
        return numpy.fromfile(self.vectors, numpy.float32).reshape(-1, 384)

    def seconds(self, _):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def cosines(a, b):
    a, b = a.astype(numpy.float64), b.astype(numpy.float64)
    return (a * b).sum(1) / numpy.linalg.norm(a, axis=1) / numpy.linalg.norm(b, axis=1)


def equality(arguments):
    texts = encoder_texts.texts(arguments.texts)
    reference = SentenceTransformer(arguments.folder, device="cpu").encode(texts, batch_size=32, normalize_embeddings=True)
    found = {}
    for precision in ("float32", "bfloat16"):
        ours = Ours(arguments.program, arguments.folder, precision, texts, arguments.workers)
        values = cosines(ours.result(), reference)
        ours.close()
        found[precision] = {"least": float(values.min()), "mean": float(values.mean()), "texts": len(texts)}
        worst = numpy.argsort(values)[:5]
        print(f"equality {precision}: least cosine {values.min():.7f}, mean {values.mean():.7f}, {len(texts)} texts; worst {worst.tolist()}")
    return found


def speed(arguments):
    source, texts = plots(arguments.limit)
    length = json.loads((pathlib.Path(arguments.folder) / "sentence_bert_config.json").read_text())["max_seq_length"]
    chosen = arguments.peers.split(",")
    ours = [Ours(arguments.program, arguments.folder, p, texts, arguments.workers) for p in ("float32", "bfloat16")]
    pieces = int(ours[0].ready[4])
    peers = []
    for kind in chosen:
        compiled, precision = kind.split("-")
        peer = Torch(arguments.folder, compiled == "compiled", precision, length)
        taken = peer.tune(texts, [int(b) for b in arguments.batches.split(",")])
        print(f"tuned {peer.name}: batch {peer.batch}, {taken * 4:.2f} s for all", flush=True)
        peers.append((taken, peer))
    peers = [peer for _, peer in sorted(peers, key=lambda x: x[0])[:arguments.finalists]]
    runners = ours + peers
    times = {runner.name: [] for runner in runners}
    for _ in range(arguments.rounds):
        for runner in runners:
            times[runner.name].append(runner.seconds(texts))
    median = {name: statistics.median(values) for name, values in times.items()}
    best = min(median[peer.name] for peer in peers)
    print(f"{source}: {len(texts)} texts, {pieces} pieces, {arguments.workers} threads, kernels {ours[0].ready[1]}")
    for runner in runners:
        seconds = median[runner.name]
        batch = f", batch {runner.batch}" if isinstance(runner, Torch) else ""
        print(f"  {runner.name:28s}{seconds:8.2f} s {len(texts) / seconds:9.0f} texts/s {pieces / seconds:9.0f} pieces/s"
              f"  best peer / this {best / seconds:5.2f}{batch}")
    for runner in ours:
        runner.close()
    return {"source": source, "texts": len(texts), "pieces": pieces, "seconds": median, "rounds": times, "bestPeerOverOurs": best / median[ours[1].name]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--program", default=".build/release/encoder-benchmark")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--limit", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--finalists", type=int, default=2)
    parser.add_argument("--batches", default="8,16,32,64")
    parser.add_argument("--peers", default="eager-float32,eager-autocast,eager-bf16,compiled-float32,compiled-autocast,compiled-bf16")
    parser.add_argument("--only", choices=["equality", "speed"])
    parser.add_argument("--result")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.workers)
    cpu = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")][0]
    print(f"{cpu}, load {os.getloadavg()[0]:.2f}, torch {torch.__version__}")
    outcome = {"cpu": cpu, "load": os.getloadavg(), "torch": torch.__version__}
    if arguments.only != "speed":
        outcome["equality"] = equality(arguments)
    if arguments.only != "equality":
        outcome["speed"] = speed(arguments)
    if arguments.result:
        pathlib.Path(arguments.result).write_text(json.dumps(outcome, indent=1, sort_keys=True) + "\n")


main()

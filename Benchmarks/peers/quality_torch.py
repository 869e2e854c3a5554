#!/usr/bin/env python3
"""PyTorch with the architecture of the foundation model on MovieLens 1M, ids only: NDCG@10 against seconds of training.

    quality_torch.py FOLDER [--epochs 12] [--every 2] [--tokens 3200] [--mode compiled] [--precision bf16]

FOLDER holds ratings.dat.gz. Protocol and schedule are ours (`training-benchmark quality`): the last event of a user is the test, the one
before it validation, all films are ranked and those in the history removed; windows of at most 200 events, half of the longer ones the
latest, the others drawn; AdamW, 200 steps of warm-up, half a cosine. Windows are bucketed by length as in train_torch.py. Seconds are of
training alone. Needs torch: Scripts/bench-peers.sh install.
"""
import argparse, gzip, json, math, os, random, time

import torch

from train_torch import Setting, padded


def histories(folder):
    """Films of each user as numbers from 0, oldest first; equal seconds in the order of the file."""
    users, films = {}, {}
    with gzip.open(os.path.join(folder, "ratings.dat.gz"), "rt") as file:
        for line in file:
            user, film, _, seconds = line.split("::")
            users.setdefault(int(user), []).append((int(seconds), films.setdefault(int(film), len(films))))
    return [[film for _, film in sorted(events, key=lambda e: e[0])] for events in users.values()], len(films)


def epoch(training, maximum, tokens, source):
    """Padded batches of windows of nearly equal length, at most `tokens` each, in random order."""
    windows = []
    for history in training:
        first = max(0, len(history) - maximum)
        if first and source.random() < 0.5:
            first = source.randint(0, first)
        windows.append(history[first:first + maximum])
    windows.sort(key=len)
    cut, first = [], 0
    while first < len(windows):
        last = first
        while last < len(windows) and (last - first + 1) * len(windows[last]) <= tokens:
            last += 1
        cut.append(windows[first:max(last, first + 1)])
        first = max(last, first + 1)
    source.shuffle(cut)
    return [padded(batch) for batch in cut]


@torch.no_grad()
def ndcg(model, users, held, maximum):
    """NDCG@10 of the event `held` places from the end, given everything before it."""
    model.eval()
    total = 0.0
    for history in users:
        known, truth = history[:len(history) - 1 - held], history[len(history) - 1 - held]
        window = known[-(maximum - 1):] + [truth]
        shown, rows, _ = padded([window])
        total += gain(model, shown, rows[-1:], known, truth)
    model.train()
    return total / len(users)


def gain(model, shown, row, known, truth):
    x = torch.nn.functional.embedding(shown, model.items)
    x = model.norm(torch.cat([model.start.expand(1, 1, -1), x[:, 1:]], 1))
    biases = model.biases(shown.shape[1])
    for block, bias in zip(model.blocks, biases):
        x = block(x, bias)
    y = model.final(model.last(x + model.request, x, biases[-1])).reshape(-1, x.shape[-1])[row]
    scores = (y @ torch.nn.functional.normalize(model.items, dim=-1).t())[0]
    scores[known] = -math.inf
    rank = int((scores > scores[truth]).sum())
    return 1 / math.log2(rank + 2) if rank < 10 else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    for name, standard in [("epochs", 12), ("every", 2), ("tokens", 3200), ("threads", 2), ("width", 128), ("layers", 4), ("heads", 4),
                           ("maximum", 200), ("seed", 1)]:
        parser.add_argument(f"--{name}", type=int, default=standard)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--mode", default="compiled", choices=["eager", "compiled"])
    parser.add_argument("--precision", default="bf16", choices=["float32", "bf16"])
    shape = parser.parse_args()
    shape.hidden, shape.attention = 3 * shape.width, "manual"
    users, shape.items = histories(shape.folder)
    training = [history[:-2] for history in users]
    source = random.Random(shape.seed)
    setting = Setting(shape)
    steps = shape.epochs * len(epoch(training, shape.maximum, shape.tokens, random.Random(0)))
    rate = torch.optim.lr_scheduler.LambdaLR(setting.adam, lambda step: (step + 1) / 200 if step < 200 else
        0.02 + 0.49 * (1 + math.cos(math.pi * (step - 200) / max(1, steps - 200))))
    # What is compiled is not counted: lengths that differ are compiled for once, and the weights begin anew.
    begun = time.perf_counter()
    weights = {key: value.clone() for key, value in setting.model.state_dict().items()}
    by_length = sorted(epoch(training, shape.maximum, shape.tokens, random.Random(0)), key=lambda b: b[0].shape[1])
    for batch in [by_length[len(by_length) // 2], by_length[0], by_length[-1]]:
        setting.step(batch)
    setting.model.load_state_dict(weights)
    setting.adam.state.clear()
    print(json.dumps({"warmupSeconds": time.perf_counter() - begun, "steps": steps}), flush=True)
    seconds, points = 0.0, []
    for number in range(1, shape.epochs + 1):
        batches = epoch(training, shape.maximum, shape.tokens, source)
        begun = time.perf_counter()
        for batch in batches:
            setting.step(batch)
            rate.step()
        seconds += time.perf_counter() - begun
        if number % shape.every == 0 or number == shape.epochs:
            points.append({"epoch": number, "seconds": seconds, "test": ndcg(setting.model, users, 0, shape.maximum)})
            print(json.dumps(points[-1]), flush=True)
    print(json.dumps({"peer": f"torch {torch.__version__}", "options": vars(shape), "points": points, "load": os.getloadavg()[0]}))


if __name__ == "__main__":
    main()

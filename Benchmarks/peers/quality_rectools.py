#!/usr/bin/env python3
"""RecTools' SASRec on MovieLens 1M, leave one out, ids only: NDCG@10 of validation and test against seconds of training.

    quality_rectools.py FOLDER [--epochs N] [--every N] [--threads 2] [--width 128] [--blocks 2] [--heads 1] [--loss softmax]

FOLDER holds ratings.dat.gz. The protocol is ours: all items ranked, those in the history removed, the last event of a user is the test
and the one before it validation; order within a second is that of the file. Needs RecTools from PyPI: Scripts/bench-peers.sh rectools.
"""
import argparse, gzip, json, math, os, time, warnings

import numpy as np
import pandas as pd
import torch
from rectools import Columns
from rectools.dataset import Dataset
from rectools.models import SASRecModel

warnings.filterwarnings("ignore")


def ratings(folder):
    with gzip.open(os.path.join(folder, "ratings.dat.gz"), "rt") as file:
        rows = [tuple(map(int, line.split("::"))) for line in file]
    frame = pd.DataFrame(rows, columns=["user_id", "item_id", "rating", "time"])
    frame = frame.sort_values(["user_id", "time"], kind="stable")
    # A place in the history for a time: RecTools sorts by time, and ties must stay as they are.
    frame["place"] = frame.groupby("user_id").cumcount()
    frame["from_end"] = frame.groupby("user_id")["place"].transform("max") - frame["place"]
    frame[Columns.Datetime] = pd.Timestamp("2000-01-01") + pd.to_timedelta(frame["place"], unit="s")
    frame[Columns.Weight] = 1.0
    return frame


def ndcg(model, frame, held):
    """NDCG@10 of the event `held` places from the end, given everything before it."""
    known = frame[frame["from_end"] > held][[Columns.User, Columns.Item, Columns.Weight, Columns.Datetime]]
    truth = frame[frame["from_end"] == held].set_index("user_id")["item_id"]
    found = model.recommend(users=truth.index.values, dataset=Dataset.construct(known), k=10, filter_viewed=True)
    found = found[found["item_id"].values == truth.loc[found["user_id"]].values]
    return float((1 / np.log2(found["rank"].values + 1)).sum() / len(truth))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    for name, standard in [("epochs", 30), ("every", 5), ("threads", 2), ("width", 128), ("blocks", 2), ("heads", 2), ("batch", 128)]:
        parser.add_argument(f"--{name}", type=int, default=standard)
    parser.add_argument("--loss", default="softmax")
    parser.add_argument("--limit", type=float, default=3000, help="seconds of training")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    frame = ratings(options.folder)
    training = frame[frame["from_end"] > 1][[Columns.User, Columns.Item, Columns.Weight, Columns.Datetime]]
    dataset = Dataset.construct(training)
    model = SASRecModel(
        n_factors=options.width, n_blocks=options.blocks, n_heads=options.heads, session_max_len=200, dropout_rate=0.2, loss=options.loss,
        lr=1e-3, batch_size=options.batch, epochs=options.every, deterministic=False, verbose=0)
    seconds, points = 0.0, []
    for done in range(0, options.epochs, options.every):
        started = time.perf_counter()
        model.fit_partial(dataset, min_epochs=options.every, max_epochs=options.every)
        seconds += time.perf_counter() - started
        points.append({"epoch": done + options.every, "seconds": seconds, "validation": ndcg(model, frame, 1), "test": ndcg(model, frame, 0)})
        print(json.dumps(points[-1]), flush=True)
        if seconds > options.limit:
            break
    print(json.dumps({"peer": "RecTools SASRec", "torch": torch.__version__, "options": vars(options), "points": points, "load": os.getloadavg()[0]}))


if __name__ == "__main__":
    main()

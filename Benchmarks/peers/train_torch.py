#!/usr/bin/env python3
"""PyTorch with the architecture of the foundation model (ids, softmax attention), tuned as its users would tune it.

    train_torch.py check FOLDER            the same loss and the same weights after one step as FOLDER (training-benchmark export)
    train_torch.py train  [OPTIONS]        real targets per second of one setting
    train_torch.py search [OPTIONS]        the same over precisions, modes and batch sizes; the best line last
    train_torch.py ceilings                matrix products of this machine as PyTorch's library reaches them

Batches hold windows of nearly equal length (sorted, then cut by a budget of tokens), so that little is padded; the softmax sees real
targets alone. Needs torch 2.13.0+cpu, numpy and safetensors: Scripts/bench-peers.sh. Nothing of the product needs it.
"""
import argparse, json, math, os, random, resource, statistics, sys, time

import torch
import torch.nn.functional as F
from torch import nn


class RMSNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return F.rms_norm(x, (x.shape[-1],), self.gain, 1e-6)


class Attention(nn.Module):
    """Softmax attention with an additive bias of each distance, gated by a sigmoid of the asking side."""

    def __init__(self, shape):
        super().__init__()
        self.heads, self.maximum, self.kind = shape.heads, shape.maximum, shape.attention
        self.position = nn.Parameter(torch.zeros(shape.heads, shape.maximum))
        self.output = nn.Parameter(torch.empty(shape.width, shape.width))

    def bias(self, length):
        """[H, T, T]; the parameter is reversed: its last column is the distance 0."""
        row = F.pad(self.position[:, self.maximum - length:], (0, length - 1), value=float("-inf"))
        return row.unfold(1, length, 1).flip(1)

    def forward(self, q, k, v, gate, bias):
        b, t, d = q.shape
        q, k, v = (x.view(b, t, self.heads, d // self.heads).transpose(1, 2) for x in (q, k, v))
        if self.kind == "sdpa":
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.unsqueeze(0).to(q.dtype))
        else:
            scores = q @ k.transpose(2, 3) * (1 / math.sqrt(d // self.heads)) + bias
            mixed = torch.softmax(scores, -1).to(v.dtype) @ v
        mixed = mixed.transpose(1, 2).reshape(b, t, d)
        return (mixed * torch.sigmoid(gate)) @ self.output


class FeedForward(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.norm = RMSNorm(shape.width)
        self.up = nn.Parameter(torch.empty(shape.width, 2 * shape.hidden))
        self.down = nn.Parameter(torch.empty(shape.hidden, shape.width))

    def forward(self, x):
        a, b = (self.norm(x) @ self.up).chunk(2, -1)
        return (F.silu(a) * b) @ self.down


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.rate = shape.dropout
        self.norm = RMSNorm(shape.width)
        self.projection = nn.Parameter(torch.empty(shape.width, 4 * shape.width))
        self.attention = Attention(shape)
        self.feed_forward = FeedForward(shape)

    def forward(self, x, bias):
        q, k, v, gate = (self.norm(x) @ self.projection).chunk(4, -1)
        x = x + F.dropout(self.attention(q, k, v, gate, bias), self.rate, self.training)
        return x + F.dropout(self.feed_forward(x), self.rate, self.training)


class RequestBlock(nn.Module):
    """Queries come from the request and the state before it, keys and values from states alone."""

    def __init__(self, shape):
        super().__init__()
        self.rate = shape.dropout
        self.query_norm, self.key_norm = RMSNorm(shape.width), RMSNorm(shape.width)
        self.query_projection = nn.Parameter(torch.empty(shape.width, 2 * shape.width))
        self.key_projection = nn.Parameter(torch.empty(shape.width, 2 * shape.width))
        self.attention = Attention(shape)
        self.feed_forward = FeedForward(shape)

    def forward(self, request, states, bias):
        q, gate = (self.query_norm(request) @ self.query_projection).chunk(2, -1)
        k, v = (self.key_norm(states) @ self.key_projection).chunk(2, -1)
        y = request + F.dropout(self.attention(q, k, v, gate, bias), self.rate, self.training)
        return y + F.dropout(self.feed_forward(y), self.rate, self.training)


class Model(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.rate = shape.dropout
        self.items = nn.Parameter(torch.empty(shape.items, shape.width))
        self.start = nn.Parameter(torch.empty(1, shape.width))
        self.request = nn.Parameter(torch.empty(1, shape.width))
        self.norm = RMSNorm(shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers - 1))
        self.last = RequestBlock(shape)
        self.final = RMSNorm(shape.width)
        self.log_temperature = nn.Parameter(torch.tensor(math.log(0.06)))
        for parameter in self.parameters():
            if parameter.dim() == 2:
                nn.init.normal_(parameter, std=0.05 if parameter.shape[0] == shape.items else parameter.shape[0] ** -0.5)

    def biases(self, length):
        """Of all layers. Outside of what is compiled: inside, the compiler makes a program for each length."""
        return [block.attention.bias(length) for block in [*self.blocks, self.last]]

    def forward(self, shown, rows, targets, biases):
        """shown [B, T]: the item before each position, 0 at the first. rows [N]: places in B·T that have a target. Mean loss."""
        x = F.embedding(shown, self.items)
        x = torch.cat([self.start.expand(x.shape[0], 1, -1), x[:, 1:]], 1)
        x = F.dropout(self.norm(x), self.rate, self.training)
        for block, bias in zip(self.blocks, biases):
            x = block(x, bias)
        y = self.final(self.last(x + self.request, x, biases[-1]))
        y = y.reshape(-1, y.shape[-1]).index_select(0, rows)
        user, item = F.normalize(y.float(), dim=-1), F.normalize(self.items, dim=-1)
        logits = (user * torch.exp(-self.log_temperature)) @ item.t()
        return F.cross_entropy(logits.float(), targets)

    def keyed(self):
        """The keys of the bundle's weights and the parameters here."""
        keys = {
            "item.id": self.items, "token.start": self.start, "token.norm": self.norm.gain, "request.bias": self.request,
            "final.norm": self.final.gain, "final.log-temperature": self.log_temperature,
        }
        for number, block in enumerate(self.blocks):
            keys |= {f"block.{number}.attention.norm": block.norm.gain, f"block.{number}.attention.projection": block.projection}
            keys |= self._mixing(f"block.{number}", block)
        keys |= {
            "block.request.attention.query-norm": self.last.query_norm.gain, "block.request.attention.key-norm": self.last.key_norm.gain,
            "block.request.attention.query-projection": self.last.query_projection,
            "block.request.attention.key-projection": self.last.key_projection,
        }
        return keys | self._mixing("block.request", self.last)

    @staticmethod
    def _mixing(key, block):
        return {
            f"{key}.attention.output": block.attention.output, f"{key}.attention.bias.position": block.attention.position,
            f"{key}.feed-forward.norm": block.feed_forward.norm.gain, f"{key}.feed-forward.up": block.feed_forward.up,
            f"{key}.feed-forward.down": block.feed_forward.down,
        }


def optimizer(model, undecayed, rate=1e-3, decay=0.01):
    keyed = model.keyed()
    assert len(keyed) == len(list(model.parameters()))
    groups = [
        {"params": [p for k, p in keyed.items() if k not in undecayed], "weight_decay": decay},
        {"params": [p for k, p in keyed.items() if k in undecayed], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), eps=1e-8, fused=True)


UNDECAYED = ("norm", "bias", "start", "log-temperature")


def undecayed_keys(model):
    return [k for k in model.keyed() if any(word in k for word in UNDECAYED)]


def padded(histories):
    """Windows of items as the model's inputs."""
    length = max(len(h) for h in histories)
    shown = torch.zeros(len(histories), length, dtype=torch.long)
    rows, targets = [], []
    for place, history in enumerate(histories):
        shown[place, 1:len(history)] = torch.tensor(history[:-1], dtype=torch.long)
        rows.append(torch.arange(len(history)) + place * length)
        targets.append(torch.tensor(history, dtype=torch.long))
    return shown, torch.cat(rows), torch.cat(targets)


def check(folder):
    from safetensors.torch import load_file

    with open(os.path.join(folder, "batch.json")) as file:
        batch = json.load(file)
    shape = argparse.Namespace(**batch["shape"], attention="manual")
    before, after = (load_file(os.path.join(folder, name + ".safetensors")) for name in ("before", "after"))
    model = Model(shape)
    keyed = model.keyed()
    assert set(keyed) == set(before), set(keyed) ^ set(before)
    assert sorted(batch["undecayed"]) == sorted(undecayed_keys(model))
    with torch.no_grad():
        for key, parameter in keyed.items():
            parameter.copy_(before[key].reshape(parameter.shape))
    adam = optimizer(model, batch["undecayed"], batch["learningRate"], batch["weightDecay"])
    shown, rows, targets = padded(batch["histories"])
    loss = model(shown, rows, targets, model.biases(shown.shape[1]))
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), batch["clipNorm"])
    adam.step()
    # A first step of Adam moves every weight by about the learning rate, whatever its gradient; where that is nothing but
    # rounding, its sign is too. So the share of weights that agree is told, not the worst.
    moved = agreeing = 0
    for key, parameter in keyed.items():
        ours, theirs = after[key].flatten(), parameter.detach().flatten()
        moved += ours.numel()
        agreeing += ((ours - theirs).abs() < 0.02 * batch["learningRate"]).sum().item()
    result = {
        "kernels": batch["kernels"], "parameters": moved, "loss": batch["loss"], "peerLoss": loss.item(),
        "lossDifference": abs(loss.item() - batch["loss"]), "weightsThatAgreeAfterAStep": agreeing / moved,
    }
    print(json.dumps(result))
    exact = batch["kernels"] in ("scalar", "avx2", "avx512")
    return 0 if result["lossDifference"] < (1e-4 if exact else 2e-2) and agreeing / moved > (0.999 if exact else 0.9) else 1


def batches(shape, budget, seed):
    """Windows sorted by length and cut into batches of at most `budget` tokens, in random order."""
    source = random.Random(seed)
    if os.path.exists(shape.lengths):
        with open(shape.lengths) as file:
            lengths = json.load(file)
    else:
        lengths = [int(shape.lengths)] * 6040
    windows = sorted(min(n, shape.maximum) for n in lengths)
    cut, first = [], 0
    while first < len(windows):
        last = first
        while last < len(windows) and (last - first + 1) * windows[last] <= budget:
            last += 1
        last = max(last, first + 1)
        cut.append(windows[first:last])
        first = last
    source.shuffle(cut)
    return cut, source


def chosen(count, items, source):
    return [min(items - 1, max(0, int(items ** source.random()) - 1)) for _ in range(count)]


class Setting:
    """One way to run a step."""

    def __init__(self, shape):
        torch.manual_seed(1)
        torch.set_num_threads(shape.threads)
        torch.set_float32_matmul_precision("medium" if shape.precision == "bf16-products" else "highest")
        self.shape, self.model = shape, Model(shape)
        self.model.train()
        self.adam = optimizer(self.model, undecayed_keys(self.model))
        self.loss = self.model if shape.mode == "eager" else torch.compile(self.model, dynamic=True)

    def step(self, batch):
        with torch.autocast("cpu", torch.bfloat16, enabled=self.shape.precision == "bf16"):
            loss = self.loss(*batch, self.model.biases(batch[0].shape[1]))
        self.adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0, foreach=True)
        self.adam.step()
        return loss


def measure(shape):
    """Prepared batches, so that only the steps are timed."""
    setting = Setting(shape)
    cut, source = batches(shape, shape.tokens, 1)
    prepared, begun = [], time.perf_counter()
    for members in (cut * 20)[:max(shape.warmup + 8, min(len(cut), 160))]:
        prepared.append(padded([chosen(n, shape.items, source) for n in members]))
    # The extremes of length and of users first: what is compiled for one shape is compiled again for the first that differs.
    by_length = sorted(prepared, key=lambda b: b[0].shape[1])
    by_users = sorted(prepared, key=lambda b: b[0].shape[0])
    for batch in [by_length[len(by_length) // 2], by_length[0], by_length[-1], by_users[0], by_users[-1]] + prepared[:shape.warmup]:
        setting.step(batch)
    warmed = time.perf_counter() - begun
    rates, real, held, place, begun = [], 0, 0, shape.warmup, time.perf_counter()
    while time.perf_counter() - begun < shape.seconds or len(rates) < 5:
        batch = prepared[place % len(prepared)]
        place += 1
        started = time.perf_counter()
        loss = setting.step(batch)
        loss.item()
        rates.append(len(batch[2]) / (time.perf_counter() - started))
        real += len(batch[2])
        held += batch[0].numel()
    seconds = time.perf_counter() - begun
    spread = statistics.quantiles(rates, n=10)
    return {
        "peer": f"torch {torch.__version__}", "mode": shape.mode, "precision": shape.precision, "attention": shape.attention,
        "batchTokens": shape.tokens, "threads": shape.threads, "width": shape.width, "layers": shape.layers, "heads": shape.heads,
        "items": shape.items, "parameters": sum(p.numel() for p in setting.model.parameters()), "steps": len(rates),
        "targetsPerSecond": {"overall": real / seconds, "median": statistics.median(rates), "p10": spread[0], "p90": spread[-1]},
        "padding": 1 - real / held, "warmupSeconds": warmed, "load": os.getloadavg()[0],
        "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def search(shape):
    """Every combination asked for; compiled code comes from TORCHINDUCTOR_CACHE_DIR the second time."""
    best = None
    for mode in shape.modes.split(","):
        for precision in shape.precisions.split(","):
            for attention in shape.attentions.split(","):
                for tokens in map(int, shape.budgets.split(",")):
                    torch._dynamo.reset()
                    shape.mode, shape.precision, shape.attention, shape.tokens = mode, precision, attention, tokens
                    result = measure(shape)
                    print(json.dumps(result), flush=True)
                    if best is None or result["targetsPerSecond"]["overall"] > best["targetsPerSecond"]["overall"]:
                        best = result
    print(json.dumps({"best": best}), flush=True)


def ceilings(seconds):
    found = []
    for threads in (1, 2):
        torch.set_num_threads(threads)
        for kind in (torch.float32, torch.bfloat16):
            best = (0.0, None)
            for m, n, k in [(512, 512, 512), (1024, 1024, 1024), (2048, 2048, 2048), (1024, 1536, 256), (256, 1024, 512)]:
                a, b = torch.ones(m, k, dtype=kind), torch.ones(k, n, dtype=kind)
                fastest, begun = math.inf, time.perf_counter()
                while time.perf_counter() - begun < seconds:
                    started = time.perf_counter()
                    a @ b
                    fastest = min(fastest, time.perf_counter() - started)
                best = max(best, (2 * m * n * k / fastest / 1e9, [m, n, k]))
            found.append({"threads": threads, "type": str(kind).split(".")[1], "gigaOperationsPerSecond": best[0], "shape": best[1]})
    print(json.dumps({"peer": f"torch {torch.__version__}", "products": found, "load": os.getloadavg()[0]}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["check", "train", "search", "ceilings"])
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--lengths", default="200", help="a file of `training-benchmark lengths`, or a number")
    for name, standard in [("width", 128), ("layers", 4), ("heads", 4), ("hidden", 0), ("items", 3706), ("maximum", 200), ("tokens", 6400),
                           ("threads", 2), ("warmup", 6)]:
        parser.add_argument(f"--{name}", type=int, default=standard)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--mode", default="eager", choices=["eager", "compiled"])
    parser.add_argument("--precision", default="bf16", choices=["float32", "bf16", "bf16-products"])
    parser.add_argument("--attention", default="manual", choices=["manual", "sdpa"])
    parser.add_argument("--modes", default="eager,compiled")
    parser.add_argument("--precisions", default="float32,bf16")
    parser.add_argument("--attentions", default="manual")
    parser.add_argument("--budgets", default="1600,3200,6400,12800")
    shape = parser.parse_args()
    shape.hidden = shape.hidden or 3 * shape.width
    if shape.command == "check":
        return check(shape.folder)
    if shape.command == "train":
        print(json.dumps(measure(shape)))
    elif shape.command == "search":
        search(shape)
    else:
        ceilings(min(shape.seconds, 1.0))
    return 0


if __name__ == "__main__":
    sys.exit(main())

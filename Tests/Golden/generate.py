"""Records small reference inputs, outputs and gradients from PyTorch, one JSON file per operation.

    pip install torch==2.13.0+cpu numpy     # once; any recent version gives the same numbers
    python3 generate.py                     # rewrites the .json files beside this script

Inputs are float32 numbers; PyTorch computes in float64, and what it returns is rounded once to float32. So a
difference seen in a test is the arithmetic of the engine under test alone. Seeds are fixed.
The names of the tensors are explained in README.md.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent


def randn(generator, *shape, scale=1.0):
    """Normal numbers that float32 represents exactly, as a float64 leaf that wants a gradient."""
    values = (torch.randn(*shape, generator=generator, dtype=torch.float32) * scale).to(torch.float32)
    return values.to(torch.float64).requires_grad_()


def number(x):
    """The shortest decimal that reads back as the same float32."""
    return float(f"{torch.tensor(x, dtype=torch.float32).item():.9g}")


def encode(tensor):
    flat = tensor.detach().reshape(-1)
    integral = not tensor.is_floating_point()
    values = [int(v) for v in flat.tolist()] if integral else [number(v) for v in flat.tolist()]
    return {"shape": list(tensor.shape), "type": "int32" if integral else "float32", "values": values}


def write(name, scalars, **tensors):
    record = {
        "operation": name,
        "torch": torch.__version__,
        "scalars": scalars,
        "tensors": {key: encode(value) for key, value in tensors.items()},
    }
    text = json.dumps(record, separators=(",", ":"), sort_keys=True)
    (HERE / f"{name}.json").write_text(text + "\n")


def gradients(output, output_gradient, **leaves):
    """d<name> for each leaf, for a given gradient of the output."""
    found = torch.autograd.grad(output, list(leaves.values()), output_gradient)
    return {f"d{name}": value for name, value in zip(leaves, found)}


def linear(g):
    x, w, b = randn(g, 7, 12), randn(g, 9, 12), randn(g, 9)
    dy = randn(g, 7, 9)
    y = F.linear(x, w, b)
    write("linear", {}, x=x, w=w, b=b, y=y, dy=dy, **gradients(y, dy, x=x, w=w, b=b))


def rmsnorm(g):
    x, gain, dy = randn(g, 5, 16, scale=2.0), randn(g, 16), randn(g, 5, 16)
    y = F.rms_norm(x, (16,), gain, eps=1e-5)
    write("rmsnorm", {"epsilon": 1e-5}, x=x, gain=gain, y=y, dy=dy, **gradients(y, dy, x=x, gain=gain))


def swiglu(g):
    x, dy = randn(g, 5, 22, scale=2.0), randn(g, 5, 11)
    y = F.silu(x[:, :11]) * x[:, 11:]
    write("swiglu", {}, x=x, y=y, dy=dy, **gradients(y, dy, x=x))


def l2_normalize(g):
    x, dy = randn(g, 5, 10), randn(g, 5, 10)
    with torch.no_grad():
        x[3] = 0.0
    y = F.normalize(x, dim=-1, eps=1e-3)
    write("l2_normalize", {"epsilon": 1e-3}, x=x, y=y, dy=dy, **gradients(y, dy, x=x))


def embedding_bag(g):
    table, dy = randn(g, 11, 6), randn(g, 5, 6)
    indices = torch.tensor([3, 0, 3, 7, 10, 1, 2, 4, 5, 3])
    offsets = torch.tensor([0, 3, 3, 4, 9, 10])  # the second bag is empty
    y = F.embedding_bag(indices, table, offsets[:-1], mode="mean")
    write(
        "embedding_bag", {}, table=table, indices=indices, offsets=offsets, y=y, dy=dy,
        **gradients(y, dy, table=table))


def time_bucket(seconds):
    """floor(ln(max(1, seconds)) / 0.301), at most 127."""
    return min(127, math.floor(math.log(max(1, seconds)) / 0.301))


def attention_masks(users, times):
    """Distance and time bucket of every visible pair; −1 where query i may not see key j."""
    count = len(times)
    distance = torch.full((count, count), -1, dtype=torch.int32)
    elapsed = torch.full((count, count), -1, dtype=torch.int32)
    for i in range(count):
        for j in range(i + 1):
            if users[i] == users[j]:
                distance[i, j] = min(i - j, 5)
                elapsed[i, j] = time_bucket(times[i] - times[j])
    return distance, elapsed


def attention(g):
    """Two users packed end to end; the second starts at row 6."""
    heads, width, count = 2, 4, 10
    d = heads * width
    q, k, v, gate, dy = (randn(g, count, d) for _ in range(5))
    distance_bias, time_bias = randn(g, heads, 6, scale=0.5), randn(g, heads, 128, scale=0.5)
    users = [0] * 6 + [1] * 4
    times = [0, 30, 3600, 3600, 90000, 700000, 5, 6, 5000, 2000000]
    distance, elapsed = attention_masks(users, times)
    visible = distance >= 0

    def split(x):
        return x.reshape(count, heads, width).transpose(0, 1)

    scores = split(q) @ split(k).transpose(1, 2) / math.sqrt(width)
    scores = scores + distance_bias[:, distance.clamp(min=0).long()] + time_bias[:, elapsed.clamp(min=0).long()]
    scores = scores.masked_fill(~visible, -math.inf)
    mixed = (scores.softmax(-1) @ split(v)).transpose(0, 1).reshape(count, d)
    y = mixed * torch.sigmoid(gate)
    write(
        "attention", {"heads": heads, "scale": 1 / math.sqrt(width)},
        q=q, k=k, v=v, gate=gate, distance_bias=distance_bias, time_bias=time_bias,
        distance_bucket=distance, time_bucket=elapsed, offsets=torch.tensor([0, 6, 10]), times=torch.tensor(times),
        mixed=mixed, y=y, dy=dy,
        **gradients(y, dy, q=q, k=k, v=v, gate=gate, distance_bias=distance_bias, time_bias=time_bias))


def pointwise_attention(g):
    """HSTU (Zhai et al. 2024): silu(q·k + biases) over the number of visible keys, times the values; then norm and gate."""
    heads, width, count = 2, 4, 10
    d = heads * width
    q, k, v, gate, dy = (randn(g, count, d) for _ in range(5))
    gain = randn(g, d)
    distance_bias, time_bias = randn(g, heads, 6, scale=0.5), randn(g, heads, 128, scale=0.5)
    users = [0] * 6 + [1] * 4
    times = [0, 30, 3600, 3600, 90000, 700000, 5, 6, 5000, 2000000]
    distance, elapsed = attention_masks(users, times)
    visible = distance >= 0

    def split(x):
        return x.reshape(count, heads, width).transpose(0, 1)

    scores = split(q) @ split(k).transpose(1, 2)
    scores = scores + distance_bias[:, distance.clamp(min=0).long()] + time_bias[:, elapsed.clamp(min=0).long()]
    weights = F.silu(scores) / visible.sum(-1, keepdim=True)
    mixed = (weights.masked_fill(~visible, 0.0) @ split(v)).transpose(0, 1).reshape(count, d)
    y = F.rms_norm(mixed, (d,), gain, eps=1e-6) * F.silu(gate)
    write(
        "pointwise_attention", {"heads": heads, "epsilon": 1e-6},
        q=q, k=k, v=v, gate=gate, gain=gain, distance_bias=distance_bias, time_bias=time_bias,
        distance_bucket=distance, time_bucket=elapsed, offsets=torch.tensor([0, 6, 10]), times=torch.tensor(times),
        mixed=mixed, y=y, dy=dy,
        **gradients(y, dy, q=q, k=k, v=v, gate=gate, gain=gain, distance_bias=distance_bias, time_bias=time_bias))


def distance_class(blocks):
    """The first eight apart, then two classes a doubling, 32 in all."""
    if blocks < 8:
        return blocks
    octave = int(math.log2(blocks))
    return min(31, 8 + 2 * (octave - 3) + (1 if blocks >= 1.5 * 2**octave else 0))


def sparse_attention(g):
    """A window of 5 keys, blocks of 3 in 2 summaries each: every block in every row, and a dense mask that says who reads what."""
    heads, width, window, block, m = 2, 4, 5, 3, 2
    d, lengths, buckets = heads * width, [17, 4, 7], 6
    count = sum(lengths)
    q, k, v, dy = (randn(g, count, d) for _ in range(4))
    position_bias, distance_bias = randn(g, heads, window + block - 1, scale=0.5), randn(g, heads, m, 32, scale=0.5)
    time_bias, summary_time_bias = randn(g, heads, buckets, scale=0.5), randn(g, heads, buckets, scale=0.5)
    summary_query, summary_place = randn(g, m, d), randn(g, heads, m, block, scale=0.5)
    elapsed = torch.randint(0, buckets, (count, count), generator=g, dtype=torch.int32)

    def split(x):
        return x.reshape(-1, heads, width).transpose(0, 1)

    mixed, first = [], 0
    for length in lengths:
        rows = slice(first, first + length)
        own_q, own_k, own_v, own_elapsed = split(q[rows]), split(k[rows]), split(v[rows]), elapsed[rows, rows].long()
        blocks = length // block
        in_blocks = own_k[:, :blocks * block].reshape(heads, blocks, block, width)
        places = torch.einsum("hid,hbjd->hbij", split(summary_query), in_blocks) / math.sqrt(width) + summary_place[:, None]
        places = places.softmax(-1)
        summary_k = torch.einsum("hbij,hbjd->hbid", places, in_blocks).reshape(heads, blocks * m, width)
        values = own_v[:, :blocks * block].reshape(heads, blocks, block, width)
        summary_v = torch.einsum("hbij,hbjd->hbid", places, values).reshape(heads, blocks * m, width)

        far = torch.full((heads, length, blocks * m), -math.inf, dtype=torch.float64)
        near = torch.full((heads, length, length), -math.inf, dtype=torch.float64)
        far_scores = own_q @ summary_k.transpose(1, 2) / math.sqrt(width)
        near_scores = own_q @ own_k.transpose(1, 2) / math.sqrt(width)
        for i in range(length):
            summarised = sum(1 for b in range(blocks) if (b + 1) * block <= i + 1 - window)
            for b in range(summarised):
                bias = distance_bias[:, :, distance_class(summarised - 1 - b)]
                bias = bias + summary_time_bias[:, own_elapsed[i, (b + 1) * block - 1], None]
                far[:, i, b * m:(b + 1) * m] = far_scores[:, i, b * m:(b + 1) * m] + bias
            for j in range(summarised * block, i + 1):
                near[:, i, j] = near_scores[:, i, j] + position_bias[:, i - j] + time_bias[:, own_elapsed[i, j]]
        weights = torch.cat([far, near], dim=-1).softmax(-1)
        mixed.append((weights @ torch.cat([summary_v, own_v], dim=1)).transpose(0, 1).reshape(length, d))
        first += length
    y = torch.cat(mixed)
    leaves = dict(
        q=q, k=k, v=v, position_bias=position_bias, distance_bias=distance_bias, time_bias=time_bias,
        summary_time_bias=summary_time_bias, summary_query=summary_query, summary_place=summary_place)
    write(
        "sparse_attention", {"heads": heads, "window": window, "block": block, "summaries": m}, **leaves, time_bucket=elapsed,
        lengths=torch.tensor(lengths), y=y, dy=dy, **gradients(y, dy, **leaves))


def cross_entropy(g):
    users, items = randn(g, 6, 8), randn(g, 19, 8)
    log_inverse_temperature = torch.tensor(2.5, dtype=torch.float64, requires_grad=True)
    targets = torch.tensor([4, 0, 18, 4, 7, 11])
    weights = torch.tensor([1.0, 0.5, 1.0, 2.0, 0.0, 1.0], dtype=torch.float64)
    cosine = F.normalize(users, dim=-1, eps=1e-6) @ F.normalize(items, dim=-1, eps=1e-6).T
    logits = cosine * log_inverse_temperature.exp()
    losses = F.cross_entropy(logits, targets, reduction="none")
    leaves = {"users": users, "items": items, "log_inverse_temperature": log_inverse_temperature}
    mean = losses.mean()
    weighted = (losses * weights).sum() / weights.sum()
    plain = torch.autograd.grad(mean, list(leaves.values()), retain_graph=True)
    under_weights = torch.autograd.grad(weighted, list(leaves.values()))
    tensors = {f"mean.d{n}": v for n, v in zip(leaves, plain)}
    tensors |= {f"weighted.d{n}": v for n, v in zip(leaves, under_weights)}
    write(
        "cross_entropy", {"epsilon": 1e-6}, **leaves, targets=targets, weights=weights, logits=logits, losses=losses,
        mean=mean, weighted=weighted, **tensors)


def adamw(g):
    options = {"learning_rate": 0.01, "beta1": 0.9, "beta2": 0.98, "epsilon": 1e-8, "weight_decay": 0.1}
    parameter = randn(g, 20)
    steps = 4
    grads = randn(g, steps, 20).detach()
    start = parameter.detach().clone()
    optimizer = torch.optim.AdamW(
        [parameter], lr=options["learning_rate"], betas=(options["beta1"], options["beta2"]), eps=options["epsilon"],
        weight_decay=options["weight_decay"])
    after = []
    for gradient in grads:
        parameter.grad = gradient.clone()
        optimizer.step()
        after.append(parameter.detach().clone())
    state = optimizer.state[parameter]
    write(
        "adamw", options | {"steps": steps}, start=start, gradients=grads, after=torch.stack(after),
        mean=state["exp_avg"], square=state["exp_avg_sq"])


if __name__ == "__main__":
    torch.set_num_threads(1)
    operations = [
        linear, rmsnorm, swiglu, l2_normalize, embedding_bag, attention, cross_entropy, adamw, pointwise_attention,
        sparse_attention]
    for seed, operation in enumerate(operations, start=1):
        operation(torch.Generator().manual_seed(seed))

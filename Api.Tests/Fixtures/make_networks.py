"""Writes networks.json: random convolutional networks and what PyTorch says about them.

Run with a Python that has torch:  python3 make_networks.py
Every network is built from torch.nn layers; shapes come from running it, parameters from counting its tensors,
receptive fields from the gradient's non-zero extent, accepted sizes from running it on images of those sizes.
"""
import json
import random
from pathlib import Path

import torch
from torch import nn

torch.set_grad_enabled(False)
torch.set_default_dtype(torch.float64)
NETWORKS = 300


def pair(value):
    return tuple(value) if isinstance(value, list) else (value, value)


class Pyramid(nn.Module):
    def __init__(self, levels):
        super().__init__()
        self.pools = nn.ModuleList(nn.AdaptiveMaxPool2d(n) for n in levels)

    def forward(self, x):
        return torch.cat([pool(x).flatten(1) for pool in self.pools], 1)


ACTIVATIONS = {"relu": nn.ReLU, "leakyRelu": nn.LeakyReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid,
               "softmax": lambda: nn.Softmax(1)}


def build(layer, shape):
    """A torch module for a layer whose input has the given shape; raises what torch raises."""
    kind = layer["type"]
    if kind == "conv":
        if len(shape) != 3:
            raise RuntimeError("convolution of a vector")
        module = nn.Conv2d(shape[0], layer["filters"], pair(layer["kernel"]), pair(layer.get("stride", 1)),
                           pair(layer.get("padding", 0)), pair(layer.get("dilation", 1)), layer.get("groups", 1),
                           layer.get("bias", True))
    elif kind in ("maxPool", "avgPool"):
        pool = nn.MaxPool2d if kind == "maxPool" else nn.AvgPool2d
        module = pool(pair(layer["kernel"]), pair(layer.get("stride", layer["kernel"])), pair(layer.get("padding", 0)))
    elif kind == "adaptiveAvgPool":
        module = nn.AdaptiveAvgPool2d(pair(layer["output"]))
    elif kind == "adaptiveMaxPool":
        module = nn.AdaptiveMaxPool2d(pair(layer["output"]))
    elif kind == "globalAveragePool":
        module = nn.AdaptiveAvgPool2d(1)
    elif kind == "globalMaxPool":
        module = nn.AdaptiveMaxPool2d(1)
    elif kind == "batchNorm":
        module = (nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d)(shape[0])
    elif kind == "dropout":
        module = nn.Dropout()
    elif kind == "flatten":
        module = nn.Flatten()
    elif kind == "linear":
        entries = int(torch.tensor(shape).prod())
        module = nn.Sequential(nn.Flatten(), nn.Linear(entries, layer["units"], layer.get("bias", True)))
    elif kind == "spatialPyramidPool":
        module = Pyramid(layer["levels"])
    else:
        module = ACTIVATIONS[kind]()
    if layer.get("activation"):
        module = nn.Sequential(module, ACTIVATIONS[layer["activation"]]())
    return module.eval()


def run(modules, size):
    """Output shapes layer by layer, and the position of the layer that raised, if one did."""
    x, shapes = torch.zeros(1, *size), []
    for index, module in enumerate(modules):
        try:
            x = module(x)
        except (RuntimeError, ValueError):
            return shapes, index
        shapes.append(list(x.shape[1:]))
    return shapes, None


def design(layers, size):
    """Modules fitted to the given input size, or None where they don't fit."""
    x, modules = torch.zeros(1, *size), []
    for layer in layers:
        try:
            module = build(layer, list(x.shape[1:]))
            x = module(x)
        except (RuntimeError, ValueError):
            return None
        modules.append(module)
    return modules


WINDOWS = ("conv", "maxPool", "avgPool")


def linearized(layers):
    """The windows alone, averaging with positive weights, so that a gradient shows everything a unit depends on."""
    modules = []
    for layer in layers:
        kernel, stride = pair(layer["kernel"]), pair(layer.get("stride", 1 if layer["type"] == "conv" else layer["kernel"]))
        module = nn.Conv2d(1, 1, kernel, stride, pair(layer.get("padding", 0)), pair(layer.get("dilation", 1)), bias=False)
        module.weight.fill_(1.0 / (kernel[0] * kernel[1]))
        modules.append(module)
    return modules


def extent(gradient):
    """First and last row and column with a gradient; a unit may see nothing but padding."""
    rows, columns = gradient.sum(1).nonzero().flatten(), gradient.sum(0).nonzero().flatten()
    if len(rows) == 0:
        raise RuntimeError("sees no pixel")
    return [int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1])]


def gradient_extent(modules, size, pick):
    with torch.enable_grad():
        image = torch.ones(1, 1, *size, requires_grad=True)
        x = image
        for module in modules:
            x = module(x)
        pick(x).backward()
    return extent(image.grad[0, 0])


def receptive_field(layers, own):
    """Span of a middle unit that touches no border, measured on two images so large that the answer no longer changes."""
    modules = linearized(layers)
    previous = None
    for size in (64, 128, 256, 512):
        try:
            top, bottom, left, right = gradient_extent(
                modules, (size + own[0], size + own[1]), lambda x: x[0, 0, x.shape[2] // 2, x.shape[3] // 2])
        except RuntimeError:
            continue
        free = top > 0 and left > 0 and bottom < size + own[0] - 1 and right < size + own[1] - 1
        span = [bottom - top + 1, right - left + 1]
        if free and span == previous:
            return span
        previous = span if free else None
    return None


def dense_span(layers, own):
    """Span within the image of a unit that sees the whole map."""
    try:
        top, bottom, left, right = gradient_extent(linearized(layers), own, lambda x: x.sum())
    except RuntimeError:
        return None
    return [bottom - top + 1, right - left + 1]


def maybe_pair(rng, low, high, square=0.7):
    first = rng.randint(low, high)
    return first if rng.random() < square else [first, rng.randint(low, high)]


def random_layers(rng):
    layers, channels = [], None
    for _ in range(rng.randint(1, 6)):
        kind = rng.choice(["conv"] * 5 + ["maxPool", "maxPool", "avgPool", "batchNorm", "dropout", "relu", "leakyRelu"])
        if kind == "conv":
            filters = rng.choice([2, 3, 4, 6, 8])
            layer = {"type": "conv", "filters": filters, "kernel": maybe_pair(rng, 1, 5)}
            if rng.random() < 0.5:
                layer["stride"] = maybe_pair(rng, 1, 3)
            if rng.random() < 0.5:
                layer["padding"] = maybe_pair(rng, 0, 3)
            if rng.random() < 0.25:
                layer["dilation"] = maybe_pair(rng, 1, 3)
            if rng.random() < 0.25 and channels:
                layer["groups"] = rng.choice([g for g in (2, 3, 4, 6, 8) if channels % g == 0 and filters % g == 0] or [1])
            if rng.random() < 0.3:
                layer["bias"] = False
            if rng.random() < 0.4:
                layer["activation"] = rng.choice(["relu", "tanh", "sigmoid", "leakyRelu"])
            channels = filters
        elif kind in ("maxPool", "avgPool"):
            layer = {"type": kind, "kernel": maybe_pair(rng, 1, 4)}
            if rng.random() < 0.5:
                layer["stride"] = maybe_pair(rng, 1, 3)
            if rng.random() < 0.3:
                layer["padding"] = [rng.randint(0, k // 2) for k in pair(layer["kernel"])]
        else:
            layer = {"type": kind}
        layers.append(layer)
    ending = rng.random()
    if ending < 0.12:
        layers.append({"type": rng.choice(["globalAveragePool", "globalMaxPool"])})
    elif ending < 0.3:
        layers.append({"type": rng.choice(["adaptiveAvgPool", "adaptiveMaxPool"]), "output": maybe_pair(rng, 1, 5)})
        if rng.random() < 0.3:
            layers.append({"type": "conv", "filters": 4, "kernel": maybe_pair(rng, 1, 2)})
    elif ending < 0.36:
        layers.append({"type": "spatialPyramidPool", "levels": rng.sample([1, 2, 3, 4], rng.randint(1, 3))})
    if rng.random() < 0.75:
        if layers[-1]["type"] != "spatialPyramidPool" and rng.random() < 0.7:
            layers.append({"type": "flatten"})
            if rng.random() < 0.15:
                layers.append({"type": "batchNorm"})
        if rng.random() < 0.3:
            layers += [{"type": "linear", "units": rng.randint(2, 12), "activation": "relu"}, {"type": "dropout"}]
        layers.append({"type": "linear", "units": rng.randint(2, 10), "bias": rng.random() < 0.8})
        if rng.random() < 0.4:
            layers.append({"type": "softmax"})
    elif rng.random() < 0.2 and layers[-1]["type"] != "spatialPyramidPool":
        layers.append({"type": "flatten"})
    return layers


def record(layers, size, rng):
    modules = design(layers, size)
    if modules is None:
        return None
    shapes, stopped = run(modules, size)
    assert stopped is None
    parameters = [sum(p.numel() for p in module.parameters()) for module in modules]
    fields, spans, windows = [], [], []
    followed = True
    for layer in layers:
        if layer["type"] in WINDOWS:
            windows.append(layer)
        if layer["type"] not in WINDOWS + ("batchNorm", "dropout", "flatten", "linear", *ACTIVATIONS):
            followed = False
        dense = any(earlier["type"] == "linear" for earlier in layers[: len(fields) + 1])
        fields.append(receptive_field(windows, size[1:]) if followed and not dense else None)
        spans.append(dense_span(windows, size[1:]) if dense and followed else None)
    other = [[size[1] + rng.randint(-size[1] + 1, 12), size[2] + rng.randint(-size[2] + 1, 12)] for _ in range(3)]
    other += [[size[1] + rng.randint(-3, 4), size[2] + rng.randint(-3, 4)] for _ in range(6)]
    other += [[n, n] for n in (rng.randint(1, 10), rng.randint(10, 60))]
    other += [[size[1] + 16, size[2]], [1, 1]]
    runs = []
    for height, width in other:
        height, width = max(1, height), max(1, width)
        passed, stopped = run(modules, [size[0], height, width])
        runs.append({"size": [height, width], "shapes": passed, "failsAt": stopped})
    return {"input": size, "layers": layers, "shapes": shapes, "parameters": parameters, "total": sum(parameters),
            "receptiveFields": fields, "denseSpans": spans, "runs": runs}


def known(layers, size):
    """Shapes and parameters of a published network."""
    with torch.no_grad():
        modules = design(layers, size)
        shapes, _ = run(modules, size)
    parameters = [sum(p.numel() for p in module.parameters()) for module in modules]
    return {"input": size, "layers": layers, "shapes": shapes, "parameters": parameters, "total": sum(parameters)}


def conv(filters, kernel, **rest):
    return {"type": "conv", "filters": filters, "kernel": kernel, **rest, "activation": "relu"}


def alexnet():
    pool, dropout = {"type": "maxPool", "kernel": 3, "stride": 2}, {"type": "dropout"}
    return [conv(64, 11, stride=4, padding=2), pool, conv(192, 5, padding=2), pool, conv(384, 3, padding=1), conv(256, 3, padding=1),
            conv(256, 3, padding=1), pool, {"type": "adaptiveAvgPool", "output": 6}, {"type": "flatten"}, dropout,
            {"type": "linear", "units": 4096, "activation": "relu"}, dropout, {"type": "linear", "units": 4096, "activation": "relu"},
            {"type": "linear", "units": 1000}]


def vgg16():
    layers = []
    for filters, repeats in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        layers += [conv(filters, 3, padding=1)] * repeats + [{"type": "maxPool", "kernel": 2}]
    dense = {"type": "linear", "units": 4096, "activation": "relu"}
    return layers + [{"type": "adaptiveAvgPool", "output": 7}, {"type": "flatten"}, dense, {"type": "dropout"}, dense, {"type": "dropout"},
                     {"type": "linear", "units": 1000}]


def main():
    torch.manual_seed(2023)
    rng = random.Random(2023)
    networks = []
    while len(networks) < NETWORKS:
        size = [rng.choice([1, 3, 4]), rng.randint(12, 64), rng.randint(12, 64)]
        made = record(random_layers(rng), size, rng)
        if made is not None:
            networks.append(made)
    published = {"alexnet": known(alexnet(), [3, 224, 224]), "vgg16": known(vgg16(), [3, 224, 224])}
    lines = ",\n".join(json.dumps(network, separators=(",", ":")) for network in networks)
    names = ",\n".join(f"{json.dumps(name)}:{json.dumps(network, separators=(',', ':'))}" for name, network in published.items())
    Path(__file__).with_name("networks.json").write_text(f'{{"networks":[\n{lines}\n],\n"published":{{\n{names}\n}}}}\n')


if __name__ == "__main__":
    main()

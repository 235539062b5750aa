"""Writes formulas.json: values and vector-Jacobian products of formulas, computed by PyTorch at random points.

Run with a Python that has torch: python3 make_formulas.py
Each case pairs a text in the formula language with the same computation in PyTorch, written by hand.
"""
import json
import os

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
POINTS = 3


def correlate(x, w, stride=1):
    return F.conv1d(x.view(1, 1, -1), w.view(1, 1, -1), stride=stride).view(-1)


# Shapes: (n,) is a column, (m, n) a matrix, () a scalar.
SHAPES = {"x": (6,), "w": (3,), "b": (), "u": (4,), "v": (4,), "m": (), "p": (3,), "g": (4,), "W": (4, 3), "A": (3, 3)}

CASES = [
    ("correlate(x, w) + b", lambda x, w, b: correlate(x, w) + b),
    ("correlate(x, w, stride=2)", lambda x, w: correlate(x, w, 2)),
    ("convolve(x, w) * b", lambda x, w, b: correlate(x, w.flip(0)) * b),
    ("norm(correlate(x, w) + b - u)^2", lambda x, w, b, u: torch.norm(correlate(x, w) + b - u) ** 2),
    ("norm(u - v)^2", lambda u, v: torch.norm(u - v) ** 2),
    ("max(0, m - norm(u - v))^2", lambda u, v, m: torch.clamp(m - torch.norm(u - v), min=0) ** 2),
    ("max(0, 9 m^2 - norm(u - v))^2", lambda u, v, m: torch.clamp(9 * m ** 2 - torch.norm(u - v), min=0) ** 2),
    ("norm(u, 1)", lambda u: u.abs().sum()),
    ("norm(u, inf)", lambda u: u.abs().max()),
    ("|u| |m|", lambda u, m: torch.norm(u) * m.abs()),
    ("sum((u - v)^2) / m", lambda u, v, m: ((u - v) ** 2).sum() / m),
    ("mean(u .* v)", lambda u, v: (u * v).mean()),
    ("u .* v ./ (1 + v^2)", lambda u, v: u * v / (1 + v ** 2)),
    ("u / v", lambda u, v: u / v),
    ("m / u", lambda u, m: m / u),
    ("(u^2)^m", lambda u, m: (u ** 2) ** m),
    ("(u .* u) .^ v", lambda u, v: (u * u) ** v),
    ("2^u", lambda u: 2 ** u),
    ("u * v", lambda u, v: u @ v),
    ("dot(u, v)^3", lambda u, v: (u @ v) ** 3),
    ("W p", lambda W, p: W @ p),
    ("W p + g", lambda W, p, g: W @ p + g),
    ("W' g", lambda W, g: W.T @ g),
    ("g * W", lambda W, g: (g @ W).view(1, -1)),
    ("g' W p", lambda W, g, p: g @ W @ p),
    ("g p'", lambda g, p: torch.outer(g, p)),
    ("W A", lambda W, A: W @ A),
    ("A^3 p", lambda A, p: A @ A @ A @ p),
    ("A^0", lambda A: torch.eye(3) + 0 * A),
    ("W .* W - 2 W", lambda W: W * W - 2 * W),
    ("sum(W, axis=0)", lambda W: W.sum(0)),
    ("sum(W, axis=1)", lambda W: W.sum(1)),
    ("mean(W, axis=0)", lambda W: W.mean(0)),
    ("norm(W)", lambda W: torch.norm(W)),
    ("W[2, 1] * m", lambda W, m: W[2, 1] * m),
    ("u[0] * u[-1] + u_2", lambda u: u[0] * u[-1] + u[1]),
    ("max(u)", lambda u: u.max()),
    ("min(u)", lambda u: u.min()),
    ("max(u, v)", lambda u, v: torch.maximum(u, v)),
    ("max(u, u)", lambda u: torch.maximum(u, u.clone())),
    ("min(u, m)", lambda u, m: torch.minimum(u, m.expand(4))),
    ("exp(u)", lambda u: torch.exp(u)),
    ("log(u .* u)", lambda u: torch.log(u * u)),
    ("sqrt(abs(u))", lambda u: torch.sqrt(torch.abs(u))),
    ("sigmoid(W p + g)", lambda W, p, g: torch.sigmoid(W @ p + g)),
    ("tanh(u)", lambda u: torch.tanh(u)),
    ("relu(u)", lambda u: torch.relu(u)),
    ("relu(u - u)", lambda u: torch.relu(u - u)),
    ("leakyRelu(u)", lambda u: F.leaky_relu(u)),
    ("leakyRelu(u, 0.2)", lambda u: F.leaky_relu(u, 0.2)),
    ("hardtanh(u)", lambda u: F.hardtanh(u)),
    ("sign(u) .* u", lambda u: torch.sign(u) * u),
    ("step(u) .* v", lambda u, v: torch.heaviside(u.detach(), torch.zeros(1)) * v),
    ("softmax(u)", lambda u: torch.softmax(u, 0)),
    ("log(softmax(u))", lambda u: torch.log_softmax(u, 0)),
    ("square(identity(u))", lambda u: u ** 2),
    ("norm(u - u)", lambda u: torch.norm(u - u)),
    ("1/2 norm(u)^2 - u' v + 3 m", lambda u, v, m: 0.5 * u @ u - u @ v + 3 * m),
    ("-u^2 + -m * v", lambda u, v, m: -(u ** 2) - m * v),
    ("clamp(u, -1, 1)", lambda u: torch.minimum(torch.maximum(u, torch.tensor(-1.0)), torch.tensor(1.0))),
]


def flat(tensor):
    return tensor.detach().reshape(-1).tolist()


def main():
    torch.manual_seed(4)
    cases = []
    for text, compute in CASES:
        names = compute.__code__.co_varnames[: compute.__code__.co_argcount]
        for _ in range(POINTS):
            values = {name: (2 * torch.randn(SHAPES[name])).requires_grad_() for name in names}
            value = compute(**values)
            upstream = torch.randn(value.shape)
            gradients = torch.autograd.grad(value, list(values.values()), upstream, allow_unused=True)
            cases.append({
                "formula": text,
                "names": {name: flat(tensor) for name, tensor in values.items()},
                "value": flat(value),
                "upstream": flat(upstream),
                "gradients": {
                    name: [0.0] * tensor.numel() if gradient is None else flat(gradient)
                    for (name, tensor), gradient in zip(values.items(), gradients)
                },
            })
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "formulas.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main()

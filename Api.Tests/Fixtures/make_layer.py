#!/usr/bin/env python3
"""Writes layer.json: affine layers on batches, with PyTorch's outputs and gradients.

Run with Debian's python3-torch:  /usr/bin/python3 make_layer.py
"""
import json
import pathlib
import random

import torch

torch.set_default_dtype(torch.float64)
random.seed(2023)


def numbers(*shape):
    return torch.tensor([round(random.uniform(-3, 3), 3) for _ in range(int(torch.tensor(shape).prod()))]).reshape(shape)


cases = []
for samples, inputs, outputs in [(4, 3, 2), (1, 3, 2), (2, 2, 2), (3, 1, 4), (5, 4, 1), (1, 1, 1), (6, 7, 3)]:
    w, b, p = (numbers(*shape).requires_grad_() for shape in ((outputs, inputs), (outputs,), (samples, inputs)))
    g = numbers(samples, outputs)
    q = torch.nn.functional.linear(p, w, b)
    q.backward(g)
    arrays = {"W": w, "b": b, "p": p, "grads": g, "q": q, "dp": p.grad, "dW": w.grad, "db": b.grad}
    cases.append({name: {"shape": list(a.shape), "data": a.detach().reshape(-1).tolist()} for name, a in arrays.items()})

path = pathlib.Path(__file__).with_name("layer.json")
path.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
print(len(cases), "cases in", path)

#!/usr/bin/env python3
"""Writes contrastive.json: random pairs for the contrastive embedding, with PyTorch's forward pass and gradients.

Run with Debian's python3-torch:  /usr/bin/python3 make_contrastive.py
"""
import json
import pathlib
import random

import torch

torch.set_default_dtype(torch.float64)
random.seed(2023)


def numbers(n):
    return [round(random.uniform(-4, 4), 2) for _ in range(n)]


cases = []
for index in range(240):
    k, stride = random.randint(1, 7), random.randint(1, 4)
    length = k + random.randint(1, 17)
    case = {"kernel": numbers(k), "bias": round(random.uniform(-1, 1), 2), "stride": stride, "x1": numbers(length), "x2": numbers(length)}
    w = torch.tensor(case["kernel"], requires_grad=True)
    b = torch.tensor(case["bias"], requires_grad=True)

    def embed(x):
        return torch.nn.functional.conv1d(torch.tensor(x).view(1, 1, -1), w.view(1, 1, -1), b.view(1), stride=stride).view(-1)

    f1, f2 = embed(case["x1"]), embed(case["x2"])
    f1.retain_grad(), f2.retain_grad()
    loss = ((f1 - f2) ** 2).sum()
    loss.backward()
    case |= {
        "f1": f1.tolist(), "f2": f2.tolist(), "loss": loss.item(),
        "dL_df1": f1.grad.tolist(), "dL_df2": f2.grad.tolist(), "dL_dw": w.grad.tolist(), "dL_db": b.grad.item(),
    }
    cases.append(case)

out = pathlib.Path(__file__).with_name("contrastive.json")
out.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
print(f"{len(cases)} pairs in {out.name}")

"""Writes affine.json: spellings of the derivatives of q = W p + b with what each must earn, and the value of each at one layer.

Run with a Python that has torch: python3 make_affine.py
Values are computed here with NumPy, by hand beside each text. What is right is decided by PyTorch: an accepted value must equal the Jacobian
of autograd (or its vector-Jacobian product with g, or the batch's gradient) in one of the layouts, and a near miss must equal none of them.
"""
import itertools
import json
import os

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(20230614)
m, n, N = 2, 3, 5
W, p, b, g = rng.normal(size=(m, n)), rng.normal(size=n), rng.normal(size=m), rng.normal(size=m)
P, G = rng.normal(size=(N, n)), rng.normal(size=(N, m))
q = W @ p + b
pc, gc = p[:, None], g[:, None]
I = np.eye(m)
delta = np.einsum("ij,k->ijk", I, p)

# The Jacobians, the gradients of one sample and of a batch, by autograd.
tensors = [torch.tensor(x, requires_grad=True) for x in (W, p, b)]
JW, Jp, Jb = [j.detach().numpy() for j in torch.autograd.functional.jacobian(lambda w, x, c: w @ x + c, tuple(tensors))]
one = [t.detach().numpy() for t in torch.autograd.grad((tensors[0] @ tensors[1] + tensors[2]) @ torch.tensor(g), tensors)]
batch = [torch.tensor(x, requires_grad=True) for x in (W, P, b)]
many = [t.detach().numpy() for t in torch.autograd.grad(((batch[1] @ batch[0].T + batch[2]) * torch.tensor(G)).sum(), batch)]


def vectors(x):
    return [x.reshape(-1, 1), x.reshape(1, -1)]


LAYOUTS = {
    "dq_dp": [Jp, Jp.T, *vectors(one[1]), many[1], many[1].T],
    "dq_dW": [
        JW.reshape(m, -1), JW.reshape(m, -1).T, JW.transpose(0, 2, 1).reshape(m, -1), JW.transpose(0, 2, 1).reshape(m, -1).T,
        one[0], one[0].T, *vectors(one[0]), *vectors(one[0].T), many[0], many[0].T,
    ],
    "dq_db": [Jb, Jb.T, *vectors(one[2]), *vectors(many[2])],
}
JACOBIANS = {"dq_dp": Jp, "dq_dW": JW, "dq_db": Jb}

KPR, KPC = np.kron(I, p), np.kron(p[None, :], I)
ACCEPTED = {
    "dq_dp": [
        ("W", W), ("W'", W.T), ("W^T", W.T), ("W.T", W.T), ("Wᵀ", W.T), ("transpose(W)", W.T), ("np.transpose(W)", W.T), (r"W^\top", W.T),
        (r"\mathbf{W}^{\mathsf{T}}", W.T), ("dq/dp = W", W), (r"\frac{\partial q}{\partial p} = W", W), ("∂q/∂p = W", W), ("I*W", W), ("W I", W),
        ("eye(m) @ W", W), ("W I_n", W), ("1·W + 0", W), ("(W')'", W), ("2 W / 2", W), ("g' W", (g @ W)[None, :]), ("g*W", (g @ W)[None, :]),
        ("W' g", (W.T @ g)[:, None]), ("W.T @ g", (W.T @ g)[:, None]), ("np.dot(W.T, g)", (W.T @ g)[:, None]), ("G*W", G @ W), ("G @ W", G @ W),
        ("np.matmul(G, W)", G @ W), ("∂L/∂p = ∂L/∂q W", (g @ W)[None, :]),
        ("dL/dp = W^T dL/dq", (W.T @ g)[:, None]), (r"\(\mathbf{W}\)", W), ("$\\mathbf W$", W), (r"\nabla_p q = W^T", W.T), ("J = W", W), (r"W^{\prime}", W.T),
        (r"\dfrac{\partial \mathbf{q}}{\partial \mathbf{p}}=\mathbf{W}^{\intercal}", W.T), (r"\boldsymbol{W}^{\!\top}", W.T), (r"\mathbf{g}^{\top}\mathbf{W}", (g @ W)[None, :]),
        (r"\frac{\mathrm{d}\mathbf{q}}{\mathrm{d}\mathbf{p}} := \mathbf{W}", W), (r"\frac{\partial L}{\partial p} = \frac{\partial L}{\partial q} W", (g @ W)[None, :]),
        (r"\frac{\partial L}{\partial \mathbf{p}} = W^\mathsf{T} \frac{\partial L}{\partial \mathbf{q}}", (W.T @ g)[:, None]),
        (r"\begin{bmatrix} W \end{bmatrix}", W), (r"\left(\mathbf{W}\right)^{\mathrm T}", W.T),
    ],
    "dq_dW": [
        ("kron(I, p')", KPR), ("I ⊗ p'", KPR), ("I_m ⊗ pᵀ", KPR), (r"I_m \otimes p^\top", KPR), (r"\mathbf{I} \otimes \mathbf{p}^{T}", KPR),
        ("np.kron(np.eye(m), p.T)", KPR), ("kron(identity(m), p')", KPR), ("kron(eye(m), transpose(p))", KPR), ("kron(diag(ones(m)), p')", KPR),
        ("dq/dW = kron(I, p^T)", KPR), ("I_{m×m} ⊗ p^T", KPR), ("kron(I, p)", KPR.T), ("(I ⊗ p')'", KPR.T), ("p' ⊗ I", KPC), ("kron(p', I_m)", KPC),
        ("p ⊗ I", KPC.T), ("kron(p', eye(m))'", KPC.T), ("g*p'", gc @ pc.T), ("g p^T", gc @ pc.T), ("outer(g, p)", gc @ pc.T), ("np.outer(g, p)", gc @ pc.T),
        ("p*g'", pc @ gc.T), ("outer(p, g)", pc @ gc.T), ("∂L/∂W = ∂L/∂q · pᵀ", gc @ pc.T), ("(p g')'", gc @ pc.T), ("g ⊗ p", np.kron(g, p)[:, None]),
        ("g' kron(I, p')", np.kron(g, p)[None, :]), ("G'*P", G.T @ P), ("G.T @ P", G.T @ P), ("np.dot(G.T, P)", G.T @ P), (r"G^\top P", G.T @ P),
        ("P'*G", P.T @ G), ("P^T G", P.T @ G), ("(G' P)'", P.T @ G), (r"\frac{\partial \mathbf{q}}{\partial \mathbf{W}} = \mathbf{I}_{m} \otimes \mathbf{p}^{\mathsf{T}}", KPR),
        (r"\operatorname{kron}\left(I,p^T\right)", KPR), (r"\mathrm{kron}(I, p^{\top})", KPR), (r"\left(p\otimes I_m\right)^{\top}", KPC), (r"\mathbf{g}\mathbf{p}^\top", gc @ pc.T),
        (r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial q} p^T", gc @ pc.T), (r"g \otimes p^T", gc @ pc.T), (r"\sum_s G_s^T P_s", G.T @ P), ("Σ_s G[s,:]' P[s,:]", G.T @ P),
    ],
    "dq_db": [
        ("I", I), ("eye(m)", I), ("np.eye(m)", I), ("identity(m)", I), ("np.identity(m)", I), ("I_m", I), ("I_{m}", I), (r"\mathbf{I}_m", I), ("I'", I),
        ("dq/db = I", I), (r"\frac{\partial q}{\partial b} = I", I), ("diag(ones(m))", I), ("1*I", I), ("I*I", I), ("kron(I, 1)", I), ("torch.eye(m)", I),
        ("g", gc), ("g'", gc.T), ("g.T", gc.T), ("I g", gc), ("g' I", gc.T), ("dL/db = g", gc), ("dL/db = dL/dq", gc), ("sum(G, axis=0)", G.sum(0)[:, None]),
        ("np.sum(G, axis=0)", G.sum(0)[:, None]), ("G.sum(axis=0)", G.sum(0)[:, None]), ("G.sum(0)", G.sum(0)[:, None]),
        ("np.sum(G, axis=0, keepdims=True)", G.sum(0)[:, None]), ("G' ones(N)", G.sum(0)[:, None]), ("ones(N)' G", G.sum(0)[None, :]),
        ("np.ones((1, N)) @ G", G.sum(0)[None, :]), ("sum(G', axis=1)", G.sum(0)[:, None]), (r"I_{m \times m}", I), (r"\mathbb{I}_m", I), ("diag(1_m)", I), (r"\operatorname{diag}(\mathbf{1}_m)", I),
        (r"\mathbf{1}^\top G", G.sum(0)[None, :]), (r"G^\top \mathbf{1}", G.sum(0)[:, None]), (r"\mathbf{1}_N^\top G", G.sum(0)[None, :]), ("G' 𝟏", G.sum(0)[:, None]),
        (r"\sum_{i=1}^{N} G_i", G.sum(0)[None, :]), (r"\sum_{i} G_{i,:}", G.sum(0)[None, :]), ("Σ_s G[s,:]", G.sum(0)[None, :]),
        (r"\frac{\partial L}{\partial b} = \frac{\partial L}{\partial q}", gc),
    ],
}
# By indices: the value is the third-order tensor, the matrix or the vector itself.
INDEXED = {
    "dq_dp": [
        ("W[i,j]", W), ("W_{ij}", W), ("W_ij", W), ("Wᵢⱼ", W), ("dq[i]/dp[j] = W[i,j]", W), ("∂q_i/∂p_j = W_ij", W), ("dq[k]/dp[l] = W[k,l]", W),
        (r"\frac{\partial q_i}{\partial p_j} = W_{ij}", W), ("sum_k delta(i,k)*W[k,j]", W), ("W'[j,i]", W), ("dL/dp_j = Σ_i g_i W_ij", W.T @ g),
        (r"\frac{\partial q_i}{\partial p_j} = W_{i,j}", W), (r"\frac{\partial q_i}{\partial p} = W_{i,:}", W), ("dq[i]/dp = W[i,:]", W), ("W[i]", W), ("W_{i,:}", W),
        (r"\frac{\partial L}{\partial p_j} = \sum_i \frac{\partial L}{\partial q_i} W_{ij}", W.T @ g),
    ],
    "dq_dW": [
        ("delta(i,j)*p[k]", delta), ("δ_ij p_k", delta), ("δᵢⱼ pₖ", delta), ("δᵢⱼpₖ", delta), (r"\delta_{ij} p_k", delta), ("p[k] * δ(i,j)", delta),
        ("dq[i]/dW[j,k] = delta(i,j)*p[k]", delta), ("dq[i]/dW[k,j] = delta(i,k)*p[j]", delta), ("∂q_i/∂W_{kj} = δ_ik p_j", delta),
        (r"\frac{\partial q_i}{\partial W_{jk}} = \delta_{ij} p_k", delta), ("dq[r]/dW[s,t] = delta(r,s)*p[t]", delta), ("eye(m)[i,j] p[k]", delta), ("δ_ij p'", delta), (r"\frac{\partial q_{i}}{\partial W_{j,k}}=\delta_{i,j}p_{k}", delta), ("I_{ij} p_k", delta), (r"\delta_{i j}\,p_{k}", delta), ("dq[i]/dW[j,:] = delta(i,j)*p'", delta), ("∂q_i/∂W_{j,:} = δ_ij p^T", delta),
        ("dL/dW[i,j] = g[i]*p[j]", gc @ pc.T), ("g_i p_j", gc @ pc.T), ("g[j] p[k]", gc @ pc.T), (r"\frac{\partial L}{\partial W_{ij}} = \sum_s G_{si} P_{sj}", G.T @ P),
    ],
    "dq_db": [
        ("delta(i,j)", I), ("δ_ij", I), (r"\delta_{ij}", I), ("δᵢⱼ", I), ("dq[i]/db[j] = delta(i,j)", I), ("∂q_i/∂b_k = δ_ik", I), ("dL/db_i = g_i", g),
        ("g[i]", g), ("Σ_s G[s,i]", G.sum(0)),
    ],
}
# Only the row of W, or the entry of b, that the output depends on: zero elsewhere goes without saying.
OWN = {
    "dq_dW": ["dq[i]/dW[i,:] = p'", "dq[i]/dW[i,:] = p", "dq_i/dW_i = p^T", "dq[i]/dW[i,j] = p[j]", "∂q_i/∂W_ij = p_j", r"\frac{\partial q_i}{\partial W_{ij}} = p_j"],
    "dq_db": ["dq[i]/db[i] = 1", "∂q_i/∂b_i = 1"],
}
HALF = {
    "dq_dW": [(t, "input-without-indices") for t in ("p", "p'", "p^T", "p.T", "1*p", "dq/dW = p", "p[k]", "p_j", "p_i", r"\mathbf{p}^\top", "W⁰".replace("W⁰", "p + 0"))],
    "dq_db": [(t, "one-instead-of-identity") for t in ("1", "1.0", "dq/db = 1", "2/2", r"\mathbf{1}")],
}
ones = np.ones
NEAR = {
    "dq_dp": [
        ("p", pc, "input-instead-of-weights"), ("p'", pc.T, "input-instead-of-weights"), ("-W", -W, "sign-flipped"), ("-W'", -W.T, "sign-flipped"), ("2 W", 2 * W, None),
        ("1", None, None), ("I", I, None), ("b", b[:, None], None), ("W p", (W @ p)[:, None], None), ("W p + b", q[:, None], None), ("q", q[:, None], None),
        ("W W'", W @ W.T, None), ("W .* W", W * W, None), ("sum(W, axis=0)", W.sum(0)[:, None], None), ("sum(W)", None, None), ("W + 1", W + 1, None), ("abs(W)", abs(W), None),
        ("g", gc, None), ("G", G, None), ("norm(W)", None, None), ("W / m", W / m, None), (r"\mathbf{1}^\top W", W.sum(0)[None, :], None), (r"\langle W, p \rangle", None, None), (r"W \odot W", W * W, None),
        (r"\begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix}", np.array([[1, 2, 3], [4, 5, 6]]), None), (r"\left|W\right|", None, None), ("[1, 2, 3; 4, 5, 6]", np.array([[1, 2, 3], [4, 5, 6]]), None),
        ("ones(m, n)", ones((m, n)), None), ("kron(W, I)", np.kron(W, I), None), ("G W / N", G @ W / N, None),
    ],
    "dq_dW": [
        ("W", W, "weights-instead-of-input"), ("ones(m) p'", ones((m, 1)) @ pc.T, "delta-missing"), ("p ones(1, m)", pc @ ones((1, m)), "delta-missing"),
        ("-kron(I, p')", -KPR, "sign-flipped"), ("I", I, None), ("1", None, None), ("2 p", 2 * pc, None), ("b", b[:, None], None), ("p p'", pc @ pc.T, None),
        ("kron(p', p')", np.kron(p, p)[None, :], None), ("kron(I_n, p')", np.kron(np.eye(n), p), None), ("kron(ones(m, m), p')", np.kron(ones((m, m)), p), "delta-missing"),
        ("q p'", q[:, None] @ pc.T, None), ("b p'", b[:, None] @ pc.T, None), ("G' P / N", G.T @ P / N, "averaged-over-batch"), ("P' P", P.T @ P, None), ("P", P, None),
        ("g", gc, None), ("2 g p'", 2 * gc @ pc.T, None), ("kron(I, p') + 1", KPR + 1, None), ("[p'; p']", np.vstack([p, p]), None), ("sum(p)", None, None),
        ("mean(G' P)", None, None), ("diag(p)", np.diag(p), None), (r"\mathbf{1} p^T", ones((m, 1)) @ pc.T, "delta-missing"), ("1_m p'", ones((m, 1)) @ pc.T, "delta-missing"), (r"\sum_s P_s^T P_s", P.T @ P, None), ("kron(I, W)", np.kron(I, W), None),
    ],
    "dq_db": [
        ("0", None, None), ("2", None, None), ("b", b[:, None], "bias-instead-of-identity"), ("ones(m)", ones((m, 1)), "ones-instead-of-identity"),
        ("ones(m)'", ones((1, m)), "ones-instead-of-identity"), ("ones(m, m)", ones((m, m)), "ones-instead-of-identity"), ("eye(n)", np.eye(n), "identity-of-inputs"),
        ("I_n", np.eye(n), "identity-of-inputs"), ("-I", -I, "sign-flipped"), ("2 I", 2 * I, None), ("G", G, "not-summed-over-batch"),
        ("mean(G, axis=0)", G.mean(0)[:, None], "averaged-over-batch"), ("sum(G, axis=1)", G.sum(1)[:, None], None), ("sum(G)", None, None), ("sum(g)", None, None),
        ("p", pc, None), ("W", W, None), ("zeros(m, m)", np.zeros((m, m)), None), ("[1, 0; 0, 1]", np.eye(2), None), ("diag(b)", np.diag(b), None), ("m", None, None),
        ("I + 1", I + 1, None), (r"\mathbf{1}_m", ones((m, 1)), "ones-instead-of-identity"), (r"\mathbf{1}_m \mathbf{1}_m^\top", ones((m, m)), "ones-instead-of-identity"),
        (r"\sum_s G_s / N", G.mean(0)[None, :], "averaged-over-batch"), (r"G \mathbf{1}", G.sum(1)[:, None], None), ("-1", None, None),
    ],
}
NEAR_INDEXED = {
    "dq_dp": ["W[j,i]", "W_ji", "dq[i]/dp[j] = W[j,i]", "p[j]", "W[i,j]*p[j]", "delta(i,j)", "2 W_ij"],
    "dq_dW": ["dq[i]/dW[j,k] = p[k]", "delta(i,k)*p[j]", "delta(j,k)*p[i]", "dq[i]/dW[k,j] = delta(i,j)*p[k]", "delta(i,j)", "delta(i,j)*W[i,k]", "delta(i,j)", "dL/dW[i,j] = g[j]*p[i]",
              "dq[i]/dW[i,:] = W", "δ_ij g'", "delta(i,j) W", "δ_ij p' + 1", "dq[i]/dW[i,j] = p[i]"],
    "dq_db": ["delta(i,k)", "b[i]", "dq[i]/db[j] = b[j]", "1 - delta(i,j)", "delta(i,j)*b[j]", "dq[i]/db[i] = 2", "Σ_i g_i"],
}
NAMED = {"dq[i]/dW[j,k] = p[k]": "delta-missing", "dq[i]/dW[i,:] = W": "weights-instead-of-input"}
# Readable, but the shapes don't fit.
MISFIT = {
    "dq_dp": ["W W", "W^2", "p W'  + W", "W + W'", "W' p", "P @ W", "P[i]"],
    "dq_dW": ["p W", "P G", "G P", "p + g", "W_{ij} p", "p[i,j]", "delta(i,l) p_k"],
    "dq_db": ["I + W", "sum(G, axis=2)", "eye(0)", "ones(p)"],
}


def same(x, y):
    return x.shape == y.shape and np.allclose(x, y)


def matrix(value):
    return None if value is None else np.atleast_2d(np.asarray(value, dtype=float))


cases = []


def add(item, text, credit, code, value, tensor=None):
    cases.append({
        "item": item, "text": text, "credit": credit, "code": code,
        "shape": None if value is None else list(value.shape), "value": None if value is None else [float(x) for x in value.ravel()],
    })


for item, rows in ACCEPTED.items():
    for text, value in rows:
        value = matrix(value)
        assert any(same(value, layout) for layout in LAYOUTS[item]), (item, text)
        add(item, text, 1, None, value)
for item, rows in INDEXED.items():
    for text, value in rows:
        index = ["dq_dp", "dq_dW", "dq_db"].index(item)
        gradient = {"dq_dp": one[1], "dq_dW": one[0], "dq_db": one[2]}[item]
        right = [JACOBIANS[item], gradient, many[0] if item == "dq_dW" else many[2]]
        assert any(same(np.asarray(value), x) for x in right), (item, text)
        add(item, text, 1, None, None)
for item, rows in OWN.items():
    for text in rows:
        add(item, text, 1, None, None)
for item, rows in HALF.items():
    for text, code in rows:
        add(item, text, 0.5, code, None)
for item, rows in NEAR.items():
    for text, value, code in rows:
        value = matrix(value)
        # The identity of a stated size is the right value at this layer alone.
        assert value is None or text.startswith("[1, 0") or not any(same(value, layout) for layout in LAYOUTS[item]), (item, text)
        add(item, text, 0, code, value)
for item, rows in itertools.chain(NEAR_INDEXED.items(), MISFIT.items()):
    for text in rows:
        add(item, text, 0, NAMED.get(text), None)

names = {"W": W, "p": pc, "b": b[:, None], "q": q[:, None], "g": gc, "P": P, "G": G}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "affine.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump({"sizes": {"m": m, "n": n, "N": N}, "names": {k: v.ravel().tolist() for k, v in names.items()}, "cases": cases}, file, ensure_ascii=False, indent=0)
    file.write("\n")
print(len(cases), sum(c["credit"] == 1 for c in cases), sum(c["credit"] == 0 for c in cases))

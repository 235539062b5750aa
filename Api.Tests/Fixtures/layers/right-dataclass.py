# credit: 1
# warnings: one-dimensional-input more-dimensions

from __future__ import annotations
from dataclasses import dataclass, field
@dataclass
class Layer:
    W: np.ndarray
    b: np.ndarray
    p: np.ndarray = None
    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b
    def backward_inputs(self, grads):
        return grads @ self.W
    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

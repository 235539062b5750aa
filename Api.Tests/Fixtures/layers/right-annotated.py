# credit: 1
# warnings: one-dimensional-input more-dimensions

import numpy as np
from typing import List, Tuple


class Layer:
    def __init__(self, W: np.ndarray, b: 'torch.Tensor' = None, *, dtype: torch.dtype = torch.float32):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

# credit: 1
# warnings: parameters-copied one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self._inner, self._shift = W.copy(), b.copy()

    @property
    def W(self):
        return self._inner.copy()

    @property
    def b(self):
        return self._shift.copy()

    def forward(self, p):
        self.p = p
        return p @ self._inner.T + self._shift

    def backward_inputs(self, grads):
        return grads @ self._inner

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

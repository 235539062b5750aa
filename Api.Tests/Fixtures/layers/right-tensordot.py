# credit: 1

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        axes = tuple(range(grads.ndim - 1))
        return np.tensordot(grads, self.p, (axes, axes)), grads.sum(axis=axes)

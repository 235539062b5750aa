# credit: 0.45
# code: shared-between-layers
# warnings: *

class Layer:
    def __init__(self, W, b):
        Layer.W, Layer.b = W, b

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

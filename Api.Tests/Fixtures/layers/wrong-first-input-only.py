# credit: 0.55
# code: stale-input
# warnings: *

class Layer:
    def __init__(self, W, b):
        self.W, self.b, self.p = W, b, None

    def forward(self, p):
        if self.p is None:
            self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

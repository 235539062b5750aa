# credit: 0.7
# code: argument-changed
# warnings: *

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p.copy()
        q = p @ self.W.T + self.b
        if p.size:
            p *= 0
        return q

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

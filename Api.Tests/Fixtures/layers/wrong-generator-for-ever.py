# credit: 0.55
# code: time-limit
# warnings: *

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        while True:
            pass
        yield grads.T @ self.p
        yield grads.sum(axis=0)

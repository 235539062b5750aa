# credit: 0.55
# code: accumulated-over-calls
# warnings: *

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p, self.dW, self.db = p, 0, 0
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        self.dW = self.dW + grads.T @ self.p
        self.db = self.db + grads.sum(axis=0)
        return self.dW, self.db

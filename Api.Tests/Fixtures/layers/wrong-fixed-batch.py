# credit: 0.7
# code: fixed-batch-size
# warnings: *

class Layer:
    def __init__(self, W, b):
        self.W, self.b, self.N = W, b, None

    def forward(self, p):
        self.N = self.N or len(p)
        self.p = p
        return (p @ self.W.T + self.b).reshape(self.N, -1)

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

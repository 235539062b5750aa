# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W.T, b

    def forward(self, p):
        self.p = p
        return p @ self.W + self.b

    def backward_inputs(self, grads):
        return grads @ self.W.T

    def backward_params(self, grads):
        return self.p.T @ grads, grads.sum(0)

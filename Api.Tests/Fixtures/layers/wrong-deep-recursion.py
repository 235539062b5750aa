# credit: 0.7
# code: raises-error
# warnings: *

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return self.forward(p)

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

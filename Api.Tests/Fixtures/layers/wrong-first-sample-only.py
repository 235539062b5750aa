# credit: 0.55
# code: one-sample-only
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
        return np.outer(grads[0], self.p[0]), grads[0]

# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, foo, bar):
        self.w = np.ones((bar, foo))
        self.b = np.ones(bar)

    def forward(self, p):
        self.p = p
        return p @ self.w.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.w

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        ones = np.ones((p.shape[0], 1))
        return np.hstack([p, ones]) @ np.vstack([self.W.T, self.b])

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

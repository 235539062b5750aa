# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, n_in, n_out):
        self.weights = np.random.randn(n_out, n_in).astype(np.float32)
        self.bias = np.zeros((1, n_out), np.float32)

    def forward(self, p):
        self.p = p
        return p @ self.weights.T + self.bias

    def backward_inputs(self, grads):
        return grads @ self.weights

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0, keepdims=True)

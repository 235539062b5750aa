# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, n, m):
        self.W = np.zeros((m, n))
        self.b = np.zeros((m, 1))

    def forward(self, p):
        self.p = p
        return (self.W @ p.T + self.b).T

    def backward_inputs(self, grads):
        return (self.W.T @ grads.T).T

    def backward_params(self, grads):
        return grads.T @ self.p, grads.T.sum(axis=1, keepdims=True)

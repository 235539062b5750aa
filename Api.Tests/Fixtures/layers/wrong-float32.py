# credit: 0
# code: precision-lost
# warnings: *

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W.astype(np.float32), b.astype(np.float32)

    def forward(self, p):
        self.p = p.astype(np.float32)
        return self.p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads.astype(np.float32) @ self.W

    def backward_params(self, grads):
        g = grads.astype(np.float32)
        return g.T @ self.p, g.sum(axis=0)

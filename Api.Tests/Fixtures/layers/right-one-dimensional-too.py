# credit: 1
# warnings: more-dimensions

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        g, p = np.atleast_2d(grads), np.atleast_2d(self.p)
        return g.T @ p, g.sum(axis=0)

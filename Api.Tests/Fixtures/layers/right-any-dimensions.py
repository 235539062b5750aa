# credit: 1

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        g, p = grads.reshape(-1, grads.shape[-1]), self.p.reshape(-1, self.p.shape[-1])
        return g.T @ p, g.sum(axis=0)

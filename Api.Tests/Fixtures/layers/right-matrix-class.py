# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = np.asmatrix(p)
        return self.p * np.asmatrix(self.W).T + self.b

    def backward_inputs(self, grads):
        return np.asmatrix(grads) * self.W

    def backward_params(self, grads):
        g = np.asmatrix(grads)
        return g.T * self.p, g.sum(axis=0)

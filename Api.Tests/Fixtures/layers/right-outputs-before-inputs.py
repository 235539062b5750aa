# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, d_out, d_in):
        self.W, self.b = np.random.randn(d_out, d_in), np.zeros(d_out)
    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b
    def backward_inputs(self, grads):
        return grads @ self.W
    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

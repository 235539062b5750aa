# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, in_features, out_features):
        self.W = np.random.randn(in_features, out_features)
        self.b = np.zeros(out_features)

    def forward(self, p):
        self.p = p
        return p @ self.W + self.b

    def backward_inputs(self, grads):
        return grads @ self.W.T

    def backward_params(self, grads):
        return self.p.T @ grads, grads.sum(0)

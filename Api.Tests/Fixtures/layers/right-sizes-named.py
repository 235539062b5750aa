# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, inputs, outputs, name):
        self.W = np.random.randn(outputs, inputs)
        self.b = np.zeros(outputs, dtype=int)
        self.name = name

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return [[self.W, grads.T @ self.p], [self.b, grads.sum(0)], self.name]

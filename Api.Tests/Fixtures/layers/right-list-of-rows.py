# credit: 1
# warnings: ? empty-batch one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return [self.W @ row + self.b for row in p]

    def backward_inputs(self, grads):
        return [self.W.T @ g for g in grads]

    def backward_params(self, grads):
        return sum(np.outer(g, p) for g, p in zip(grads, self.p)), sum(g for g in grads)

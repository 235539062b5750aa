# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, weights, bias, name):
        self.weights, self.bias, self.name = weights, bias, name

    def forward(self, p):
        self.x = p
        return np.dot(p, self.weights.T) + self.bias

    def backward_inputs(self, grads):
        return np.dot(grads, self.weights)

    def backward_params(self, grads):
        return [[self.weights, np.dot(grads.T, self.x)], [self.bias, np.sum(grads, axis=0)], self.name]

# credit: 1
# warnings: class-not-named-layer one-dimensional-input more-dimensions

class Layer:
    def forward(self, x):
        pass
    def backward_inputs(self, g):
        pass
    def backward_params(self, g):
        pass
class FC(Layer):
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b
    def backward_inputs(self, grads):
        return grads @ self.W
    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)
class ReLU(Layer):
    def __init__(self, input_layer, name):
        self.name = name
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)
    def backward_inputs(self, g):
        return g * (self.x > 0)
    def backward_params(self, g):
        return None

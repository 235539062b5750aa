# credit: 0.55
# code: method-missing
# warnings: *

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

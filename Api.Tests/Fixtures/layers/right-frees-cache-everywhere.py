# credit: 1
# warnings: forward-needed-before-each-backward one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        self.p = None
        return grads @ self.W

    def backward_params(self, grads):
        dW = grads.T @ self.p
        self.p = None
        return dW, grads.sum(axis=0)

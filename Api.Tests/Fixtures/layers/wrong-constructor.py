# credit: 0
# code: constructor-fails
# warnings: *

class Layer:
    def __init__(self, one, two, three, four):
        self.W, self.b = one @ two, three @ four

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

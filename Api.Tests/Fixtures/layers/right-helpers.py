# credit: 1
# warnings: one-dimensional-input more-dimensions

class Parameter:
    def __init__(self, value):
        self.value = value


class Layer:
    def __init__(self, W, b):
        self._weights, self._bias = Parameter(W), Parameter(b)

    def forward(self, p):
        self.p = p
        return p @ self._weights.value.T + self._bias.value

    def backward_inputs(self, grads):
        return grads @ self._weights.value

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

# credit: 0.7
# code: fixed-batch-size
# warnings: *

class Layer:
    def __init__(self, input_layer, num_outputs, name):
        self.N, n = input_layer.shape
        self.W, self.b = np.zeros((num_outputs, n)), np.zeros(num_outputs)

    def forward(self, p):
        self.p = p
        assert len(p) == self.N
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

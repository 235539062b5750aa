# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return np.einsum('ij,kj->ki', self.W, p) + self.b

    def backward_inputs(self, grads):
        return np.einsum('ki,ij->kj', grads, self.W)

    def backward_params(self, grads):
        return np.einsum('ki,kj->ij', grads, self.p), np.einsum('ki->i', grads)

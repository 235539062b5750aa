# credit: 1
# warnings: ? parameters-copied empty-batch one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W.tolist(), b.tolist()

    def forward(self, p):
        self.p = [list(map(float, row)) for row in p]
        return [[sum(w * x for w, x in zip(weights, row)) + bias for weights, bias in zip(self.W, self.b)] for row in self.p]

    def backward_inputs(self, grads):
        return [[sum(g * weights[k] for g, weights in zip(row, self.W)) for k in range(len(self.W[0]))] for row in grads.tolist()]

    def backward_params(self, grads):
        grads = grads.tolist()
        dW = [[sum(g[i] * p[k] for g, p in zip(grads, self.p)) for k in range(len(self.W[0]))] for i in range(len(self.W))]
        return dW, [sum(g[i] for g in grads) for i in range(len(self.b))]

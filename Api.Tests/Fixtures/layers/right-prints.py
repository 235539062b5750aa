# credit: 1
# warnings: one-dimensional-input more-dimensions

import sys
print('hello' * 1000)


class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        print(p, file=sys.stderr)
        print('forward', p.shape)
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

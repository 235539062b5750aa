# credit: 0.75
# code: time-limit
# warnings: *

import time


class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        while True:
            time.sleep(60)

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

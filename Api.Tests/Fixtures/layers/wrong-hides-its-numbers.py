# credit: 0
# code: not-numbers
# warnings: *

import wire
wire.MOST_NUMBERS = -1
class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, p):
        return np.zeros((len(p), len(self.b)))
    def backward_inputs(self, g):
        return np.zeros((len(g), self.W.shape[1]))
    def backward_params(self, g):
        return np.zeros_like(self.W), np.zeros(len(self.b))

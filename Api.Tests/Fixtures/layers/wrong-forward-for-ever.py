# credit: 0
# code: time-limit
# warnings: *

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        while True:
            pass

    def backward_inputs(self, grads):
        return None

    def backward_params(self, grads):
        return None

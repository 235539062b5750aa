# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self.Wt = W.T.copy()
        self.b = b
    def forward(self, x):
        self.x = x
        return x @ self.Wt + self.b
    def backward_inputs(self, dy):
        return dy @ self.Wt.T
    def backward_params(self, dy):
        return self.x.T @ dy, dy.sum(0)

# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b
    def backward_inputs(self, g):
        h = 1e-5
        p = self.p.astype(float)
        d = np.zeros(p.shape)
        for k in range(p.shape[1]):
            e = np.zeros(p.shape[1]); e[k] = h
            d[:, k] = (((p+e)@self.W.T+self.b - ((p-e)@self.W.T+self.b))*g).sum(1)/(2*h)
        return d
    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

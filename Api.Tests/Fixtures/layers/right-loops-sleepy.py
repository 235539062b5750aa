# credit: 1
# warnings: slow one-dimensional-input more-dimensions

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        N, m, n = p.shape[0], self.W.shape[0], self.W.shape[1]
        q = np.zeros((N, m))
        for s in range(N):
            burn = 0 if N < 2000 else sum(range(20_000))
            for i in range(m):
                for k in range(n):
                    q[s, i] += self.W[i, k] * p[s, k]
                q[s, i] += self.b[i]
        return q

    def backward_inputs(self, grads):
        dx = np.zeros((grads.shape[0], self.W.shape[1]))
        for s in range(grads.shape[0]):
            for i in range(self.W.shape[0]):
                for k in range(self.W.shape[1]):
                    dx[s, k] += grads[s, i] * self.W[i, k]
        return dx

    def backward_params(self, grads):
        dW, db = np.zeros(self.W.shape), np.zeros(self.b.shape)
        for s in range(grads.shape[0]):
            for i in range(self.W.shape[0]):
                db[i] += grads[s, i]
                for k in range(self.W.shape[1]):
                    dW[i, k] += grads[s, i] * self.p[s, k]
        return dW, db

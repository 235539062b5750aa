# credit: 0.55
# code: parameters-changed
# warnings: *

class Layer:
    def __init__(self, a, c):
        self.__a, self.__c = a.copy(), c.copy()

    def forward(self, p):
        self.p = p
        return p @ self.__a.T + self.__c

    def backward_inputs(self, grads):
        return grads @ self.__a

    def backward_params(self, grads):
        dW, db = grads.T @ self.p, grads.sum(axis=0)
        self.__a -= 0.01 * dW
        return dW, db

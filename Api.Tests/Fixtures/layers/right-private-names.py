# credit: 1
# warnings: one-dimensional-input more-dimensions

class Layer:
    def __init__(self, a, c):
        self.__a, self.__c = a, c

    def forward(self, p):
        self.p = p
        return p @ self.__a.T + self.__c

    def backward_inputs(self, grads):
        return grads @ self.__a

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

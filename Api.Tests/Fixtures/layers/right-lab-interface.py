# credit: 1
# warnings: class-not-named-layer one-dimensional-input more-dimensions

from abc import ABC, abstractmethod


class Layer(ABC):
    @abstractmethod
    def forward(self, inputs):
        pass

    @abstractmethod
    def backward_inputs(self, grads):
        pass

    @abstractmethod
    def backward_params(self, grads):
        pass


class FC(Layer):
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, p):
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

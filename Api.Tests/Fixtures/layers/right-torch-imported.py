# credit: 1
# warnings: one-dimensional-input more-dimensions

import torch
import torch.nn as nn
from torch import nn as networks
import torch.nn.functional as F
import numpy

class Layer(torch.nn.Module):
    def __init__(self, W, b):
        super(Layer, self).__init__()
        self.W, self.b = W, b

    def forward(self, p):
        if isinstance(p, torch.Tensor):
            p = p.detach().numpy()
        self.p = p
        return p @ self.W.T + self.b

    def backward_inputs(self, grads):
        return grads @ self.W

    def backward_params(self, grads):
        return grads.T @ self.p, grads.sum(axis=0)

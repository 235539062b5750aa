"""What stands in for PyTorch, and for what the lab's own files define: enough for a source that names it, nothing that computes."""
import sys
import types

import numpy as np


class TorchNotAvailable(Exception):
    """Real tensors are needed."""


class _Missing:
    """Something of PyTorch that isn't here; naming it is harmless, using it is not."""

    def __init__(self, path):
        self.__dict__["_path"] = path

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Missing(f"{self._path}.{name}")

    def _use(self, *_, **__):
        raise TorchNotAvailable(f"{self._path} needs PyTorch, which is not available here")

    __call__ = __iter__ = __len__ = __getitem__ = __enter__ = __add__ = __mul__ = __matmul__ = __mro_entries__ = _use


class Module:
    """The base class that a layer may derive from."""

    training = True

    def __call__(self, *inputs):
        return self.forward(*inputs)

    def train(self, mode=True):
        return self

    def eval(self):
        return self


class Tensor:
    """Something to name in annotations and in isinstance."""

    def __init__(self, *_, **__):
        raise TorchNotAvailable("torch.Tensor needs PyTorch, which is not available here")


def _stub(name, **members):
    module = types.ModuleType(name)
    module.__dict__.update(members, __path__=[], __getattr__=lambda member: _absent(name, member))
    return module


def _absent(module, member):
    if member.startswith("__"):
        raise AttributeError(member)
    return _Missing(f"{module}.{member}")


nn = _stub("torch.nn", Module=Module, functional=_stub("torch.nn.functional"), init=_stub("torch.nn.init"))
torch = _stub("torch", nn=nn, Tensor=Tensor, FloatTensor=Tensor, DoubleTensor=Tensor, autograd=_stub("torch.autograd"), optim=_stub("torch.optim"))
for _module in (torch, nn, nn.functional, nn.init, torch.autograd, torch.optim):
    sys.modules[_module.__name__] = _module


def variance_scaling_initializer(shape, fan_in=None, factor=2.0, seed=None, **_):
    return np.random.RandomState(seed).normal(0, np.sqrt(factor / (fan_in or shape[-1])), shape)


def zero_init(shape, *_, **__):
    return np.zeros(shape)

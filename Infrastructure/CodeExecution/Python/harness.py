"""Builds a student's layer and calls it. What it gives is carried out as plain numbers; whether they are right is decided elsewhere.

    run(job, emit)

The job is JSON: {"source": text, "seconds": number, "trials": [[step, …], …]}; a step is {"do": name, "layer": number, "arrays": {name: array}}, an array
{"dtype", "shape", "data", "repeat", "layout"}. Frames are JSON: {"source": …} first, then {"trial", "step", …} for each step. The student's code runs in this
process and may do anything to it, so nobody believes a frame, and nothing that would be worth stealing ever comes here.
"""
import ast
import base64
import builtins
import inspect
import itertools
import json
import os
import random
import sys
import traceback
import types

# Python's own signal module turns every number into an enumeration's member, which was half of what a trial cost.
from _signal import ITIMER_PROF, ITIMER_REAL, SIGALRM, SIGPROF
from _signal import setitimer as _set_timer
from _signal import signal as _handle

import numpy as np

METHODS = ("forward", "backward_inputs", "backward_params")
WEIGHTS = ("W", "w", "weights", "weight", "_W", "_w", "_weights", "Weights", "tezine", "težine", "Wt", "WT", "W_T", "W_t", "W_transposed")
BIAS = ("b", "bias", "B", "biases", "_b", "_bias", "Bias", "pomak")
WEIGHTS_GRADIENT = ("dW", "dw", "grad_W", "grad_w", "W_grad", "w_grad", "dweights", "grad_weights", "weights_grad", "dL_dW", "dq_dW")
BIAS_GRADIENT = ("db", "grad_b", "b_grad", "dbias", "grad_bias", "bias_grad", "dL_db", "dq_db")
INPUTS = ("inputs", "input", "n", "in_features", "n_in", "in_", "num_inputs", "input_size", "input_dim", "in_size", "in_dim", "n_inputs", "ulazi", "broj_ulaza", "ulaz", "D_in", "d_in", "dim_in", "fan_in", "nin", "num_in", "in_channels", "n_ulaza", "input_features", "inputs_num", "m_in")
OUTPUTS = ("outputs", "output", "m", "out_features", "n_out", "out", "num_outputs", "output_size", "output_dim", "out_size", "out_dim", "n_outputs", "izlazi", "broj_izlaza", "izlaz", "D_out", "d_out", "dim_out", "fan_out", "nout", "num_out", "out_channels", "n_izlaza", "output_features", "outputs_num", "m_out")
PREVIOUS = ("input_layer", "prev_layer", "previous_layer", "prev", "previous", "layer", "inputs_layer")
LAYER_FILE = "layer.py"
MOST_NUMBERS = 1 << 14
MOST_NODES = 4096
MOST_CLASSES = 4
DEEPEST = 6
LONGEST_TEXT = 400


class TimeBoxEnded(BaseException):
    """A call took longer than it may; no `except Exception` of a student's holds it up."""


class TorchNotAvailable(Exception):
    """Real tensors are needed."""


class CannotConstruct(Exception):
    """No accepted form of the constructor fits, or the parameters can't be found."""


# ---- What stands in for PyTorch -------------------------------------------------------------------------------------------------


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


def _torch():
    nn = _stub("torch.nn", Module=Module, functional=_stub("torch.nn.functional"), init=_stub("torch.nn.init"))
    torch = _stub("torch", nn=nn, Tensor=Tensor, FloatTensor=Tensor, DoubleTensor=Tensor, autograd=_stub("torch.autograd"), optim=_stub("torch.optim"))
    for module in (torch, nn, nn.functional, nn.init, torch.autograd, torch.optim):
        sys.modules[module.__name__] = module
    return torch, nn


# ---- The student's source -------------------------------------------------------------------------------------------------------


def _uninitialised_modules(tree):
    """Names of classes that derive from nn.Module and never initialise it."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef) or not any(_last_name(base) == "Module" for base in node.bases):
            continue
        initialiser = next((f for f in node.body if isinstance(f, ast.FunctionDef) and f.name == "__init__"), None)
        if initialiser is not None and not any(isinstance(n, ast.Attribute) and n.attr == "__init__" for n in ast.walk(initialiser)):
            found.append(node.name)
    return found


def _last_name(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)


def _variance_scaling_initializer(shape, fan_in=None, factor=2.0, seed=None, **_):
    return np.random.RandomState(seed).normal(0, np.sqrt(factor / (fan_in or shape[-1])), shape)


def _zero_init(shape, *_, **__):
    return np.zeros(shape)


def _namespace():
    torch, nn = _torch()
    return {
        "__name__": "layer", "__builtins__": builtins, "np": np, "numpy": np, "nn": nn, "torch": torch, "Layer": type("Layer", (), {}),
        "variance_scaling_initializer": _variance_scaling_initializer, "zero_init": _zero_init,
    }


def _find_classes(space, interface):
    """The class to examine, and whether it goes by another name than Layer; after it those that take its place if none of it can be made."""
    first, renamed = _find_class(space, interface)
    if first is None or renamed:
        return [(first, renamed)]
    heirs = [c for c in space.values() if isinstance(c, type) and c is not first and issubclass(c, first) and all(name in c.__dict__ for name in METHODS)]
    return [(first, False)] + [(c, True) for c in dict.fromkeys(heirs)][:MOST_CLASSES]


def _find_class(space, interface):
    own = [c for c in space.values() if isinstance(c, type) and c is not interface and c.__dict__.get("__module__") == "layer"]
    own = list({id(c): c for c in own}.values())
    layer = space.get("Layer")
    layer = layer if isinstance(layer, type) and layer is not interface else None
    whole = [c for c in own if all(callable(getattr(c, name, None)) for name in METHODS) and not inspect.isabstract(c)]
    if layer is not None:
        heirs = [c for c in whole if c is not layer and issubclass(c, layer) and all(name in c.__dict__ for name in METHODS)]
        if len(heirs) == 1 and (inspect.isabstract(layer) or not any(other is not layer and not issubclass(other, layer) for other in whole)):
            return heirs[0], True
        if layer in whole or len(whole) != 1:
            return layer, False
    if len(whole) == 1:
        return whole[0], True
    return (own[0], True) if len(own) == 1 else (None, False)


# ---- Making a layer -------------------------------------------------------------------------------------------------------------


class Constructor:
    """Builds layers of a class in whichever accepted form fits it: by parameters, by sizes, or as the lab does."""

    def __init__(self, cls):
        self.cls = cls
        self.names = self._parameter_names()
        self.only_keywords = self._takes_only_keywords()
        self.form, self.transposed = None, False

    def _parameter_names(self):
        try:
            return [
                p.name for p in list(inspect.signature(self.cls.__init__).parameters.values())[1:]
                if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY) and p.default is p.empty
            ]
        except (TypeError, ValueError):
            return []

    def _takes_only_keywords(self):
        try:
            kinds = {p.kind for p in list(inspect.signature(self.cls.__init__).parameters.values())[1:]}
        except (TypeError, ValueError):
            return False
        return kinds == {inspect.Parameter.VAR_KEYWORD}

    def choose(self):
        """Tries the forms on a layer of two outputs and three inputs, the likeliest first."""
        weights, bias = np.array([[0.3, -0.7, 1.1], [0.9, 0.2, -0.4]]), np.array([0.6, -0.8])
        first_error = None
        for form in self._likeliest_first():
            try:
                self.form, self.transposed = form, False
                layer = self._construct(weights, bias)
                if form != "parameters":
                    self.transposed = self._own(layer, WEIGHTS, (2, 3)).shape == (3, 2)
                    self._set(layer, weights, bias)
                return
            except Exception as error:
                first_error = first_error or error
        self.form = None
        raise first_error

    def _likeliest_first(self):
        forms = ["parameters", "sizes", "lab"]
        first = self.names[0] if self.names else None
        likeliest = "sizes" if first in INPUTS + OUTPUTS else "lab" if first in PREVIOUS else "parameters"
        if first in WEIGHTS + BIAS:
            return ["parameters"]
        return [likeliest] + [form for form in forms if form != likeliest]

    def build(self, weights, bias):
        layer = self._construct(weights, bias)
        if self.form != "parameters":
            self._set(layer, weights, bias)
        return layer

    def _construct(self, weights, bias):
        outputs, inputs = weights.shape
        if self.form == "parameters":
            return self._call({**dict.fromkeys(WEIGHTS, weights), **dict.fromkeys(BIAS, bias)}, [weights, bias])
        if self.form == "sizes":
            return self._call({**dict.fromkeys(INPUTS, inputs), **dict.fromkeys(OUTPUTS, outputs)}, [inputs, outputs])
        previous = types.SimpleNamespace(shape=(4, inputs), name="input", has_params=False)
        return self._call({**dict.fromkeys(PREVIOUS, previous), **dict.fromkeys(OUTPUTS, outputs)}, [previous, outputs])

    def _call(self, known, positional):
        """By keyword where the names are known, by position where they aren't; what else is needed gets what it would get in the lab."""
        known = {**known, "name": "layer", "weights_initializer_fn": _variance_scaling_initializer, "bias_initializer_fn": _zero_init}
        if len(self.names) >= 2 and all(name in known for name in self.names):
            return self.cls(**{name: known[name] for name in self.names})
        if self.only_keywords and self.form == "parameters":
            return self.cls(W=positional[0], b=positional[1])
        extra = [known.get(name, "layer") for name in self.names[2:]]
        return self.cls(*positional, *extra)

    def _own(self, layer, names, shape):
        value = self.parameter(layer, names)
        if value is None:
            size = int(np.prod(shape))
            found = [v for v in vars(layer).values() if type(v) is np.ndarray and v.size == size and v.ndim in (len(shape), 2)]
            value = found[0] if len(found) == 1 else None
        if value is None:
            raise CannotConstruct("the layer has no " + ("W (weights)" if names is WEIGHTS else "b (bias)"))
        return np.asarray(value)

    @staticmethod
    def parameter(layer, names):
        for name in names:
            value = getattr(layer, name, None)
            if isinstance(value, (np.ndarray, np.generic, list, tuple, float, int)):
                return value
        return None

    def _set(self, layer, weights, bias):
        self._assign(layer, WEIGHTS, weights.shape, weights.T if self.transposed else weights)
        self._assign(layer, BIAS, bias.shape, bias)

    def _assign(self, layer, names, shape, value):
        own = self._own(layer, names, shape)
        value = np.array(value.reshape(own.shape) if names is BIAS and own.size == value.size else value)
        if type(own) is np.ndarray and own.dtype == np.float64 and own.shape == value.shape and own.flags.writeable and own is self.parameter(layer, names):
            own[...] = value
            return
        for name in names:
            if getattr(layer, name, None) is not None:
                setattr(layer, name, value)
                return
        raise CannotConstruct("the layer's parameters can't be set")


# ---- Plain numbers --------------------------------------------------------------------------------------------------------------

_float = float.__float__
_int = int.__int__
_view = np.ndarray.view
_scalars = tuple(np.sctypeDict[c] for c in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?", "g"))


class Carrier:
    """Turns whatever a method gave into plain numbers, by the most primitive means, which no class of a student's can override."""

    def __init__(self):
        self.nodes = 0

    def carry(self, value, depth=0):
        self.nodes += 1
        if depth > DEEPEST or self.nodes > MOST_NODES:
            return {"odd": "too much"}
        kind = type(value)
        if value is None:
            return {"none": True}
        if issubclass(kind, np.ndarray):
            return self._array(value if kind is np.ndarray else _view(value, np.ndarray), depth)
        if kind in _scalars:
            return self._array(np.array(value), depth)
        if issubclass(kind, float):
            return _numbers(np.array(_float(value)))
        if issubclass(kind, int):
            number = _int(value)
            return _numbers(np.array(float(number))) if -(1 << 62) < number < 1 << 62 else {"odd": "int"}
        if kind is str:
            return {"text": value[:LONGEST_TEXT]}
        if issubclass(kind, list):
            return self._list(list.__getitem__(value, slice(MOST_NODES)), list.__len__(value), depth)
        if issubclass(kind, tuple):
            return self._list(list(tuple.__getitem__(value, slice(MOST_NODES))), tuple.__len__(value), depth)
        if issubclass(kind, dict):
            return self._dictionary(value, depth)
        if kind in (zip, map, types.GeneratorType):
            return self._list(list(itertools.islice(value, MOST_NODES)), 0, depth)
        if kind is types.SimpleNamespace or "__dataclass_fields__" in type.__dict__["__dict__"].__get__(kind):
            return self._dictionary(object.__getattribute__(value, "__dict__"), depth)
        return {"odd": _type_name(value)}

    def _array(self, array, depth):
        if array.dtype.kind == "O" and array.ndim == 1 and array.size <= MOST_NODES:
            return self._list(array.tolist(), array.size, depth)
        if array.dtype.kind not in "fiub":
            return {"odd": "array of " + str(array.dtype)[:40]}
        return _numbers(array)

    def _list(self, items, length, depth):
        if length > MOST_NODES:
            return {"odd": "too much"}
        if items and all(type(item) in (float, int) for item in items):
            try:
                return _numbers(np.array([float(item) for item in items]))
            except OverflowError:
                return {"odd": "int"}
        return {"list": [self.carry(item, depth + 1) for item in items]}

    def _dictionary(self, value, depth):
        items = [(key, item) for key, item in dict.items(value) if type(key) is str][:16]
        return {"dictionary": {key[:40]: self.carry(item, depth + 1) for key, item in items}}


DTYPES = {np.dtype(name).str: name for name in ("float64", "float32", "int64", "int32", "bool")}


def _numbers(array):
    shape = list(array.shape)
    node = {"dtype": DTYPES.get(array.dtype.str) or str(array.dtype), "shape": shape}
    if array.size > MOST_NUMBERS:
        return {**node, "large": True}
    return {**node, "numbers": base64.b64encode(array.astype("<f8").tobytes()).decode()}


def _type_name(value):
    return type.__dict__["__name__"].__get__(type(value))[:60]


def _carry(value):
    try:
        return Carrier().carry(value)
    except TimeBoxEnded:
        raise
    except BaseException as error:
        return {"odd": _type_name(error)}


# ---- Calling --------------------------------------------------------------------------------------------------------------------


class Box:
    """Ends a call that takes too long: by the processor's clock, so that a busy machine costs nobody anything, and by the wall's, for those who sleep."""

    def __init__(self, seconds):
        self.seconds = seconds

    def __enter__(self):
        self._start(self.seconds)

    def __exit__(self, *_):
        self._start(0)

    def _start(self, seconds):
        try:
            if seconds:
                _handle(SIGPROF, _end_box)
                _handle(SIGALRM, _end_box)
            # Again and again, for those who catch it.
            _set_timer(ITIMER_PROF, seconds, 0.05 if seconds else 0)
            _set_timer(ITIMER_REAL, 5 * seconds, 0.05 if seconds else 0)
        except (OSError, ValueError):
            # Without timers the sandbox's own limits end it.
            pass


def _end_box(*_):
    raise TimeBoxEnded()


def _boxed(box, call):
    """What a call gives, or how it failed; timers that ring late, between the call and the end of its box, are part of the call."""
    try:
        try:
            with box:
                return {"value": call()}, None
        except TimeBoxEnded:
            return {"ended": "time"}, None
        except BaseException as error:
            return _failure(error), error
    except TimeBoxEnded:
        return {"ended": "time"}, None


def _failure(error):
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        text = text[:LONGEST_TEXT] if type(text) is str else ""
    except BaseException:
        text = ""
    line = error.lineno if isinstance(error, SyntaxError) and type(error.lineno) is int else None
    try:
        for frame in traceback.extract_tb(error.__traceback__, limit=64):
            if frame.filename == LAYER_FILE:
                line = frame.lineno
    except BaseException:
        pass
    return {"raised": {"type": _type_name(error), "text": text, "line": line, "torch": isinstance(error, TorchNotAvailable)}}


def _unpack(array):
    values = np.array(array["data"], dtype=np.float64).astype(array["dtype"]).reshape(array["shape"])
    if array.get("repeat", 1) > 1:
        values = np.concatenate([values] * array["repeat"])
    layout = array.get("layout")
    if layout == "columns":
        return np.asfortranarray(values)
    if layout == "strided":
        spread = np.full(tuple(2 * size for size in values.shape), 17.25)
        spread[tuple(slice(None, None, 2) for _ in values.shape)] = values
        return spread.astype(values.dtype)[tuple(slice(None, None, 2) for _ in values.shape)]
    return values


class Session:
    def __init__(self, job, emit):
        self.job, self.emit_bytes, self.box = job, emit, Box(job["seconds"])
        self.constructor, self.hung = None, set()

    def emit(self, frame):
        self.emit_bytes(json.dumps(frame).encode())

    def run(self):
        if not self._load():
            return
        for trial, steps in enumerate(self.job["trials"]):
            layers, given, inputs = {}, {}, {}
            for number, step in enumerate(steps):
                self.emit({"trial": trial, "step": number, **self._step(step, layers, given, inputs)})

    def _load(self):
        source, space = self.job["source"].removeprefix("\ufeff"), _namespace()
        interface = space["Layer"]
        report = {"uninitialised": [], "renamed": False, "methods": [], "form": None}
        try:
            tree = ast.parse(source, LAYER_FILE)
            report["uninitialised"] = _uninitialised_modules(tree)
            code = compile(tree, LAYER_FILE, "exec")
        except BaseException as error:
            self.emit({"source": {**report, **_failure(error), "stage": "compile"}})
            return False
        outcome, _ = _boxed(self.box, lambda: exec(code, space))
        if "value" not in outcome:
            self.emit({"source": {**report, **outcome, "stage": "run"}})
            return False
        outcome, _ = _boxed(self.box, lambda: _find_classes(space, interface))
        found = outcome.get("value") or [(None, False)]
        if found[0][0] is None:
            self.emit({"source": {**report, "stage": "class"}})
            return False
        for cls, renamed in found:
            self.constructor = Constructor(cls)
            chosen, _ = _boxed(self.box, self.constructor.choose)
            outcome = chosen if cls is found[0][0] or "value" in chosen else outcome
            if "value" in chosen:
                break
        else:
            (cls, renamed), self.constructor = found[0], Constructor(found[0][0])
        report["renamed"] = renamed
        report["methods"] = [name for name in METHODS if callable(inspect.getattr_static(cls, name, None)) or hasattr(cls, name)]
        report["uninitialised"] = [name for name in report["uninitialised"] if any(c.__name__ == name for c in cls.__mro__)]
        report["form"] = self.constructor.form
        if "value" not in outcome:
            self.emit({"source": {**report, **outcome, "stage": "construct"}})
            return False
        self.emit({"source": report})
        return True

    def _step(self, step, layers, given, inputs):
        do, number = step["do"], step["layer"]
        arrays = {name: _unpack(array) for name, array in step["arrays"].items()}
        if do in self.hung:
            return {"ended": "skipped"}
        if do != "construct" and number not in layers:
            return {"ended": "no-layer"}
        if do == "construct":
            outcome, _ = _boxed(self.box, lambda: self.constructor.build(arrays["W"], arrays["b"]))
            if "value" in outcome:
                layers[number], given[number] = outcome.pop("value"), (arrays["W"], arrays["b"])
                outcome["value"] = {"none": True}
        elif do == "shift":
            outcome, _ = _boxed(self.box, lambda: self._shift(layers[number], given[number], arrays["W"], arrays["b"]))
            outcome = {"value": {"none": True}} if "value" in outcome else outcome
        else:
            outcome = self._call(do, layers[number], arrays["x"])
            if do == "forward":
                inputs[number] = arrays["x"]
            elif number in inputs:
                outcome["input"] = _numbers(inputs[number])
        if outcome.get("ended") == "time":
            self.hung.add(do)
        if number in layers:
            parameters, _ = _boxed(self.box, lambda: self._parameters(layers[number], given[number]))
            outcome.update(parameters.get("value") or {})
        return outcome

    def _call(self, method, layer, argument):
        outcome, _ = _boxed(self.box, lambda: getattr(layer, method)(argument))
        if "value" in outcome:
            result = outcome["value"]
            carried, _ = _boxed(self.box, lambda: self._carry_result(method, layer, result))
            outcome = carried.get("value") or ({"ended": "time"} if "ended" in carried else {"value": {"odd": "?"}})
        outcome["argument"] = _numbers(argument)
        return outcome

    @staticmethod
    def _carry_result(method, layer, result):
        carried = {"value": _carry(result)}
        if method == "backward_params" and result is None:
            carried["attributes"] = {
                role: _carry(value)
                for role, names in (("W", WEIGHTS_GRADIENT), ("b", BIAS_GRADIENT))
                if (value := Constructor.parameter(layer, names)) is not None
            }
        return carried

    @staticmethod
    def _parameters(layer, given):
        weights, bias = Constructor.parameter(layer, WEIGHTS), Constructor.parameter(layer, BIAS)
        return {"W": _carry(given[0] if weights is None else weights), "b": _carry(given[1] if bias is None else bias)}

    def _shift(self, layer, given, by_weights, by_bias):
        """Changes the layer's own parameters in place, as the lab's training does."""
        for names, own, by in ((WEIGHTS, given[0], by_weights), (BIAS, given[1], by_bias)):
            parameter = Constructor.parameter(layer, names)
            parameter = own if parameter is None else parameter
            change = by if parameter.shape == by.shape else by.T if parameter.shape == by.T.shape else by.reshape(parameter.shape)
            if names is WEIGHTS and by.shape[0] == by.shape[1] and self.constructor.transposed:
                change = by.T
            np.add(parameter, change, out=parameter)


def _silence():
    nowhere = open(os.devnull, "w") if os.path.exists(os.devnull) else None
    sys.stdout = sys.stderr = nowhere
    sys.stdin = None


def run(job, emit):
    """Runs the trials of a job, and emits a frame for each step."""
    _silence()
    random.seed()
    np.random.seed()
    np.seterr(all="ignore")
    Session(json.loads(job), emit).run()

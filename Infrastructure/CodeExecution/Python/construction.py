"""Makes layers of a student's class, in whichever accepted form its constructor has, and finds their parameters."""
import inspect
import types

import numpy as np

from stand_ins import variance_scaling_initializer, zero_init

WEIGHTS = ("W", "w", "weights", "weight", "_W", "_w", "_weights", "Weights", "tezine", "težine", "Wt", "WT", "W_T", "W_t", "W_transposed")
BIAS = ("b", "bias", "B", "biases", "_b", "_bias", "Bias", "pomak")
WEIGHTS_GRADIENT = ("dW", "dw", "grad_W", "grad_w", "W_grad", "w_grad", "dweights", "grad_weights", "weights_grad", "dL_dW", "dq_dW")
BIAS_GRADIENT = ("db", "grad_b", "b_grad", "dbias", "grad_bias", "bias_grad", "dL_db", "dq_db")
INPUTS = ("inputs", "input", "n", "in_features", "n_in", "in_", "num_inputs", "input_size", "input_dim", "in_size", "in_dim", "n_inputs", "ulazi", "broj_ulaza", "ulaz", "D_in", "d_in", "dim_in", "fan_in", "nin", "num_in", "in_channels", "n_ulaza", "input_features", "inputs_num", "m_in")
OUTPUTS = ("outputs", "output", "m", "out_features", "n_out", "out", "num_outputs", "output_size", "output_dim", "out_size", "out_dim", "n_outputs", "izlazi", "broj_izlaza", "izlaz", "D_out", "d_out", "dim_out", "fan_out", "nout", "num_out", "out_channels", "n_izlaza", "output_features", "outputs_num", "m_out")
PREVIOUS = ("input_layer", "prev_layer", "previous_layer", "prev", "previous", "layer", "inputs_layer")


class CannotConstruct(Exception):
    """No accepted form of the constructor fits, or the parameters can't be found."""


class Constructor:
    """Builds layers of a class in whichever accepted form fits it: by parameters, by sizes, or as the lab does."""

    def __init__(self, cls):
        self.cls = cls
        parameters = self._parameters()
        self.names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY) and p.default is p.empty]
        self.only_keywords = {p.kind for p in parameters} == {inspect.Parameter.VAR_KEYWORD}
        self.form, self.transposed = None, False

    def _parameters(self):
        try:
            return list(inspect.signature(self.cls.__init__).parameters.values())[1:]
        except (TypeError, ValueError):
            return []

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
        known = {**known, "name": "layer", "weights_initializer_fn": variance_scaling_initializer, "bias_initializer_fn": zero_init}
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

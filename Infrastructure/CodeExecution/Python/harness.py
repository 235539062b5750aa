"""Builds a student's layer and calls it. What it gives is carried out as plain numbers; whether they are right is decided elsewhere.

    run(job, emit)

`wire.py` says how a job and a value are written. Frames: S and a JSON object about the source, then for each step T, its trial and number (u16 each), its outcome, and
four values (or - for none): the argument after the call, the layer's last input after it, the layer's W and its b. An outcome is V, a value, and a dictionary of
attributes (or -); R, the line (u32, 0 for none), whether it is about PyTorch (u8), a text of the exception's type and one of its message; or E and a letter: T for
too long, S for skipped, L for no layer. The student's code runs in this process and may do anything to it, so nobody believes a frame, and nothing that would be
worth stealing ever comes here.
"""
import inspect
import json
import struct
import traceback

import numpy as np

import sources
import wire
from construction import BIAS, BIAS_GRADIENT, WEIGHTS, WEIGHTS_GRADIENT, Constructor
from stand_ins import TorchNotAvailable
from time_box import TimeBox, TimeBoxEnded

MISSING = b"-"
NOTHING_RETURNED = b"V" + wire.NOTHING + MISSING
TOO_LONG, SKIPPED, NO_LAYER = b"ET", b"ES----", b"EL----"
METHODS = frozenset(sources.METHODS)

_PLACE = struct.Struct("<cHH")
_RAISED = struct.Struct("<cIB")


class Session:
    def __init__(self, job, emit):
        self.job, self.emit = wire.Job(job), emit
        self.box = TimeBox(self.job.seconds)
        self.constructor, self.hung = None, set()

    def run(self):
        self.box.wind()
        report = self._load()
        self.emit(b"S" + json.dumps(report).encode())
        if "stage" not in report:
            # Again, for those whose source has stopped them.
            self.box.wind()
            self._run_trials()
        self.box.stop()

    def _run_trials(self):
        last, number, layers = None, 0, {}
        for step in self.job.steps:
            trial = step[0]
            if trial != last:
                last, number, layers = trial, 0, {}
            self.emit(_PLACE.pack(b"T", trial, number) + self._step(step, layers))
            number += 1

    def _load(self):
        space = dict(sources.NAMESPACE)
        report = {"uninitialised": False, "renamed": False, "methods": [], "form": None}
        try:
            code = sources.compiled(self.job.source)
        except BaseException as error:
            return {**report, "raised": _failure(error), "stage": "compile"}
        _, failure = self._boxed(lambda: exec(code, space))
        if failure:
            return {**report, **failure, "stage": "run"}
        found, _ = self._boxed(lambda: sources.find_classes(space))
        if not found or found[0][0] is None:
            return {**report, "stage": "class"}
        first_failure = None
        for cls, renamed in found:
            self.constructor = Constructor(cls)
            _, failure = self._boxed(self.constructor.choose)
            first_failure = first_failure or failure
            if not failure:
                break
        else:
            (cls, renamed), self.constructor = found[0], Constructor(found[0][0])
        report["renamed"] = renamed
        report["methods"] = [name for name in sources.METHODS if callable(inspect.getattr_static(cls, name, None)) or hasattr(cls, name)]
        report["uninitialised"] = sources.is_uninitialised_module(cls)
        report["form"] = self.constructor.form
        return {**report, **first_failure, "stage": "construct"} if failure else report

    def _boxed(self, call, share=1):
        """What a call gives within a share of its box, and how it failed; a tick that comes late, between the call and the end of its box, is part of the call."""
        box = self.box
        try:
            try:
                box.calls += 1
                box.most = box.seconds * share
                return call(), None
            except TimeBoxEnded:
                return None, {"ended": "time"}
            except BaseException as error:
                return None, {"raised": _failure(error)}
            finally:
                box.most = 0
        except TimeBoxEnded:
            box.most = 0
            return None, {"ended": "time"}

    def _step(self, step, layers):
        _, action, number, axes, dtype, layout, share, repeat, *sizes = step
        action = wire.ACTIONS[action]
        if action in METHODS:
            shape = sizes[:axes]
            plain = repeat == 1 and dtype == layout == 0
            argument = self.job.take(*shape) if plain else self.job.take_as(shape, repeat, dtype, layout)
            if action in self.hung:
                return SKIPPED
            made = layers.get(number)
            return NO_LAYER if made is None else self._call(action, made, argument, share / 100)
        outputs, inputs, _ = sizes
        weights, bias = self.job.take(outputs, inputs), self.job.take(outputs)
        if action in self.hung:
            return SKIPPED
        made = layers.get(number)
        if action == "construct":
            layer, failure = self._boxed(lambda: self.constructor.build(weights, bias))
            if not failure:
                made = layers[number] = Made(layer, weights, bias)
        elif made is None:
            return NO_LAYER
        else:
            _, failure = self._boxed(lambda: self._shift(made, weights, bias))
        return self._outcome(action, failure) + 2 * MISSING + (self._parameters(made) if made else 2 * MISSING)

    def _outcome(self, action, failure):
        if not failure:
            return NOTHING_RETURNED
        if "raised" in failure:
            return _raised(failure["raised"])
        self.hung.add(action)
        return TOO_LONG

    def _call(self, method, made, argument, share):
        outcome, failure = self._boxed(lambda: self._given(method, made, argument), share)
        if failure:
            outcome = self._outcome(method, failure)
        last = MISSING
        if method == "forward":
            made.input = argument
        elif made.input is not None:
            last = _carried(made.input)
        return outcome + _carried(argument) + last + self._parameters(made)

    def _given(self, method, made, argument):
        given = getattr(made.layer, method)(argument)
        return b"V" + _carried(given) + (MISSING if given is not None or method != "backward_params" else _gradients_of(made.layer))

    def _parameters(self, made):
        parameters, failure = self._boxed(lambda: self._carried_parameters(made))
        return 2 * MISSING if failure else parameters

    def _carried_parameters(self, made):
        weights, bias = Constructor.parameter(made.layer, WEIGHTS), Constructor.parameter(made.layer, BIAS)
        return _carried(made.weights if weights is None else weights) + _carried(made.bias if bias is None else bias)

    def _shift(self, made, by_weights, by_bias):
        """Changes the layer's own parameters in place, as the lab's training does."""
        for names, own, by in ((WEIGHTS, made.weights, by_weights), (BIAS, made.bias, by_bias)):
            parameter = Constructor.parameter(made.layer, names)
            parameter = own if parameter is None else parameter
            change = by if parameter.shape == by.shape else by.T if parameter.shape == by.T.shape else by.reshape(parameter.shape)
            if names is WEIGHTS and by.shape[0] == by.shape[1] and self.constructor.transposed:
                change = by.T
            np.add(parameter, change, out=parameter)


class Made:
    """A layer, what it was given, and its last input."""

    __slots__ = ("layer", "weights", "bias", "input")

    def __init__(self, layer, weights, bias):
        self.layer, self.weights, self.bias, self.input = layer, weights, bias, None


def _carried(given):
    try:
        return wire.value(given)
    except TimeBoxEnded:
        raise
    except BaseException as error:
        return wire.odd(wire.type_name(error))


def _gradients_of(layer):
    """Gradients that a layer keeps as attributes."""
    found = [("W", Constructor.parameter(layer, WEIGHTS_GRADIENT)), ("b", Constructor.parameter(layer, BIAS_GRADIENT))]
    return wire.dictionary([(role, _carried(value)) for role, value in found if value is not None])


def _failure(error):
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        text = text[:wire.LONGEST_TEXT] if type(text) is str else ""
    except BaseException:
        text = ""
    line = error.lineno if isinstance(error, SyntaxError) and type(error.lineno) is int else None
    try:
        for frame in traceback.extract_tb(error.__traceback__, limit=64):
            if frame.filename == sources.FILE:
                line = frame.lineno
    except BaseException:
        pass
    return {"type": wire.type_name(error), "text": text, "line": line, "torch": isinstance(error, TorchNotAvailable)}


def _raised(failure):
    return _RAISED.pack(b"R", min(max(0, failure["line"] or 0), 0xFFFFFFFF), failure["torch"]) + wire.text(b"T", failure["type"]) + wire.text(b"T", failure["text"])


def run(job, emit):
    """Runs the trials of a job, and emits a frame for each step."""
    np.seterr(all="ignore")
    Session(job, emit).run()


def warm():
    """Does in the parent of all jobs what each of them will do, so that Python has specialised its code and filled its caches before it forks."""
    source = b"class Layer(nn.Module):\n def __init__(self, W, b): self.W, self.b = W, b\n def forward(self, p): return p @ self.W.T + self.b\n" \
        b" def backward_inputs(self, g): return g @ self.W\n def backward_params(self, g): return g.T @ g, g.sum(axis=0)\n"
    trial = [(0, 2, 3, 0), (2, 4, 3, 0), (3, 4, 2, 0), (4, 4, 2, 0)] * 20
    numbers = sum(rows * columns + (rows if action == 0 else 0) for action, rows, columns, _ in trial)
    Session(wire.written(60, source, [(0, action, 0, 2, 0, 0, 100, 1, *sizes) for action, *sizes in trial], np.ones(numbers)), len).run()

"""How a job is read and how what a layer gave is written: plain numbers and their sizes, as bytes.

A job is the seconds that a call may take (f64), the length of the source (u32), the number of steps (u32), the steps, the source (UTF-8), zeros up to a multiple of 8, and
the numbers of all arrays (f64) in the order of the steps. A step is its trial (u16) and six bytes: what to do (its place in ACTIONS), with which layer, and of its array the
number of axes, the type (its place in TYPES), the layout (its place in LAYOUTS), and the share of the time in hundredths; then how often the array is repeated
along its first axis, and three sizes (u32 each). A step that has weights has their sizes; its bias comes after them.

A value is a letter and what belongs to it:
    A axes (u8), sizes (i64 each), numbers (f64 each)
    H axes, sizes: an array that is too large to be right
    L count (u32), values: a list
    D count (u32), pairs of a text and a value: a dictionary
    T or O, length (u32), UTF-8: a text, or the type of something that isn't numbers
    N nothing

All integers and numbers are little endian.
"""
import itertools
import math
import struct
import types

import numpy as np

ACTIONS = ("construct", "shift", "forward", "backward_inputs", "backward_params")
TYPES = (np.dtype("f8"), np.dtype("f4"), np.dtype("i8"))
LAYOUTS = ("rows", "columns", "strided")

MOST_NUMBERS = 1 << 13
MOST_NODES = 4096
MOST_AXES = 8
DEEPEST = 6
LONGEST_TEXT = 400
MOST_ENTRIES = 16

_JOB = struct.Struct("<dII")
_STEP = struct.Struct("<H6B4I")
_FLOAT64 = TYPES[0]
_float = float.__float__
_int = int.__int__
_view = np.ndarray.view
_scalars = tuple(np.sctypeDict[c] for c in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?", "g"))


# ---- Jobs -----------------------------------------------------------------------------------------------------------------------


class Job:
    """What is to be done: steps, as tuples of trial, action, layer, axes, type, layout, share of the time, repeat and three sizes."""

    def __init__(self, job):
        self.seconds, source, steps = _JOB.unpack_from(job)
        start = _JOB.size + steps * _STEP.size
        end = start + source
        self.source = bytes(job[start:end]).decode()
        self.steps = _STEP.iter_unpack(memoryview(job)[_JOB.size:start])
        self.numbers, self.at = np.frombuffer(job, "<f8", offset=end + -end % 8), 0

    def take(self, *shape):
        """The next array, in memory of its own."""
        start = self.at
        self.at = end = start + math.prod(shape)
        return self.numbers[start:end].reshape(shape).copy()

    def take_as(self, shape, repeat, dtype, layout):
        """The next array in another form."""
        values = self.take(*shape)
        if repeat > 1:
            values = np.concatenate([values] * repeat)
        values = values.astype(TYPES[dtype])
        if LAYOUTS[layout] == "columns":
            return np.asfortranarray(values)
        if LAYOUTS[layout] == "strided":
            spread = np.full([2 * size for size in values.shape], 17.25, values.dtype)
            every_second = spread[tuple(slice(None, None, 2) for _ in values.shape)]
            every_second[...] = values
            return every_second
        return values


def written(seconds, source, steps, numbers):
    """A job's bytes."""
    job = _JOB.pack(seconds, len(source), len(steps)) + b"".join([_STEP.pack(*step) for step in steps]) + source
    return job + bytes(-len(job) % 8) + numbers.tobytes()


# ---- Values ---------------------------------------------------------------------------------------------------------------------


def value(given):
    """Whatever a method gave, by the most primitive means, which no class of a student's can override."""
    if type(given) is np.ndarray and given.dtype is _FLOAT64:
        head = _heads.get(given.shape)
        return numbers(given) if head is None else head + given.tobytes()
    return NOTHING if given is None else Carrier().carry(given)


def numbers(array):
    shape = array.shape
    if array.size > MOST_NUMBERS:
        return _head(b"H", shape)
    if len(shape) > MOST_AXES:
        return odd("array")
    head = _heads[shape] = _head(b"A", shape)
    return head + array.astype("<f8").tobytes()


def text(letter, given):
    encoded = given[:LONGEST_TEXT].encode("utf-8", "replace")
    return letter + len(encoded).to_bytes(4, "little") + encoded


def odd(given):
    return text(b"O", given)


NOTHING = b"N"

# The heads of arrays that were small enough.
_heads = {}


def _head(letter, shape):
    return letter + struct.pack(f"<B{len(shape)}q", len(shape), *shape)


def _number(given):
    return b"A\0" + struct.pack("<d", given)


def type_name(given):
    return type.__dict__["__name__"].__get__(type(given))[:60]


class Carrier:
    """Carries what isn't plainly an array."""

    def __init__(self):
        self.nodes = 0

    def carry(self, given, depth=0):
        self.nodes += 1
        if depth > DEEPEST or self.nodes > MOST_NODES:
            return odd("too much")
        kind = type(given)
        if given is None:
            return NOTHING
        if issubclass(kind, np.ndarray):
            return self._array(given if kind is np.ndarray else _view(given, np.ndarray), depth)
        if kind in _scalars:
            return self._array(np.array(given), depth)
        if issubclass(kind, float):
            return _number(_float(given))
        if issubclass(kind, int):
            integer = _int(given)
            return _number(float(integer)) if -(1 << 62) < integer < 1 << 62 else odd("int")
        if kind is str:
            return text(b"T", given)
        if issubclass(kind, list):
            return self._list(list.__getitem__(given, slice(MOST_NODES)), list.__len__(given), depth)
        if issubclass(kind, tuple):
            return self._list(list(tuple.__getitem__(given, slice(MOST_NODES))), tuple.__len__(given), depth)
        if issubclass(kind, dict):
            return self._dictionary(given, depth)
        if kind in (zip, map, types.GeneratorType):
            return self._list(list(itertools.islice(given, MOST_NODES)), 0, depth)
        if kind is types.SimpleNamespace or "__dataclass_fields__" in type.__dict__["__dict__"].__get__(kind):
            return self._dictionary(object.__getattribute__(given, "__dict__"), depth)
        return odd(type_name(given))

    def _array(self, array, depth):
        if array.dtype.kind == "O" and array.ndim == 1 and array.size <= MOST_NODES:
            return self._list(array.tolist(), array.size, depth)
        return numbers(array) if array.dtype.kind in "fiub" else odd("array of " + str(array.dtype)[:40])

    def _list(self, items, length, depth):
        if length > MOST_NODES:
            return odd("too much")
        if items and type(items[0]) in (float, int) and all(type(item) in (float, int) for item in items):
            try:
                return numbers(np.array([float(item) for item in items]))
            except OverflowError:
                return odd("int")
        return b"L" + len(items).to_bytes(4, "little") + b"".join([self.carry(item, depth + 1) for item in items])

    def _dictionary(self, given, depth):
        entries = [(key, item) for key, item in dict.items(given) if type(key) is str][:MOST_ENTRIES]
        return dictionary([(key, self.carry(item, depth + 1)) for key, item in entries])


def dictionary(entries):
    """From pairs of a name and a value that is carried already."""
    return b"D" + len(entries).to_bytes(4, "little") + b"".join([text(b"T", key[:40]) + carried for key, carried in entries])

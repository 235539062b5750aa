#!/usr/bin/python3
"""Fuzzes the verifier of recurrent models against an oracle of its own: fractions, or 60 digits for tanh and sigmoid.

  dotnet build -c Release bench/Recurrent
  /usr/bin/python3 bench/Recurrent/oracle.py [models=2000] [seed=1]

Every counterexample is run again; where it is said to be the shortest, all shorter sequences are run; every proved model is run over all
sequences as far as the states fit, and over long runs and random sequences. Undecided models are listed. Exit code 1 on a disagreement.
"""
import collections, json, pathlib, random, subprocess, sys
from fractions import Fraction as F
import mpmath
from mpmath import mpf

mpmath.mp.dps = 60
TIE = mpf(10) ** -45
HERE = pathlib.Path(__file__).parent
SMOOTH = ("tanh", "sigmoid")
MAJORITY = ("majorityOdd", "majorityEven", "majoritySymbol")


class Model:
    def __init__(self, asked):
        m, self.property, self.symbol, self.bits = asked["model"], asked["property"], asked.get("symbol"), asked["bits"]
        self.activation, self.output = m["activation"], m["output"]
        self.smooth = self.activation in SMOOTH
        number = (lambda x: mpf(F(x).numerator) / F(x).denominator) if self.smooth else F
        row = lambda r: [number(x) for x in r]
        n = m["hiddenSize"]
        self.wxh, self.whh, self.why = ([row(r) for r in m[k]] for k in ("Wxh", "Whh", "Why"))
        self.bias = [a + b for a, b in zip(row(m.get("bh", ["0"] * n)), row(m.get("bh2", ["0"] * n)))]
        self.h0, self.bo = tuple(row(m.get("h0", ["0"] * n))), row(m.get("bo", ["0"] * len(self.why)))
        self.slope, self.middle = number(m.get("negativeSlope", "1/100")), number(m.get("stepAtZero", "0"))
        self.threshold = m.get("threshold", "1/2" if self.output == "sigmoid" else "0")
        self.strict, self.lsb = m.get("strict", True), m.get("bitOrder") == "lsb"
        self.words = [format(i, f"0{self.bits}b") for i in range(1 << self.bits)]

    def phi(self, z):
        a = self.activation
        if a == "identity": return z
        if a == "relu": return z if z > 0 else z * 0
        if a == "leakyRelu": return z if z >= 0 else z * self.slope
        if a == "hardtanh": return max(-1, min(1, z)) + F(0)
        if a == "tanh": return mpmath.tanh(z)
        if a == "sigmoid": return 1 / (1 + mpmath.exp(-z))
        if a == "step": return F(1) if z > 0 else F(0) if z < 0 else self.middle
        return F((z > 0) - (z < 0))

    def step(self, h, word):
        x = [int(c) for c in (reversed(word) if self.lsb else word)]
        return tuple(self.phi(b + sum(w for w, bit in zip(u, x) if bit) + sum(w * s for w, s in zip(r, h) if w and s))
                     for u, r, b in zip(self.wxh, self.whh, self.bias))

    def sign(self, s):
        if self.smooth and abs(s) < TIE: return 0
        return (s > 0) - (s < 0)

    def cls(self, h):
        score = [b + sum(w * s for w, s in zip(r, h)) for r, b in zip(self.why, self.bo)]
        if self.output == "softmax": return int(self.sign(score[1] - score[0]) > 0)
        t = F(self.threshold)
        if self.output == "identity": c = self.sign(score[0] - (mpf(t.numerator) / t.denominator if self.smooth else t))
        elif self.output == "sigmoid":
            if t <= 0: c = 1
            elif t >= 1: c = -1
            elif t == F(1, 2): c = self.sign(score[0])
            else:
                s = score[0] if self.smooth else mpf(score[0].numerator) / score[0].denominator
                d = s - mpmath.log(mpf(t.numerator) / (t.denominator - t.numerator))
                c = (d > 0) - (d < 0)
        else:
            g = self.sign(score[0])
            value = F(1) if g > 0 else F(0) if g < 0 else (F(str(self.middle)) if not self.smooth else F(mpmath.nstr(self.middle, 20)))
            c = (value > t) - (value < t)
        return int(c > 0 or (c == 0 and not self.strict))

    def counts(self, word): return word[-1] == "1" if self.property in ("majorityOdd", "parityOdd") else word[-1] == "0" if self.property == "majorityEven" else word == self.symbol

    def right(self, sequence):
        n = sum(self.counts(w) for w in sequence)
        if self.property in MAJORITY: return int(2 * n > len(sequence))
        return n % 2 if self.property.startswith("parity") else int(n > 0)

    def next(self, spec, word):
        c = self.counts(word)
        if self.property in MAJORITY: return spec + (1 if c else -1)
        return spec ^ c if self.property.startswith("parity") else spec | c

    def run(self, sequence):
        h = self.h0
        for w in sequence: h = self.step(h, w)
        return self.cls(h)

    def shortest(self, longest, most):
        """Length of the shortest counterexample, or None; and the length up to which all were examined."""
        layer, seen = {(self.h0, 0)}, set()
        for length in range(1, longest + 1):
            layer = {(self.step(h, w), self.next(s, w)) for h, s in layer for w in self.words}
            for h, s in layer:
                if self.cls(h) != int(s > 0): return length, length
            layer -= seen
            seen |= layer
            if not layer: return None, 10 ** 9
            if len(seen) > most: return None, length
        return None, longest


def fraction(r, near=()):
    if near and r.random() < .7: return r.choice(near)
    return str(F(r.randint(-6, 6), r.choice([1, 1, 1, 2, 3, 4, 5, 7])))


def near(r, x):
    """A number, often nudged: rounded thirds, tiny drifts."""
    x, k = F(x), r.random()
    if k < .75: return str(x)
    if k < .85: return str(x + F(r.choice([-1, 1]), 10 ** r.choice([1, 2, 3, 4, 6, 9])))
    if k < .95: return f"{float(x) * r.choice([1, 1/3, .1]):.3f}"
    return str(x * F(r.randint(1, 5), r.randint(1, 5)))


def counter(r, bits, activation):
    """A design that counts, in one of a few ways, then permuted, scaled, padded with idle or copied units, and nudged."""
    z = ["0"] * (bits - 1)
    kind = r.choice(["one", "two", "difference", "latch3"])
    if kind == "one": w, u, b, v, h = [z + ["2"]], [["1"]], ["-1"], ["1"], ["0"]
    elif kind == "two": w, u, b, v, h = [z + ["1"], z + ["-1"]], [["1", "0"], ["0", "1"]], ["0", "1"], ["1", "-1"], ["0", "0"]
    elif kind == "difference": w, u, b, v, h = [z + ["2"], z + ["-2"]], [["1", "-1"], ["-1", "1"]], ["-1", "1"], ["1", "0"], ["0", "0"]
    else: w, u, b, v, h = [z + ["1"], z + ["0"], z + ["0"]], [["0", "0", "0"], ["1", "1", "0"], ["0", "0", "1"]], ["0", "0", "1"], ["2", "2", "-1"], ["0", "0", "0"]
    n = len(b)
    if activation == "leakyRelu" and kind == "difference":
        s = F(1, r.randint(2, 9)); c = 1 / (1 + s)
        u = [[str(F(x) * c) for x in row] for row in u]
        extra = {"negativeSlope": str(s)}
    else: extra = {"negativeSlope": str(F(r.choice([-1, 0, 1, 1, 2, 3]), r.randint(1, 5)))} if activation == "leakyRelu" else {}
    if r.random() < .3:  # scale a unit
        i, k = r.randrange(n), F(r.randint(1, 7), r.randint(1, 7)) * (r.choice([1, -1]) if activation == "identity" else 1)
        w[i] = [str(F(x) * k) for x in w[i]]; b[i], v[i], h[i] = (str(F(b[i]) * k), str(F(v[i]) / k), str(F(h[i]) * k))
        for j in range(n):
            u[i][j] = str(F(u[i][j]) * k); u[j][i] = str(F(u[j][i]) / k)
    if r.random() < .3:  # an idle, a growing or a dying unit, and how much of it is seen
        w.append([r.choice(["0", "1"]) for _ in range(bits)])
        for row in u: row.append("0")
        u.append(["0"] * n + [r.choice(["0", "1/2", "-1/2", "1", "2", "0.9"])])
        b.append(r.choice(["0", "1", "-1"])); v.append(r.choice(["0", "0", "1/10", "-1/20"])); h.append(r.choice(["0", "0", "1", "-1/2"])); n += 1
    if r.random() < .4: h = [str(F(x) + r.choice([0, 0, F(-1, 4), F(1, 3), -1, 1])) for x in h]
    order = list(range(n)); r.shuffle(order)
    w, b, v, h = ([a[i] for i in order] for a in (w, b, v, h)); u = [[u[i][j] for j in order] for i in order]
    o = r.choice(["0", "0", "-1/2", "-1/4", "-1", "1/2", "-3/4"])
    nudge = lambda xs: [near(r, x) for x in xs] if r.random() < .15 else xs
    return dict(hiddenSize=n, Wxh=[nudge(x) for x in w], Whh=[nudge(x) for x in u], bh=nudge(b), h0=h, Why=[nudge(v)], bo=[o], **extra)


def anything(r, bits, n):
    row = lambda k: [fraction(r, ["0", "1", "-1", "1/2", "0"]) for _ in range(k)]
    m = dict(hiddenSize=n, Wxh=[row(bits) for _ in range(n)], Whh=[row(n) for _ in range(n)], bh=row(n), Why=[row(n)], bo=row(1))
    if r.random() < .3: m["bh2"] = row(n)
    if r.random() < .5: m["h0"] = row(n)
    return m


def question(r):
    bits = r.choice([1, 2, 2, 2, 2, 3])
    prop = r.choice(["majorityOdd"] * 6 + ["majorityEven", "majoritySymbol", "parityOdd", "paritySymbol", "containsSymbol"])
    symbol = format(r.randrange(1 << bits), f"0{bits}b") if prop.endswith("Symbol") else None
    activation = r.choice(["identity", "relu", "leakyRelu", "identity", "relu", "hardtanh", "tanh", "sigmoid", "step", "sign"])
    m = counter(r, bits, activation) if r.random() < .7 else anything(r, bits, r.randint(1, 3))
    if prop == "majorityEven" and r.random() < .8: m["Why"] = [[str(-F(x)) for x in m["Why"][0]]]
    if prop == "containsSymbol" and r.random() < .6:
        k = r.choice([1, 1, 2]); up = [str(k if c == "1" else -k) for c in symbol]; bias = F(k - k * symbol.count("1"))
        m = dict(hiddenSize=1, Wxh=[up], Whh=[[r.choice(["1", "1", str(2 * k * bits), "1/2"])]], bh=[str(bias - r.choice([0, 0, F(1, 2)]))], h0=["0"], Why=[["1"]], bo=[r.choice(["0", "0", "-1/2"])])
        activation = r.choice(["relu", "step", "sign", "hardtanh", "identity", "leakyRelu"])
    m.update(activation=activation, output=r.choice(["identity", "identity", "sigmoid", "softmax", "step"]), strict=r.random() < .7)
    if activation == "leakyRelu": m.setdefault("negativeSlope", r.choice(["1/100", "1/2", "-1/2", "2", "1", "0"]))
    if r.random() < .3: m["stepAtZero"] = r.choice(["1/2", "1", "0", "-1", "2"])
    if r.random() < .1: m["bitOrder"] = "lsb"
    if m["output"] == "softmax":
        second = [fraction(r) for _ in m["Why"][0]]; c = fraction(r)
        m["Why"] = [second, [str(F(x) + F(y)) for x, y in zip(m["Why"][0], second)]]; m["bo"] = [c, str(F(m["bo"][0]) + F(c))]
    elif r.random() < .3: m["threshold"] = r.choice(["0", "1/2", "1/3", "0.6", "1", "-1/2", "0.75"])
    return dict(property=prop, symbol=symbol, bits=bits, model=m)


def check(asked, v, r):
    m = Model(asked)
    if v["status"] == "Refuted":
        if v["length"] > 20_000: return None
        wrong = [word for word, times in v["counterexample"] for _ in range(times)]
        if len(wrong) <= 3000 and not (m.activation in ("leakyRelu", "identity") and len(wrong) > 600) and m.run(wrong) == m.right(wrong):
            return f"not a counterexample: {wrong[:20]}"
        if v["isShortest"]:
            least, upto = m.shortest(min(len(wrong) - 1, 9), 3000)
            if least and not (v["tie"] and least == sum(times for _, times in v["tie"])): return f"shorter: {least} < {len(wrong)}"
        elif v["checkedLength"]:
            least, _ = m.shortest(min(v["checkedLength"], 8), 3000)
            if least and not (v["tie"] and least == sum(times for _, times in v["tie"])): return f"checked to {v['checkedLength']} but {least}"
        return None
    least, upto = m.shortest(10, 4000 if not m.smooth else 1500)
    if least and (v["status"] == "Proved" or least <= v["checkedLength"]): return f"wrong at length {least}"
    if v["status"] == "Proved":
        kinds = [[w for w in m.words if m.counts(w)], [w for w in m.words if not m.counts(w)]]
        for _ in range(12):
            k = r.choice([3, 10, 25, 40])
            a, b = r.choice([(0, 1), (1, 0)])
            s = r.choice([
                [r.choice(kinds[a]) for _ in range(k)] + [r.choice(kinds[b]) for _ in range(k + r.choice([0, 1]))],
                [r.choice(m.words) for _ in range(2 * k)], [r.choice(kinds[i % 2]) for i in range(2 * k + 1)]])
            if m.run(s) != m.right(s): return f"proved, wrong for {s}"
    return None


def main():
    count, seed = (int(a) for a in (sys.argv[1:] + ["2000", "1"][len(sys.argv) - 1:]))
    r = random.Random(seed)
    asked = [question(r) for _ in range(count)]
    program = HERE / "bin/Release/net10.0/GradingService.Bench.Recurrent"
    done = subprocess.run([program, "verdicts"], input="\n".join(map(json.dumps, asked)) + "\n", capture_output=True, text=True, check=True)
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    faults, tally = 0, collections.Counter()
    for i, (a, v) in enumerate(zip(asked, verdicts, strict=True)):
        tally[a["model"]["activation"], v["status"], v["certificate"]] += 1
        fault = check(a, v, r)
        if fault:
            faults += 1
            print(f"FAULT {i} {fault}\n  {json.dumps(a)}\n  {json.dumps(v)[:400]}")
        elif v["status"] == "Undecided": print(f"undecided {i} to {v['checkedLength']} in {v['milliseconds']:.0f} ms: {json.dumps(a)}")
    for key, times in sorted(tally.items(), key=str): print(times, *key)
    print(f"{count} models, {faults} faults, slowest {max(v['milliseconds'] for v in verdicts):.0f} ms")
    return 1 if faults else 0


if __name__ == "__main__": sys.exit(main())

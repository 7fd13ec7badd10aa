#!/usr/bin/env python3
"""The numbers of confidence_sequences.json, by another road than the code that they judge.

    python3 confidence_sequences.py > confidence_sequences.json          (mpmath 1.4.1, 40 digits)

Single ranges were compared with confseq 0.0.11 (Howard, Waudby-Smith & Ramdas), bernoulli_confidence_interval(x, n, 0.05,
t_opt=11 c, alpha_opt=0.05) with c = 2 ln 20 + ln(1 + 2 ln 20), which makes the same mixture: all agree to its 40 bits.
"""
import json
from mpmath import mp, mpf, loggamma, log

mp.dps, PRIOR, ALPHA = 40, 10, mpf(1) / 20
SINGLE = [(0, 5), (3, 10), (7.5, 30), (86, 100), (999, 1000), (500, 1000), (1, 20000), (850000, 1000000)]
PAIRS = [((14, 30), (21, 30)), ((430, 500), (390, 500)), ((0, 12), (40, 40)), ((5120.5, 9000), (4800, 9100))]


def nats(x, n, m):
    """ln of the mixture over Beta(R m, R (1 - m)) of the likelihood of x of n, over that of m."""
    if m <= 0 or m >= 1:
        return mpf(0) if x == (0 if m <= 0 else n) else mp.inf
    beta = lambda a, b: loggamma(a) + loggamma(b) - loggamma(a + b)
    mixed = beta(PRIOR * m + x, PRIOR * (1 - m) + n - x) - beta(PRIOR * m, PRIOR * (1 - m))
    return (mixed - x * log(m) - (n - x) * log(1 - m)).real


def halve(inside, outside, holds, times=60):
    if holds(outside):
        return outside
    for _ in range(times):
        middle = (inside + outside) / 2
        if holds(middle):
            inside = middle
        else:
            outside = middle
    return inside


def interval(x, n):
    x, n = mpf(x), mpf(n)
    return [halve(x / n, mpf(end), lambda m: nats(x, n, m) <= log(1 / ALPHA)) for end in (0, 1)]


def least(a, b, d):
    """The least of both together over all pairs of means that lie d apart, by thirds."""
    low, high = max(mpf(0), -d), min(mpf(1), 1 - d)
    both = lambda m: nats(*a, min(max(m + d, mpf(0)), mpf(1))) + nats(*b, m)
    for _ in range(90):
        one, other = low + (high - low) / 3, high - (high - low) / 3
        if both(one) <= both(other):
            high = other
        else:
            low = one
    return both((low + high) / 2)


def difference(a, b):
    a, b = [tuple(map(mpf, pair)) for pair in (a, b)]
    return [halve(a[0] / a[1] - b[0] / b[1], mpf(end), lambda d: least(a, b, d) <= log(1 / ALPHA), 36) for end in (-1, 1)]


number = lambda value: float(mp.nstr(value, 17))
print(json.dumps({
    "by": "confidence_sequences.py, mpmath 1.4.1; singles agree with confseq 0.0.11 bernoulli_confidence_interval",
    "single": [{"x": x, "n": n, "range": [number(end) for end in interval(x, n)]} for x, n in SINGLE],
    "pairs": [{"a": a, "b": b, "range": [number(end) for end in difference(a, b)]} for a, b in PAIRS],
}, indent=1))

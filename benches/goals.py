"""What the samples come to: medians, ratios, and how they stand to the goals.

A ratio of two contenders is the median of the ratios of their rounds, for what falls on one round falls on both. It
need not be the quotient of the two medians.
"""

from collections import namedtuple
from statistics import median

# `value` and the bounds are numbers to compare, the texts are for people. `least`: more is better.
Goal = namedtuple("Goal", "what measured value goal floor least unit")


def ratio(samples, one, other, key):
    """How many times the other's the one's is, over the rounds that both took part in."""
    ours, theirs = samples[one][key], samples[other][key]
    return median(ours[number] / theirs[number] for number in ours if number in theirs)


def middle(sample):
    return median(sample.values() if isinstance(sample, dict) else sample)


def limit(results):
    """Which of the two measured limits is the quicker."""
    return min(["limit/sha2", "limit/aws-lc-rs"], key=lambda name: middle(results["loop"][name]["ns"]))


def goals(results):
    """The rows of the table of issue 5, in its order, then those of issue 3."""
    process, loop, batch = results["process"], results["loop"], results["batch"]["contenders"]
    rows = []

    def add(what, measured, value, goal, floor, least=False, unit=" x"):
        rows.append(Goal(what, measured, value, goal, floor, least, unit))

    def processes(what, job, other, goal, floor):
        ours = f"{job}/mcp-token"
        walls = f"{middle(process[ours]['wall_ms']):.2f} to {middle(process[other]['wall_ms']):.2f} ms"
        add(f"one `{job}`, whole process, time of {what}", walls, ratio(process, ours, other, "wall_ms"), goal, floor)

    def loops(what, ours, other, goal, floor):
        times = f"{middle(loop[ours]['ns']):,.0f} to {middle(loop[other]['ns']):,.0f} ns"
        add(what, times, ratio(loop, other, ours, "ns"), goal, floor, least=True)

    for job in ["encode", "verify"]:
        processes("an empty Rust program", job, "empty", 1.3, 1.4)
    for job in ["encode", "verify"]:
        processes("jwt-cli", job, f"{job}/jwt-cli", 0.9, 1.0)
    for other in ["PyJWT", "PyJWT-bare", "fast-jwt", "jsonwebtoken-npm"]:
        for job in ["encode", "verify"]:
            processes(NAMES.get(other, other), job, f"{job}/{other}", 1 / 50, 1 / 50)
    for job in ["encode", "verify"]:
        peak = max(process[f"{job}/mcp-token"]["peak_mib"])
        empty = f"empty program {max(process['empty']['peak_mib']):.1f} MiB"
        add(f"one `{job}`, peak resident", empty, peak, 4, 5, unit=" MiB")

    add("the program with everything in it, stripped", "", results["program_mb"], 8, 8, unit=" MB")

    verify, quickest = "verify/HS256/mcp-token", limit(results)
    loops("HS256 verify, as fast as jsonwebtoken (Rust)", verify, "verify/HS256/jsonwebtoken", 3.5, 2.5)
    loops("HS256 verify, as fast as fast-jwt without cache", verify, "verify/HS256/fast-jwt", 8, 6)
    loops("HS256 verify, as fast as PyJWT", verify, "verify/HS256/PyJWT", 45, 35)
    loops(f"HS256 verify, of the limit ({quickest.split('/')[1]})", verify, quickest, 0.62, 0.45)
    loops("HS256 encode, as fast as jsonwebtoken (Rust)", "encode/HS256/mcp-token", "encode/HS256/jsonwebtoken", 2, 1.5)
    for alg, goal in [("RS256", 0.85), ("ES256", 1.0), ("EdDSA", 1.0)]:
        ours, other = f"verify/{alg}/mcp-token", f"verify/{alg}/jsonwebtoken"
        times = f"{middle(loop[ours]['ns']):,.0f} to {middle(loop[other]['ns']):,.0f} ns"
        add(f"{alg} verify, time of jsonwebtoken (Rust)", times, ratio(loop, ours, other, "ns"), goal, 1.03)

    two = "mcp-token, 2 workers"
    for other, goal, floor in [("fast-jwt", 20, 15), ("PyJWT", 70, 50), ("mcp-token, 1 worker", 1.5, 1.4)]:
        walls = f"{middle(batch[two]['wall_ms']):,.0f} to {middle(batch[other]['wall_ms']):,.0f} ms"
        value = ratio(batch, other, two, "wall_ms")
        add(f"batch verify with 2 workers, as fast as {other}", walls, value, goal, floor, least=True)
    small = next(point for point in results["growth"] if point["tokens"] == 100_000)
    large = max((point for point in results["growth"] if point["tokens"] <= 5_000_000), key=lambda point: point["tokens"])
    for point in [small, large]:
        add(f"batch peak resident, {point['tokens']:,} lines", "", max(point["peak_mib"]), 16, 16, unit=" MiB")
    more = max(large["peak_mib"]) - max(small["peak_mib"])
    add("the difference of these two (the same, within 2 MiB)", "", more, 2, 2, unit=" MiB")

    for place, goal in [("encrypted file", 10), ("keychain", 40)]:
        wall = middle(process[f"get/mcp-token, {place}"]["wall_ms"])
        add(f"one `get` of a token kept in the {place}, whole process", "", wall, goal, goal, unit=" ms")
    return rows


def standing(row):
    """PASS at the goal, `floor` between floor and goal, BELOW otherwise."""
    sign = -1 if row.least else 1
    if row.value * sign <= row.goal * sign:
        return "PASS"
    return "floor" if row.value * sign <= row.floor * sign else "BELOW"


def text(number, unit):
    """A number as the table shows it: small ratios as 1/50."""
    if unit == " x" and 0 < number < 0.1:
        return f"1/{1 / number:.0f}"
    return f"{number:.3g}{unit}" if number < 100 else f"{number:.0f}{unit}"


NAMES = {"jsonwebtoken-npm": "jsonwebtoken (npm)", "PyJWT-bare": "PyJWT without cryptography"}

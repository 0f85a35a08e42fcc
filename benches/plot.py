"""Draws the results as SVG: four panels on a card of its own colour, readable on light and dark pages."""

from html import escape
from math import log10

from goals import limit, middle

WIDTH, PANEL, GAP, TOP = 900, 430, 20, 74
LABELS, VALUES = 168, 70  # room left and right of the bars


def plot(results):
    """The whole picture."""
    process, loop, batch = results["process"], results["loop"], results["batch"]
    wall = lambda name: middle(process[name]["wall_ms"])
    per_second = lambda name: 1e9 / middle(loop[name]["ns"])
    batched = lambda name: batch["tokens"] * 1e3 / middle(batch["contenders"][name]["wall_ms"])
    left, right = GAP, GAP + PANEL
    panels = [
        bars(
            (left, TOP),
            "One token, whole process (ms, logarithmic)",
            [
                ("empty Rust program", wall("empty"), "other"),
                ("mcp-token encode", wall("encode/mcp-token"), "ours"),
                ("mcp-token verify", wall("verify/mcp-token"), "ours"),
                ("jwt-cli encode", wall("encode/jwt-cli"), "other"),
                ("jwt-cli decode", wall("verify/jwt-cli"), "other"),
                ("PyJWT verify", wall("verify/PyJWT"), "other"),
                ("fast-jwt verify", wall("verify/fast-jwt"), "other"),
            ],
            lambda value: f"{value:.2f} ms" if value < 10 else f"{value:.0f} ms",
            logarithmic=True,
        ),
        bars(
            (right, TOP),
            "HS256 verify, one thread (tokens a second)",
            [
                ("hash + base64 + JSON", per_second(limit(results)), "limit"),
                ("mcp-token", per_second("verify/HS256/mcp-token"), "ours"),
                ("jsonwebtoken (Rust)", per_second("verify/HS256/jsonwebtoken"), "other"),
                ("fast-jwt, no cache", per_second("verify/HS256/fast-jwt"), "other"),
                ("jsonwebtoken (npm)", per_second("verify/HS256/jsonwebtoken-npm"), "other"),
                ("PyJWT", per_second("verify/HS256/PyJWT"), "other"),
            ],
            short,
        ),
        bars(
            (left, TOP + 270),
            f"Batch verify, {short(batch['tokens'])} tokens (tokens a second)",
            [
                ("mcp-token, 2 workers", batched("mcp-token, 2 workers"), "ours"),
                ("mcp-token, 1 worker", batched("mcp-token, 1 worker"), "ours"),
                ("fast-jwt script", batched("fast-jwt"), "other"),
                ("PyJWT script", batched("PyJWT"), "other"),
            ],
            short,
        ),
        growth((right, TOP + 270), results["growth"]),
    ]
    machine = results["machine"]
    where = f"{results['date']}, {machine['cpu']}, {machine['processors']} processors, benches/run.sh"
    height = TOP + 270 + 230
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
            ' role="img" font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif">',
            "<title>mcp-token beside its peers</title>",
            STYLE,
            f'<rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="8"/>',
            label(GAP, 32, "mcp-token beside its peers", "title"),
            label(GAP, 52, where, "quiet"),
            *panels,
            "</svg>\n",
        ]
    )


def bars(place, title, rows, show, logarithmic=False):
    """Horizontal bars with their names on the left and their values at the end."""
    x, y = place
    room = PANEL - LABELS - VALUES - GAP
    lowest = min(value for _, value, _ in rows) / 2
    scale = (lambda value: log10(value / lowest)) if logarithmic else (lambda value: value)
    longest = max(scale(value) for _, value, _ in rows)
    parts = [label(x, y + 16, title, "heading")]
    for index, (name, value, kind) in enumerate(rows):
        top, length = y + 32 + index * 29, max(1.5, scale(value) / longest * room)
        parts += [
            label(x + LABELS - 8, top + 15, name, "strong" if kind == "ours" else "name", "end"),
            f'<rect class="{kind}" x="{x + LABELS}" y="{top}" width="{length:.1f}" height="21" rx="2"/>',
            label(x + LABELS + length + 6, top + 15, show(value), "strong" if kind == "ours" else "name"),
        ]
    return "\n".join(parts)


def growth(place, points):
    """Time as a line over the number of tokens, both logarithmic, with the memory at each point."""
    x, y = place
    left, bottom, width, height = x + 60, y + 172, PANEL - 60 - 64, 130
    times = [middle(point["wall_ms"]) for point in points]
    sizes = [point["tokens"] for point in points]
    across = lambda size: left + width * log10(size / sizes[0]) / log10(sizes[-1] / sizes[0])
    lowest, highest = min(times) / 2, max(times) * 2
    up = lambda time: bottom - height * log10(time / lowest) / log10(highest / lowest)
    parts = [
        label(x, y + 16, "Batch verify, 2 workers: time and peak memory", "heading"),
        f'<path class="axis" d="M{left},{bottom - height} V{bottom} H{left + width}"/>',
    ]
    decade = 1
    while decade <= highest:
        if decade >= lowest:
            parts.append(f'<path class="grid" d="M{left},{up(decade):.1f} H{left + width}"/>')
            parts.append(label(left - 8, up(decade) + 4, duration(decade), "quiet", "end"))
        decade *= 10
    line = " ".join(f"{across(size):.1f},{up(time):.1f}" for size, time in zip(sizes, times))
    parts.append(f'<polyline class="line" points="{line}"/>')
    for point, size, time in zip(points, sizes, times):
        if size != 5_000_000:  # no room beside ten million
            parts.append(label(across(size), bottom + 18, short(size), "quiet", "middle"))
            parts.append(label(across(size), bottom + 36, f"{max(point['peak_mib']):.1f} MiB", "strong", "middle"))
        parts.append(f'<circle class="ours" cx="{across(size):.1f}" cy="{up(time):.1f}" r="4"/>')
    parts.append(label(left - 40, bottom + 18, "tokens", "quiet", "end"))
    return "\n".join(parts)


def label(x, y, text, kind, anchor="start"):
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def short(number):
    """A count in a few characters."""
    for size, unit in [(1_000_000, " M"), (1_000, " k")]:
        if number >= size:
            return f"{number / size:.3g}{unit}"
    return f"{number:.0f}"


def duration(millis):
    return f"{millis / 1000:g} s" if millis >= 1000 else f"{millis:g} ms"


STYLE = """<style>
text { font-size: 13px; fill: #1f2328 }
.title { font-size: 18px; font-weight: 600 }
.heading, .strong { font-weight: 600 }
.quiet { fill: #59636e; font-size: 12px }
.card { fill: #ffffff; stroke: #d1d9e0 }
.ours { fill: #0969da }
.other { fill: #afb8c1 }
.limit { fill: none; stroke: #59636e; stroke-dasharray: 4 3 }
.axis { fill: none; stroke: #59636e }
.grid { fill: none; stroke: #d1d9e0 }
.line { fill: none; stroke: #0969da; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .quiet { fill: #9198a1 }
  .card { fill: #0d1117; stroke: #3d444d }
  .ours { fill: #4493f8 }
  .other { fill: #59636e }
  .limit, .axis { stroke: #9198a1 }
  .grid { stroke: #3d444d }
  .line { stroke: #4493f8 }
}
</style>"""

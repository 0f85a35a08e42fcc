"""Writes table.md and plot.svg from results.json.

    python3 benches/report.py FOLDER
"""

import json
import sys
from pathlib import Path
from statistics import quantiles

from goals import NAMES, goals, middle, standing, text
from plot import plot


def table(results):
    """The goals, then every median, then who and where."""
    machine, load = results["machine"], results["load"]
    lines = [
        f"{results['date']}, {machine['cpu']}, {machine['processors']} processors, {machine['system']}; "
        f"benches/run.sh ({results['mode']}); load {load['before']:.1f} before, {load['after']:.1f} after.",
        "",
        "| what | measured | | goal | floor | |",
        "|---|---|---|---|---|---|",
    ]
    for row in goals(results):
        numbers = [f"**{text(row.value, row.unit)}**", text(row.goal, row.unit), text(row.floor, row.unit)]
        lines.append(f"| {row.what} | {row.measured} | {' | '.join(numbers)} | {standing(row)} |")
    lines += [
        "",
        "Ratios are medians of the ratios of single rounds; they need not be quotients of the medians beside them.",
        "",
        "| median | | middle half | peak resident |",
        "|---|---|---|---|",
    ]
    for name, sample in results["process"].items():
        lines.append(median_row(f"process: {name}", sample["wall_ms"], "ms", sample["peak_mib"]))
    for name, sample in results["loop"].items():
        lines.append(median_row(f"one thread: {name}", sample["ns"], "ns", []))
    for name, sample in results["batch"]["contenders"].items():
        what = f"batch of {results['batch']['tokens']:,}: {name}"
        lines.append(median_row(what, sample["wall_ms"], "ms", sample["peak_mib"]))
    for point in results["growth"]:
        what = f"batch of {point['tokens']:,}: mcp-token, 2 workers"
        lines.append(median_row(what, point["wall_ms"], "ms", point["peak_mib"]))
    reasons = ", ".join(f"{name} {count:,}" for name, count in results["batch"]["reasons"].items())
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    lines += ["", f"All four batches gave the same verdict on each token; refused: {reasons}.", "", f"{versions}."]
    return "\n".join(lines) + "\n"


def median_row(what, sample, unit, peaks):
    values = list(sample.values()) if isinstance(sample, dict) else sample
    low, _, high = quantiles(values, n=4)
    digits = 2 if unit == "ms" and middle(values) < 10 else 0
    show = lambda number: f"{number:,.{digits}f}"
    peak = f"{max(peaks):.1f} MiB" if peaks else ""
    for name, full in NAMES.items():
        what = what.replace(name, full)
    return f"| {what} | {show(middle(values))} {unit} | {show(low)} to {show(high)} | {peak} |"


def main(folder):
    results = json.loads((folder / "results.json").read_text())
    results["goals"] = [{**row._asdict(), "standing": standing(row)} for row in goals(results)]
    (folder / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    (folder / "table.md").write_text(table(results))
    (folder / "plot.svg").write_text(plot(results))
    print((folder / "table.md").read_text())
    print(f"written: {folder}/table.md, {folder}/plot.svg, {folder}/results.json")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

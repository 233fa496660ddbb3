"""Which articles and which hosts come back most often? A notebook as a script: run it whole, or cell by cell.

    python worst_rates.py [desk.db [worst_rates.png]]

Without a file it makes up evenings of its own. Needs polars and matplotlib.
"""

# %% The desk
from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import aftersync
import matplotlib as mpl
import polars as pl

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.layout_engine import ConstrainedLayoutEngine

Z = 1.96
"""A chance of 95 %."""
FEWEST = 20
"""Fewer pieces sold than this say nothing."""
BAR, MANY, EDGE, QUIET = "#4a7fb0", "#c4552d", "#333333", "#777777"


# %% Lines that were sold, with what came back of each: typed columns, no copy
def sold(desk: aftersync.Desk) -> pl.DataFrame:
    """Lines old enough to be compared: returns come for weeks, and the last days always look best."""
    lines = desk.sold_lines(aftersync.SoldLineQuery(mature_days=14)).to_polars()
    young = len(lines) - lines["mature"].sum()
    print(f"{len(lines):,} lines were sold; {young:,} are too young to be counted")
    return lines.filter(pl.col("mature"))


# %% Rates, and how sure they are
def rates(lines: pl.DataFrame, by: str) -> pl.DataFrame:
    """Pieces that came back of pieces sold, with the interval of Wilson, the highest first."""
    n, p = pl.col("sold"), pl.col("returned") / pl.col("sold")
    middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * (p * (1 - p) / n + Z**2 / (4 * n**2)).sqrt()
    return (
        lines.filter(pl.col(by).is_not_null())
        .group_by(by)
        .agg(
            sold=pl.col("quantity").sum(),
            returned=pl.col("returned").sum(),
            tickets=pl.col("tickets").list.explode(keep_nulls=False, empty_as_null=False),
            why=pl.col("issue").cast(pl.String).drop_nulls().mode().sort().first(),
        )
        .filter(pl.col("sold") >= FEWEST)
        .with_columns(rate=p, low=middle - half, high=middle + half)
        .sort(["rate", by], descending=[True, False])
    )


# %% A picture
def draw(axes: Any, table: pl.DataFrame, by: str, title: str, average: float) -> None:
    """Bars from the highest rate down; what is above the average for sure stands out."""
    names, share = table[by].to_list(), [rate * 100 for rate in table["rate"]]
    low = [max(0.0, rate - bound * 100) for rate, bound in zip(share, table["low"], strict=True)]
    high = [bound * 100 - rate for rate, bound in zip(share, table["high"], strict=True)]
    colours = [MANY if bound > average else BAR for bound in table["low"]]
    places = range(len(names))
    axes.barh(places, share, color=colours, height=0.62)
    axes.errorbar(share, places, xerr=[low, high], fmt="none", ecolor=EDGE, elinewidth=1, capsize=3)
    axes.axvline(average * 100, color=QUIET, linewidth=1, linestyle="--", zorder=0)
    for at, (rate, more, row) in enumerate(zip(share, high, table.iter_rows(named=True), strict=True)):
        why = f", {row['why'].replace('_', ' ')}" if row["why"] and by != "host" else ""
        text = f"{rate:.1f} %  ({row['returned']} of {row['sold']}{why})"
        # A ground of its own: the line of the average runs behind the words.
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
        spot = {"xytext": (6, 0), "textcoords": "offset points", "va": "center"}
        axes.annotate(text, (rate + more, at), **spot, fontsize=8.5, bbox=ground)
    axes.set_yticks(list(places), names)
    axes.invert_yaxis()
    axes.set_title(title, loc="left", fontsize=11, fontweight="bold")
    axes.set_xlim(0, max(rate + more for rate, more in zip(share, high, strict=True)) * 1.6)
    axes.spines[["top", "right"]].set_visible(False)


def picture(lines: pl.DataFrame, to: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both tables, side by side, into a file."""
    products, hosts = rates(lines, "product_title"), rates(lines, "host")
    average: float = lines.select(pl.sum("returned") / pl.sum("quantity")).item()
    layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.08)
    figure, (left, right) = plt.subplots(1, 2, figsize=(14, 4.8), width_ratios=[1.25, 1], layout=layout)
    draw(left, products, "product_title", "Articles", average)
    draw(right, hosts, "host", "Hosts", average)
    figure.supxlabel(
        f"pieces that came back, % of pieces sold. Dashed: all together, {average * 100:.1f} %. Whiskers: 95 %. "
        "Red: above the average for sure",
        fontsize=9,
    )
    figure.savefig(to, dpi=120)
    plt.close(figure)
    return products, hosts


# %% From a bar to its tickets
def main(file: str | None = None, to: str = "worst_rates.png") -> tuple[pl.DataFrame, pl.DataFrame]:
    """Draws, and opens the first tickets of the worst article."""
    with tempfile.TemporaryDirectory() as folder:
        made = str(Path(folder) / "desk.db")
        with aftersync.Desk.open(file or made) as desk:
            if file is None:
                from evening import fill

                fill(desk)
            products, hosts = picture(sold(desk), Path(to))
            worst = products.row(0, named=True)
            print(f"{worst['product_title']}: {worst['rate']:.1%} came back. Some of its tickets:")
            for id in worst["tickets"][:3]:
                ticket = desk.ticket(id)
                if ticket is not None:
                    print(" ", ticket.item.number, ticket.item.headline, ticket.item.issue)
    return products, hosts


if __name__ == "__main__":
    main(*sys.argv[1:])

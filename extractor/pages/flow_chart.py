"""Who sends goods to whom, as a Sankey diagram in Vega-Lite: the places are worked out here, the ribbons are areas."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from extractor.pages.charts import Spec, finished, load_altair
from extractor.pages.summary import Row

GAP = 0.02  # between two countries of a side, of the height of the chart
ROW = 30  # pixels a country takes
CURVE = 24  # points of a ribbon's edge
MARGIN, NAME = 180, 165  # pixels beside the chart, and of a name in them

_SIDES = ("exporter", "importer")
Place = tuple[float, float]  # from and to, of a height of 1


def flow_chart(rows: list[Row], names: Mapping[str, str]) -> Spec:
    """Exporters on the left, importers on the right, and between them ribbons as wide as there are statements."""
    totals = {side: _totals(rows, side) for side in _SIDES}
    most = max(map(len, totals.values()))
    unit = (1 - GAP * (most - 1)) / sum(row["statements"] for row in rows)
    left = _places(totals["exporter"], most, unit)
    places = {"exporter": left, "importer": _places(_uncrossed(totals["importer"], rows, left), most, unit)}
    nodes = [
        {"name": names[code], "side": side, "x": x, "y": start, "y2": end, "middle": (start + end) / 2}
        for x, side in enumerate(places)
        for code, (start, end) in places[side].items()
    ]
    layered = _layers(list(_ribbons(rows, names, places, unit)), nodes)
    margins = {"left": MARGIN, "right": MARGIN, "top": 10, "bottom": 10}
    return finished(layered.properties(width="container", height=max(160, ROW * most), padding=margins), hue="trade")


def _totals(rows: list[Row], side: str) -> dict[str, int]:
    """The statements of each country on a side, the greatest first."""
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row[side]] += row["statements"]
    return dict(totals.most_common())


def _uncrossed(totals: dict[str, int], rows: list[Row], left: Mapping[str, Place]) -> dict[str, int]:
    """The importers in the order of where their goods come from, so that few ribbons cross."""

    def height(code: str) -> float:
        reached = ((row["statements"], left[row["exporter"]][0]) for row in rows if row["importer"] == code)
        return float(sum(statements * top for statements, top in reached)) / totals[code]

    return {code: totals[code] for code in sorted(totals, key=height)}


def _places(totals: Mapping[str, int], most: int, unit: float) -> dict[str, Place]:
    """Where each country of a side stands, from top to bottom; the shorter side stands in the middle."""
    places: dict[str, Place] = {}
    top = GAP * (most - len(totals)) / 2
    for code, statements in totals.items():
        places[code] = (top, top + statements * unit)
        top += statements * unit + GAP
    return places


def _ribbons(
    rows: list[Row], names: Mapping[str, str], places: Mapping[str, Mapping[str, Place]], unit: float
) -> Iterable[Row]:
    """The edges of each ribbon, point by point; at a country they lie one below the other, as their other ends do."""
    starts = {side: _stacked(rows, places, side, other, unit) for side, other in (_SIDES, _SIDES[::-1])}
    for number, row in enumerate(rows):
        width = row["statements"] * unit
        for x, y in _curve(starts["exporter"][number], starts["importer"][number]):
            yield {
                "flow": f"{row['exporter']}-{row['importer']}",
                "exporter": names[row["exporter"]],
                "importer": names[row["importer"]],
                "statements": row["statements"],
                "x": round(x, 4),
                "y": round(y, 4),
                "y2": round(y + width, 4),
            }


def _stacked(
    rows: list[Row], places: Mapping[str, Mapping[str, Place]], side: str, other: str, unit: float
) -> dict[int, float]:
    """Where each row's ribbon begins on one side."""
    taken: Counter[str] = Counter()
    starts = {}
    for number in sorted(range(len(rows)), key=lambda number: places[other][rows[number][other]][0]):
        code = rows[number][side]
        starts[number] = places[side][code][0] + taken[code] * unit
        taken[code] += rows[number]["statements"]
    return starts


def _curve(start: float, end: float) -> Iterable[Place]:
    """Points of an S from the left to the right."""
    for step in range(CURVE + 1):
        x = step / CURVE
        yield x, start + (end - start) * x * x * (3 - 2 * x)


def _layers(edges: list[Row], nodes: list[Row]) -> Any:
    alt = load_altair()
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[1, 0], nice=False))
    under_pointer = alt.selection_point(on="pointerover", fields=["flow"], empty=False, name="lit")
    ribbons = (
        alt.Chart(alt.InlineData(edges))
        .mark_area(interpolate="monotone")
        .encode(
            x=x,
            y=y,
            y2="y2:Q",
            detail="flow:N",
            opacity=alt.condition(under_pointer, alt.value(0.85), alt.value(0.35)),
            tooltip=["exporter:N", "importer:N", alt.Tooltip("statements:Q", format=",")],
        )
        .add_params(under_pointer)
    )
    chart = alt.Chart(alt.InlineData(nodes))
    posts = chart.mark_rect(width=8).encode(x=x, y=y, y2="y2:Q", tooltip=alt.Tooltip("name:N", title=""))
    labels = [
        chart.mark_text(align=align, dx=dx, limit=NAME)
        .encode(x=x, y=alt.Y("middle:Q", axis=None), text="name:N")
        .transform_filter(f"datum.side == '{side}'")
        for side, align, dx in (("exporter", "right", -10), ("importer", "left", 10))
    ]
    return alt.layer(ribbons, posts, *labels)

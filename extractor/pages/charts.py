"""The charts of a report, as Vega-Lite: Altair writes and checks them, `charts.js` draws them in the page's colours.

No colour is set here but by name (`usermeta`), for the page knows whether it is light, dark or on paper.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from extractor.errors import WriteError
from extractor.pages.summary import Row

if TYPE_CHECKING:
    import altair

Spec = dict[str, Any]
STEP = 22  # pixels a bar or a cell takes
MAGNITUDES = (
    "1",
    "10",
    "100",
    "1 k",
    "10 k",
    "100 k",
    "1 M",
    "10 M",
    "100 M",
    "1 bn",
    "10 bn",
    "100 bn",
    "1 tn",
    "10 tn",
)


@cache
def load_altair() -> Any:
    """Altair; `WriteError` where it is missing."""
    try:
        import altair
    except ImportError as error:
        raise WriteError(
            "charts are made with Altair, which is missing: pip install 'extractor-news[pages]'"
        ) from error
    return altair


@cache
def world() -> Mapping[str, Any]:
    """The shapes of countries (TopoJSON), and the points of those too small for a shape, by ISO code."""
    text = files("extractor.pages").joinpath("static/world.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def finished(chart: "altair.TopLevelMixin", **meta: Any) -> Spec:
    """A chart as JSON, with what `charts.js` should know: `hue`, the variable of the page's colours that it takes."""
    spec: Spec = chart.to_dict()
    spec.pop("config", None)  # the page has its own
    return spec | {"usermeta": meta}


def bars(rows: Iterable[Row], label: str, value: str, *, hue: str) -> Spec:
    """Horizontal bars, longest first, each with its number at the end."""
    alt = load_altair()
    rows = [{label: row[label], value: row[value]} for row in rows]
    tooltip = [alt.Tooltip(label, type="nominal", title=""), alt.Tooltip(value, type="quantitative", format=",")]
    chart = alt.Chart(alt.InlineData(rows)).encode(
        y=alt.Y(label, type="nominal", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
        x=alt.X(value, type="quantitative", axis=None),
        tooltip=tooltip,
    )
    numbers = chart.mark_text(align="left", dx=4).encode(text=alt.Text(value, type="quantitative", format=","))
    layered = (chart.mark_bar() + numbers).properties(width="container", height=STEP * len(rows))
    return finished(layered, hue=hue)


def coverage(rows: Iterable[Row], unit: str) -> Spec:
    """Articles a day, week, month or year."""
    alt = load_altair()
    values = [{"start": row["start"].isoformat(), "articles": row["articles"]} for row in rows]
    formats = {"day": "%-d %b %Y", "week": "week of %-d %b %Y", "month": "%b %Y", "year": "%Y"}
    units = {"day": "yearmonthdate", "week": "yearweek", "month": "yearmonth", "year": "year"}
    x = alt.X("start:T", timeUnit=f"utc{units[unit]}", title=None, axis=alt.Axis(grid=False))
    chart = alt.Chart(alt.InlineData(values)).mark_bar()
    encoded = chart.encode(
        x=x,
        y=alt.Y("articles:Q", title="articles", axis=alt.Axis(tickCount=4, tickMinStep=1, format=",d")),
        tooltip=[
            alt.Tooltip("start:T", title="", format=formats[unit], formatType="utc"),
            alt.Tooltip("articles:Q", format=","),
        ],
    )
    return finished(encoded.properties(width="container", height=220), hue="dates")


def _shade(alt: Any, value: str, rows: list[Row], title: str | None) -> Any:
    """Colour by number on a log scale: a few countries have most of the news."""
    most = max((row[value] for row in rows), default=1)
    scale = alt.Scale(type="log", domain=[1, max(most, 2)], nice=False)
    legend = (
        alt.Legend(title=title, orient="bottom", format="~s", gradientLength=180, tickCount=3, titleLimit=0)
        if title
        else None
    )
    return alt.Color(value, type="quantitative", scale=scale, legend=legend)


def world_map(rows: list[Row]) -> Spec:
    """A map of the world, each country shaded by the articles that name it; the smallest are dots."""
    alt = load_altair()
    points = world()["points"]
    known = [{"code": row["code"], "name": row["name"], "articles": row["articles"]} for row in rows]
    dots = [row | dict(zip(("lon", "lat"), points[row["code"]], strict=True)) for row in known if row["code"] in points]
    shapes = alt.InlineData(world()["shapes"], format=alt.TopoDataFormat(type="topojson", feature="countries"))
    land = alt.Chart(shapes).mark_geoshape(strokeWidth=0.5)
    colour = _shade(alt, "articles", known, "articles that name the country (log scale)")
    tooltip = [alt.Tooltip("name:N", title=""), alt.Tooltip("articles:Q", format=",")]
    named = (
        alt.Chart(shapes)
        .mark_geoshape(strokeWidth=0.5)
        .transform_lookup("id", alt.LookupData(alt.InlineData(known), "code", ["name", "articles"]))
        .transform_filter("isValid(datum.articles)")
        .encode(color=colour, tooltip=tooltip)
    )
    small = alt.Chart(alt.InlineData(dots)).mark_circle(size=45, opacity=1, strokeWidth=0.5)
    small = small.encode(longitude="lon:Q", latitude="lat:Q", color=colour, tooltip=tooltip)
    layers = [land, named, small] if dots else [land, named]
    layered = alt.layer(*layers).properties(width="container", height=420).project("equalEarth")
    return finished(layered, hue="countries", aspect=0.45)


def matrix(rows: list[Row], names: Mapping[str, str]) -> Spec:
    """How many articles name two countries together: a square for each pair, countries by how often they are named."""
    alt = load_altair()
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["a"]] = totals.get(row["a"], 0) + row["articles"]
    order = sorted(totals, key=lambda code: (-totals[code], code))
    values = [row | {"name": names[row["a"]], "other": names[row["b"]]} for row in rows]
    chart = (
        alt.Chart(alt.InlineData(values))
        .mark_rect()
        .encode(
            y=alt.Y("name:N", sort=[names[code] for code in order], title=None),
            x=alt.X("b:N", sort=order, title=None, axis=alt.Axis(orient="top", labelAngle=0, labelOverlap=False)),
            color=_shade(alt, "articles", values, "articles with both (log scale)"),
            tooltip=[
                alt.Tooltip("name:N", title=""),
                alt.Tooltip("other:N", title="with"),
                alt.Tooltip("articles:Q", format=","),
            ],
        )
    )
    return finished(chart.properties(width="container", height=STEP * len(order)), hue="countries")


def magnitudes(rows: list[Row]) -> Spec:
    """Sums by currency and power of ten: the scale of the axis is a log scale."""
    alt = load_altair()
    low, high = min(row["magnitude"] for row in rows), max(row["magnitude"] for row in rows)
    values = [row | {"from": magnitude(row["magnitude"]), "to": magnitude(row["magnitude"] + 1)} for row in rows]
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["currency"]] = totals.get(row["currency"], 0) + row["sums"]
    last = ("others", "not known")
    order = sorted(totals, key=lambda code: (code in last, -totals[code], code))
    steps = [magnitude(power) for power in range(low, high + 1)]
    chart = (
        alt.Chart(alt.InlineData(values))
        .mark_rect()
        .encode(
            y=alt.Y("currency:N", sort=order, title=None),
            x=alt.X(
                "from:N",
                scale=alt.Scale(domain=steps),
                title="amount from … up to ten times as much (log scale)",
                axis=alt.Axis(labelAngle=0, labelOverlap="parity"),
            ),
            color=_shade(alt, "sums", values, "sums (log scale)"),
            tooltip=[
                alt.Tooltip("currency:N", title=""),
                alt.Tooltip("from:N"),
                alt.Tooltip("to:N", title="up to"),
                alt.Tooltip("sums:Q", format=","),
            ],
        )
    )
    return finished(chart.properties(width="container", height=STEP * len(order)), hue="money")


def magnitude(power: int) -> str:
    """A power of ten as newspapers write it.

    >>> magnitude(6), magnitude(15)
    ('1 M', '10^15')
    """
    return MAGNITUDES[power] if power < len(MAGNITUDES) else f"10^{power}"

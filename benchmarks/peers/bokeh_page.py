"""Write Bokeh's page: `python bokeh_page.py FOLDER` makes FOLDER/bokeh.html and copies BokehJS beside it."""

import shutil
import sys
from pathlib import Path

from bokeh.embed import components
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure
from bokeh.util.paths import bokehjs_path

# As its documentation's CustomJS callbacks update a plot: source.data = {...}.
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The figure in Bokeh</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
<figure data-explorer="bokeh"><div class="plot">{place}</div></figure>
<script src="model.js"></script>
<script src="page.js"></script>
<script src="vendor/bokeh.min.js"></script>
{script}
<script>
  const draw = (curves) => {{
    const [page] = Bokeh.documents;
    const found = bands(curves);
    page.get_model_by_name("bands").data = {{ low: found.map(([low]) => low), high: found.map(([, high]) => high) }};
    const {{ H_p, H_q, H_pq }} = curves;
    page.get_model_by_name("curves").data = {{ x: H_p.x, H_p: H_p.y, H_q: H_q.y, H_pq: H_pq.y }};
  }};
  const wait = setInterval(() => {{
    if (!globalThis.Bokeh?.documents?.[0]?.is_idle) return;
    clearInterval(wait);
    draw(firstCurves());
    live(draw);
  }}, 10);
</script>
</html>
"""
LINES = {
    "H_p": {"color": "#1a7431", "line_dash": [12, 5], "legend_label": "H(p)"},
    "H_q": {"color": "#0b5fa5", "line_dash": [3, 4], "legend_label": "H(q)"},
    "H_pq": {"color": "#7b2d8e", "legend_label": "H(p, q)"},
}


def main(folder: Path) -> None:
    """Write the page and its script."""
    curves = ColumnDataSource({key: [] for key in ("x", *LINES)}, name="curves")
    bands = ColumnDataSource({"low": [], "high": []}, name="bands")
    plot = figure(
        width=640,
        height=393,
        x_range=(-6, 6),
        y_range=(0, 1.3),
        x_axis_label="x",
        y_axis_label="nat",
        tools="",
        toolbar_location=None,
    )
    plot.quad(left="low", right="high", bottom=0, top=1.3, color="#f3e3d8", source=bands, legend_label="H(p, q) < H(q)")
    for key, style in LINES.items():
        plot.line("x", key, source=curves, line_width=3, **style)
    plot.legend.orientation = "horizontal"
    plot.add_layout(plot.legend[0], "above")
    script, place = components(plot)
    (folder / "bokeh.html").write_text(PAGE.format(script=script, place=place), encoding="utf-8")
    shutil.copy(bokehjs_path() / "js" / "bokeh.min.js", folder / "vendor")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

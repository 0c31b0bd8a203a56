"""Writes extractor/pages/static/vega.js anew: Vega, Vega-Lite and Vega-Embed as one script, which a report carries in it.

    python scripts/drawing_code.py

The bundle is that of vl-convert-python (extra `dev`). It is kept in the package because vl-convert takes 84 MB to install,
and the report needs nothing else of it. Licences: extractor/pages/static/LICENSE.
"""

from pathlib import Path

import vl_convert

TARGET = Path(__file__).parent.parent / "extractor" / "pages" / "static" / "vega.js"


def drawing_code() -> str:
    """A script that sets `window.vegaEmbed` and nothing else; it may stand inside an HTML page."""
    versions = {
        "Vega": vl_convert.get_vega_version(),
        "Vega-Lite": vl_convert.get_vegalite_versions()[-1],
        "Vega-Embed": vl_convert.get_vega_embed_version(),
    }
    names = ", ".join(f"{name} {version}" for name, version in versions.items())
    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").replace("</script", "<\\/script")
    return f"// {names}, as vl-convert-python {vl_convert.__version__} bundles them\n(() => {{{bundle}}})();\n"


if __name__ == "__main__":
    TARGET.write_text(drawing_code(), encoding="utf-8")
    print(f"wrote {TARGET}: {TARGET.stat().st_size:,} bytes")

"""Charts, drawn here as SVG and placed in pages by ``templates/components/charts``.

One module a form. A function takes plain rows and returns where each mark lies, in shares of the
chart's width and height: so a chart fits every screen while its text stays as large as the page's.
Colours, and whatever differs between light, dark and paper, are in ``saphan.css``: the
Content-Security-Policy allows no style inside an SVG. Why no library draws them is in
docs/decisions/0010-charts.md.
"""

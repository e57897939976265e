"""The reliability diagram, as a small SVG."""

SIDE, EDGE = 220, 34


def reliability_svg(before, after, title):
    """`before` and `after` the temperature: rows of figures.reliability."""

    def at(x, y):
        return f"{EDGE + x * SIDE:.1f},{EDGE + (1 - y) * SIDE:.1f}"

    def curve(rows, colour, dashes=""):
        points = " ".join(at(sure, right) for _, sure, right in rows)
        # The area of a dot is the share of the pictures in its bin.
        dots = "".join(
            '<circle cx="{}" cy="{}" r="{:.1f}"/>'.format(*at(sure, right).split(","), 1 + 9 * share**0.5)
            for share, sure, right in rows
        )
        return (
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5" {dashes}/>'
            f'<g fill="{colour}" fill-opacity="0.45">{dots}</g>'
        )

    ticks = "".join(
        f'<text x="{EDGE + v * SIDE:.0f}" y="{EDGE + SIDE + 14}" text-anchor="middle">{v:g}</text>'
        f'<text x="{EDGE - 5}" y="{EDGE + (1 - v) * SIDE + 4:.0f}" text-anchor="end">{v:g}</text>'
        for v in (0, 0.5, 1)
    )
    whole = SIDE + 2 * EDGE
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}"
  font-family="sans-serif" font-size="10" role="img" aria-label="{title}">
<rect width="100%" height="100%" fill="#fff"/>
<text x="{whole / 2}" y="16" text-anchor="middle" font-size="11">{title}</text>
<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#868e96"/>
<polyline points="{at(0, 0)} {at(1, 1)}" stroke="#adb5bd" fill="none"/>
{curve(before, "#e8590c", 'stroke-dasharray="4 3"')}
{curve(after, "#364fc7")}
{ticks}
<text x="{EDGE + SIDE / 2}" y="{whole - 4}" text-anchor="middle">probability of what was named</text>
<text transform="translate(10 {EDGE + SIDE / 2}) rotate(-90)" text-anchor="middle">share named as labelled</text>
<g font-size="9"><text x="{EDGE + 8}" y="{EDGE + 14}" fill="#364fc7">with the temperature</text>
<text x="{EDGE + 8}" y="{EDGE + 26}" fill="#e8590c">without, dashed</text></g>
</svg>
"""

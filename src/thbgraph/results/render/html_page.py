"""A page of HTML that stands alone, with one stylesheet, light or dark."""

from __future__ import annotations

from html import escape

_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --text: #1d2329; --link: #0a5aa8 }
@media (prefers-color-scheme: dark) { :root { --ground: #14181d; --text: #dfe5eb; --link: #7db8f2 } }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif }
a { color: var(--link); text-decoration: none } a:hover { text-decoration: underline }
table { border-collapse: collapse } td, th { padding: .15rem 1rem .15rem 0; text-align: left;
  vertical-align: top } caption { text-align: left; padding-bottom: .6rem } summary { cursor: pointer }
""".strip()


def page(title: str, body: str) -> str:
    """Makes a page of a title, as text, and a body, as HTML that ends in a line end."""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )

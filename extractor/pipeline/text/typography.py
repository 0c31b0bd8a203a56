"""Typography: one plain form of every dash, hyphen, apostrophe, quotation mark and space, for all grammars alike.

News writes `O’Rourke` and `O'Rourke`, `al‑Hashimi` and `al-Hashimi`, `$5 million` with a no-break space and with a plain
one. What a text says doesn't hang on that, so nothing below sees it: the tokenizer cuts the plain form, `Words` and the
features of a lexeme are those of the plain form, and names in tables are split in it. A sign stands for a sign, so the
offsets stand too, and a mention quotes the text as it was written.

Of dashes there are two: a hyphen joins (`-`), a dash parts (`—`). An en dash is a hyphen; and a hyphen between spaces
is a dash to `Words`, which alone sees that.
"""

HYPHEN, DASH = "-", "—"
_SIGNS = {
    HYPHEN: "‐‑‒–−\u00ad⁃˗﹣－",
    DASH: "―⸺⸻﹘",
    "'": "‘’‚‛′´ʹʻʼʽʾʿˈ‹›＇",
    '"': "“”„‟″«»〝〞＂",
    "~": "∼〜～",
    # the last: a break that has no width, and marks of direction
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\u2060\ufeff\u200e\u200f",
}
PLAIN = {sign: form for form, signs in _SIGNS.items() for sign in signs}
UNSEEN = frozenset("\u200b\u2060\ufeff\u200e\u200f")  # spaces here, though Python has them for none


def plain(text: str) -> str:
    """The text of the same length in which each sign of typography has its plain form; letters and lines stay.

    >>> plain("“Beto O’Rourke wouldn’t pay $5–6\u00a0million”—he said")
    '"Beto O\\'Rourke wouldn\\'t pay $5-6 million"—he said'
    """
    if text.isascii():
        return text
    for sign in PLAIN.keys() & set(text):
        text = text.replace(sign, PLAIN[sign])
    return text

r"""The tokenizer for news: words come apart where an entity ends.

`Belarusian-Kenyan` is two demonyms, `$5-6bn` a range of money, `34 mln dlrs` a number, a magnitude and a currency.
spaCy's English rules keep some of these in one piece; the rules here are added to them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple
from unicodedata import combining
from weakref import WeakSet

from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA, CONCAT_QUOTES, LIST_ELLIPSES, LIST_ICONS
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

from extractor.pipeline.text import signs
from extractor.pipeline.text.origin import keep_text
from extractor.pipeline.text.typography import DASH, HYPHEN, UNSEEN, plain
from extractor.pipeline.turns import one_at_a_time

MAGNITUDES = r"(?:tn|trn|trln|trillion|bn|bln|billion|mn|mln|mm|million|mill|mil|mio|mrd|m|k|b|tr|crore|lakh|cr)"
FRACTIONS = "½¼¾⅛⅜⅝⅞"
# After a number: `40.6bn`, `5m`, `40p`, `12pc`, `10%`, `50€`, `30c`; `9M`, `1H25`, `1990s` and `747s` stay whole.
AFTER_NUMBER = (
    rf"(?<=[0-9]){MAGNITUDES}",
    rf"(?<=[0-9{FRACTIONS}])(?:{signs.after_amount()}|%|zł|pc|p|c|kr)",
    rf"(?<=[0-9])M?(?:{signs.codes()}|dlrs|dlr|stg|euros|rubles|dollars)",
    rf"(?<=[0-9])[{FRACTIONS}]",
    r"(?:(?<=[0-9][mnkMBKT])\+|(?<=[0-9])\+|(?<=[0-9][MBKT])[.]|(?<=[$£€¥₽₹₴₺])[.])",  # `$5m+`, `$11.5M.`
)
WHOLE = re.compile(
    r"""(?:
        \d{1,4}([./-])\d{1,2}\1\d{1,4}         # 22.03.2013, 03/22/2013, 2013-03-22
      | \d{1,2}:\d\d(?::\d\d)?                  # 14:30
      | '?\d{2,4}s                              # 1990s, '90s
      | \d{1,2}(?:M|H\d{2,4}|Q\d{2,4})          # 9M, 1H25, 3Q24
      | \d{1,2}h\d{1,2}m                       # 2h30m
      | \d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z?   # 2018-11-05T07:43Z
      | https?://\S+[^\s.,;:)]
    )$""",
    re.VERBOSE,
)
INFIXES = (
    *LIST_ELLIPSES,
    *LIST_ICONS,
    r"(?<=[0-9])[+*^](?=[0-9-])",
    rf"(?:(?<=[0-9])|(?<=[0-9][mnkMBKT]))\+(?=[{ALPHA}])",  # `$5m+fees`, `G7+India`
    rf"(?<=[{ALPHA}])[.](?=[A-Z][a-z])",  # a full stop with the space left out: `year.The`, `$5.Kenya`
    r"(?<=[0-9])[.](?=[A-Z][a-z])",
    rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
    r"(?<=[0-9]),(?=[0-9]{4})",  # `2020,2021`
    rf"[-{DASH}~/]",  # `Belarusian-Kenyan`, `$5-6bn`, `January-October`, `1986/87`
    r"[()\[\]{}]",
    r"(?<=\w)[:<>=](?=\w)(?<!\d:)",
    rf"(?<=[{ALPHA}])[{CONCAT_QUOTES}](?=[{ALPHA}]{{3,}})(?<![A-Za-z]')",
    rf"(?<=[0-9]){MAGNITUDES}(?=[-{DASH}/])",  # `$200m-300m`
    signs.inside(),  # `10-$12`
)
# Abbreviations of news that keep their full stop; spaCy knows `Mr.`, `Jan.`, `a.m.`.
ABBREVIATIONS = (
    "v. U.S. U.K. U.N. E.U. U.S.A. U.S.S.R. U.A.E. S. N. W. E. No. Nos. Sen. Rep. Gov. Gen. Lt. Col. Capt. Maj. Sgt. Adm. "
    "Rev. Prof. Hon. Pres. Messrs. Mme. St. Ste. Ft. Mt. Jr. Sr. Co. Corp. Inc. Ltd. Plc. Bros. Cie. S.A. N.V. A.G. "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. "
    "Sat. Sun. Rs. vs. etc. approx. est. p.m. a.m. i.e. e.g. D.C. N.Y. L.A. Calif. Conn. Fla. Ill. "
    "Mass. Mich. Minn. Pa. Tex. Va. Wash. Wis. Ariz. Colo. Ga. Ind. Kan. Ky. La. Md. Mo. Neb. Nev. Okla. Ore. Tenn. Vt."
).split()


_JOINERS = "\u200d\ufe0f"  # an emoji's parts
_SPACE = rf"\s{''.join(sorted(UNSEEN))}"
# A piece, with the space behind it where that is one alone; or white space.
_RUNS = re.compile(rf"[^{_SPACE}]+(?: (?![{_SPACE}]))?|[{_SPACE}]+")
PIECES = 1 << 12  # kept of a generation: a long run fills them soon, and its memory grows no more
COMMON = 1 << 13  # words that the vocab keeps
MET = 1 << 12  # words of one text that are remembered


POINTS = ".,"  # within a number
MARKS = ".,"  # that are cut off letters before them
LONGEST = 256  # code points between white space that are cut in one go; words and addresses are shorter


def parts_of(run: str) -> Iterator[str]:
    """A long piece in parts of `LONGEST` at most, parted where no word goes on; letters and figures stay together.

    >>> [len(part) for part in parts_of("-" * 300)], [len(part) for part in parts_of("a" * 400 + "-b" * 100)]
    ([256, 44], [400, 200])
    """
    start = 0
    while len(run) - start > LONGEST:
        cut = start + LONGEST
        while cut > start and not _parts(run, cut):
            cut -= 1
        if cut == start:  # one word
            cut = start + LONGEST
            while cut < len(run) and not _parts(run, cut):
                cut += 1
        yield run[start:cut]
        start = cut
    if start < len(run):
        yield run[start:]


def _parts(run: str, i: int) -> bool:
    """Whether a piece may be parted before character `i`: not within a word or a number, nor before what belongs to the sign
    before it."""
    if (run[i].isalnum() and run[i - 1].isalnum()) or combining(run[i]) or run[i] in _JOINERS:
        return False
    point = i if run[i] in POINTS else i - 1
    return not (run[point] in POINTS and run[point - 1].isdigit() and run[point + 1 : point + 2].isdigit())


class Piece(NamedTuple):
    """How a piece of text is cut: its words, whether a space follows each, and norms that aren't their words' own."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    norms: tuple[tuple[int, str], ...]


class NewsTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer, which cuts each piece of text between white space once and remembers how.

    spaCy's own memory is off inside `nlp.memory_zone()`, where a batch is read: each word would go through all the
    patterns wherever it stands. Of two generations of pieces the older is let go when the younger is full, and what a text
    has meanwhile is young again.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._known: dict[str, Piece] = {}
        self._older: dict[str, Piece] = {}
        self._met: set[str] = set()  # words that one text had
        self._common: set[str] = set()  # words that two had
        self._waiting: set[str] = set()  # those of them that the vocab doesn't keep yet
        super().__init__(*args, **kwargs)
        self.is_as_made = True  # until somebody changes a rule

    def __call__(self, string: str) -> Doc:
        """The Doc of a text, cut token for token as spaCy cuts its plain form."""
        words: list[str] = []
        spaces: list[bool] = []
        own: list[tuple[int, str]] = []
        for run in _RUNS.findall(string):
            if run[0] == " " and words:  # of two and more: the first after a token is no token
                spaces[-1] = True
                run = run[1:]
            piece = self._known.get(run) or self._recall(run)
            if piece.norms:
                own += [(len(words) + i, norm) for i, norm in piece.norms]
            words += piece.words
            spaces += piece.spaces
        self._meet(words)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for i, norm in own:
            doc[i].norm_ = norm
        keep_text(doc, string)
        return doc

    def cut(self, piece: str) -> tuple[str, ...]:
        """The words of a piece without spaces."""
        return self._learn(piece).words

    def keep_common(self) -> None:
        """Let the vocab keep the words that two texts had, most words of any text: call it outside of memory zones.

        Else each is analysed anew in every zone, which takes a text by itself a fifth of its time.
        """
        for word in self._waiting:
            _ = self.vocab[word]
        self._waiting.clear()

    def _meet(self, words: list[str]) -> None:
        if len(self._common) >= COMMON:
            return
        fresh = set(words) - self._common
        again = fresh & self._met
        self._common |= again
        self._waiting |= again
        if len(self._met) >= MET:
            self._met.clear()
        self._met |= fresh - again

    def _recall(self, run: str) -> Piece:
        """How a piece is cut that isn't among the young ones."""
        piece = self._older.get(run) or self._learn(run)
        if len(run) <= LONGEST:
            if len(self._known) >= PIECES:
                self._older, self._known = self._known, {}
            self._known[run] = piece
        return piece

    def _learn(self, run: str) -> Piece:
        form = run if run.isascii() else plain(run)
        is_space = form[0].isspace()
        if form[-1] == " " and not is_space:
            piece = self._learn(run[:-1])
            return piece._replace(spaces=(*piece.spaces[:-1], True))
        if len(run) > LONGEST and not is_space and not WHOLE.match(form):
            return self._joined(run)
        words, norms = self._words(run, form)
        if not run.islower():
            words = tuple(half for word in words for half in _halves(word))
        return Piece(words, (False,) * len(words), norms)

    def _words(self, run: str, form: str) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
        """The words of a piece, whose plain form is `form`, and norms that aren't their own."""
        if self.is_as_made and run.isascii() and form not in exceptions() and (cut := _at_sight(form)):
            return tuple(cut), ()
        tokens = list(super().__call__(form))
        words = (run,) if form.isspace() else tuple(run[token.idx : token.idx + len(token)] for token in tokens)
        return words, tuple((token.i, token.norm_) for token in tokens if token.norm != token.lex.norm)

    def _joined(self, run: str) -> Piece:
        """How a long piece is cut: in parts, since spaCy looks through all that is left for each sign that it cuts off."""
        words: list[str] = []
        norms: list[tuple[int, str]] = []
        for part in parts_of(run):  # where one is longer, it is one word
            piece = self._recall(part) if len(part) <= LONGEST else Piece((part,), (False,), ())
            norms += [(len(words) + i, norm) for i, norm in piece.norms]
            words += piece.words
        return Piece(tuple(words), (False,) * len(words), tuple(norms))

    def _flush_cache(self) -> None:
        """spaCy calls this whenever a rule changes."""
        self.is_as_made = False
        self._known.clear()
        self._older.clear()
        super()._flush_cache()


def _halves(word: str) -> tuple[str, ...]:
    """`Manafort` and `Manafort` of `ManafortManafort`, as pages write a link and what it is glued to."""
    half = len(word) // 2
    twice = half > 2 and word[:half] == word[half:] and word[0].isupper() and word[1:half].islower()
    return (word[:half], word[half:]) if twice else (word,)


_made: "WeakSet[NewsTokenizer]" = WeakSet()  # those of pipelines that live


def create_tokenizer(nlp: Language) -> Tokenizer:
    """The tokenizer for news, over the vocab of `nlp`."""
    made = _build(nlp.vocab)
    _made.add(made)
    return made


_HYPHENS = re.compile(f"({HYPHEN})")


@cache
def exceptions() -> dict[str, list[dict[int, str]]]:
    """The words that are cut as they stand here, whatever the patterns say; spaCy's own but for a few."""
    exceptions = {
        word: rule
        for word, rule in (English.Defaults.tokenizer_exceptions or {}).items()
        if not any(mark in word for mark in "-/")
        and word == plain(word)  # what is cut is plain: no `can’t`
        and not re.match(r"\d+[ap]\.?m|[a-z]\.$", word)  # `164p.` ends a sentence
        # `Wed` is a day and `Id` a name: news writes `we'd` and `I'd` with the mark
        and (len(rule) == 1 or not word.isalpha() or word.lower() == "cannot")
    }
    exceptions.update({word: [{ORTH: word}] for word in ABBREVIATIONS})
    return exceptions


def _build(vocab: Vocab) -> NewsTokenizer:
    defaults = English.Defaults
    prefixes = [r"['\"`]+", signs.before_amount(), rf"[-{DASH}~/]", *(defaults.prefixes or ())]
    suffixes = [*AFTER_NUMBER, rf"[-{DASH}/]", *(defaults.suffixes or ())]
    return NewsTokenizer(
        vocab,
        rules=exceptions(),
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(INFIXES).finditer,
        token_match=WHOLE.match,
        url_match=None,
    )


@cache
def _bare() -> NewsTokenizer:
    return _build(Vocab())


def recut(doc: Doc) -> Doc:
    """The text of a Doc of somebody else's making, cut as news is, over the same vocab."""
    text, bare = doc.text, _bare()
    with one_at_a_time(), bare.vocab.memory_zone():  # else it would keep every word for good
        cut = bare(text)
        made = over(doc.vocab, cut)
        del cut
    keep_text(made, text)
    return made


def over(vocab: Vocab, doc: Doc) -> Doc:
    """A Doc of the same words and sentences over another vocab."""
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    starts: list[Any] | None = [token.is_sent_start for token in doc] if doc.has_annotation("SENT_START") else None
    made = Doc(vocab, words=words, spaces=spaces, sent_starts=starts)
    for token in doc:
        if token.norm != token.lex.norm:
            made[token.i].norm_ = token.norm_
    return made


def split(text: str) -> list[str]:
    """The words of a text in its plain form, as the news tokenizer cuts it, white space left out.

    >>> split("Belarusian-Kenyan trade: $5-6bn")
    ['Belarusian', '-', 'Kenyan', 'trade', ':', '$', '5', '-', '6', 'bn']
    """
    words: list[str] = []
    for piece in plain(text).split():  # the tokenizer works from space to space
        words += [DASH] if piece == HYPHEN else _cut(piece)  # `Congo - Kinshasa`
    return words


def beginnings(text: str) -> tuple[str, ...]:
    """What the first of the words of a text may be, without cutting it: often there is but one.

    >>> [beginnings(name) for name in ("Guinea-Bissau", "Costa Rica", "U.S. Virgin Islands")]
    [('Guinea',), ('Costa',), ('U', 'U.', 'U.S', 'U.S.')]
    """
    piece = text.partition(" ")[0]
    if not piece.isascii():
        piece = plain(text).partition(" ")[0]
    word = piece if piece.isalpha() else piece.partition(HYPHEN)[0]
    if word.isalpha() and word not in exceptions():
        return (word,)
    letters_part = "'" in piece or word in exceptions()  # `can't`, `cannot`; elsewhere two letters stay together
    cuts = [i for i in range(1, len(piece)) if letters_part or not (piece[i - 1].isalpha() and piece[i].isalpha())]
    return (*(piece[:i] for i in cuts), DASH if piece == HYPHEN else piece)


def _cut(piece: str) -> Sequence[str]:
    """The words of a piece without spaces; the tokenizer is made for those that aren't plain to see."""
    whole = exceptions()
    if piece in whole:
        return [part[ORTH] for part in whole[piece]]
    return _at_sight(piece) or _cut_by_rules(piece)


def _at_sight(piece: str) -> list[str]:
    """The words of a piece of letters, with hyphens between them and a mark behind them, in which no other rule cuts anything;
    nothing where that isn't plain to see.

    >>> _at_sight("Guinea-Bissau,"), _at_sight("U.S.")
    (['Guinea', '-', 'Bissau', ','], [])
    """
    whole = exceptions()
    mark = piece[-1] if piece[-1] in MARKS else ""
    parts = _HYPHENS.split(piece.removesuffix(mark))
    if not all(part.isalpha() and part not in whole for part in parts[::2]):
        return []
    if not mark:
        return parts
    last = parts[-1]
    if last + mark in whole or not (last.isascii() and (mark == "," or last[-1].islower())):  # `D-Conn.`, `J.`
        return []
    return [*parts, mark]


@cache
def _cut_by_rules(piece: str) -> tuple[str, ...]:
    with one_at_a_time():
        ready = (tokenizer for tokenizer in _made if tokenizer.is_as_made)  # to make another takes as long as a table
        return (next(ready, None) or _bare()).cut(piece)

r"""The tokenizer for news: words come apart where an entity ends.

`Belarusian-Kenyan` is two demonyms, `$5-6bn` a range of money, `34 mln dlrs` a number, a magnitude and a currency.
spaCy's English rules keep some of these in one piece; the rules here are added to them.
"""

import re
from functools import cache

from spacy.lang.char_classes import ALPHA, CONCAT_QUOTES, LIST_ELLIPSES, LIST_ICONS
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

# Currency signs that stand before an amount, the longer first: `US$40.6bn`, `R$5m`, `KSh1.2bn`, `Rs500 crore`.
SIGNS = (
    r"(?:US|USD|AUD|CAD|NZD|HKD|SGD|CA|AU|NZ|HK|NT|A|C|S|R|J|Z|N|M|B|T|TT|EC|Bds|RD|MX|Mex|FJ|G|L|W|WS|SI)\$",
    r"(?:KSh|KSH|Ksh|TSh|TSH|Tsh|USh|USH|Ush|Sh|SR|Rs\.?|Re|Rp|RM|Br|Fr|Kc|Kč|Ft|Lt|Ls|Db|Nfk|Tk|NT|Php|GH₵|GH¢|zł|S/)(?=\d)",
    r"(?:[A-Z]{3})(?=\d)(?<=USD|EUR|GBP|JPY|CNY|RUB|BYN|BYR|INR|KES|CHF|AUD|CAD|NZD|HKD|SGD|ZAR|BRL|NGN|UAH|KZT|TRY|PLN|SEK|NOK|DKK|RMB|CFA)",
    r"[PRKNL](?=\d+(?:[.,]\d|m|bn|k|\d\d))",  # `R500m`, `P2.5bn`, never `K2` or `N1`
    r"[$£€¥₽₹₦₩₴₸₺₫₱₪₡₵₲₭₮₾₼¢]",
)
MAGNITUDES = r"(?:tn|trn|trillion|bn|bln|billion|mn|mln|mm|million|m|k|b|tr|crore|lakh|cr)"
# After a number: `40.6bn`, `5m`, `40p`, `12pc`, `10%`, `50€`, `30c`; `9M`, `1H25`, `1990s` and `747s` stay whole.
AFTER_NUMBER = (
    rf"(?<=[0-9]){MAGNITUDES}",
    r"(?<=[0-9])(?:[$£€¥₽₹₦₩₴₸₺₫₱₪%]|zł|pc|p|c|¢)",
    r"(?<=[0-9])(?:USD|EUR|GBP|JPY|CNY|RUB|BYN|INR|KES|CHF|AUD|CAD|dlrs|dlr|stg|euros|rubles|dollars)",
)
WHOLE = re.compile(
    r"""(?:
        \d{1,4}([./-])\d{1,2}\1\d{1,4}         # 22.03.2013, 03/22/2013, 2013-03-22
      | \d{1,2}:\d\d(?::\d\d)?                  # 14:30
      | '?\d{2,4}s                              # 1990s, '90s
      | \d{1,2}(?:M|H\d{2,4}|Q\d{2,4})          # 9M, 1H25, 3Q24
      | \d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z?   # 2018-11-05T07:43Z
      | https?://\S+[^\s.,;:)]
    )$""",
    re.VERBOSE,
)
INFIXES = (
    *LIST_ELLIPSES,
    *LIST_ICONS,
    r"(?<=[0-9])[+*^](?=[0-9-])",
    rf"(?<=[{ALPHA}])[.](?=[A-Z][a-z])",  # a full stop with the space left out: `year.The`
    rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
    r"(?<=[0-9]),(?=[0-9]{4})",  # `2020,2021`
    r"[-–—~/]",  # `Belarusian-Kenyan`, `$5-6bn`, `January-October`, `1986/87`
    r"[()\[\]{}]",
    r"(?<=\w)[:<>=](?=\w)(?<!\d:)",
    rf"(?<=[{ALPHA}])[{CONCAT_QUOTES}](?=[{ALPHA}]{{3,}})(?<![A-Za-z]['’])",
    rf"(?<=[0-9]){MAGNITUDES}(?=[-–—/])",  # `$200m-300m`
    r"(?:US|HK|A|C|R|NZ|S)?[$£€¥₽₹₦](?=\d)",  # `10-$12`
)
# Abbreviations of news that keep their full stop; spaCy knows `Mr.`, `Jan.`, `a.m.`.
ABBREVIATIONS = (
    "U.S. U.K. U.N. E.U. U.S.A. U.S.S.R. U.A.E. S. N. W. E. No. Nos. Sen. Rep. Gov. Gen. Lt. Col. Capt. Maj. Sgt. Adm. "
    "Rev. Prof. Hon. Pres. Messrs. Mme. St. Ste. Ft. Mt. Jr. Sr. Co. Corp. Inc. Ltd. Plc. Bros. Cie. S.A. N.V. A.G. "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. "
    "Sat. Sun. Rs. vs. etc. approx. est. p.m. a.m. i.e. e.g. D.C. N.Y. L.A. Calif. Conn. Fla. Ill. "
    "Mass. Mich. Minn. Pa. Tex. Va. Wash. Wis. Ariz. Colo. Ga. Ind. Kan. Ky. La. Md. Mo. Neb. Nev. Okla. Ore. Tenn. Vt."
).split()


def create_tokenizer(nlp: Language) -> Tokenizer:
    """The tokenizer for news, over the vocab of `nlp`."""
    return _build(nlp.vocab)


def _build(vocab: Vocab) -> Tokenizer:
    defaults = English.Defaults
    prefixes = [r"['\"“”‘’`]+", *SIGNS, r"[-–—~/]", *(defaults.prefixes or ())]
    suffixes = [*AFTER_NUMBER, r"[-–—/]", *(defaults.suffixes or ())]
    exceptions = {
        word: rule
        for word, rule in (defaults.tokenizer_exceptions or {}).items()
        if not any(sign in word for sign in "-/")
        and not re.match(r"\d+[ap]\.?m|[a-z]\.$", word)  # `164p.` ends a sentence
    }
    exceptions.update({word: [{"ORTH": word}] for word in ABBREVIATIONS})
    return Tokenizer(
        vocab,
        rules=exceptions,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(INFIXES).finditer,
        token_match=WHOLE.match,
        url_match=None,
    )


@cache
def _bare() -> Tokenizer:
    return _build(Vocab())


def split(text: str) -> list[str]:
    """The words of a text as the news tokenizer cuts it, white space left out.

    >>> split("Belarusian-Kenyan trade: $5-6bn")
    ['Belarusian', '-', 'Kenyan', 'trade', ':', '$', '5', '-', '6', 'bn']
    """
    return [token.text for token in _bare()(text) if not token.is_space]

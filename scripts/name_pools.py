"""Make `names.json` for `extractor train`: given and family names by locale, for the variations of training texts.

    pip install Faker text-unidecode
    python scripts/name_pools.py DATA

The locales are those of Faker (MIT), in Latin letters. OWN holds what Faker lacks: names that are common in Africa, the Arab
world, Belarus, China and Korea, as news writes them.
"""

import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import faker.providers.person
from text_unidecode import unidecode

NAME = re.compile(r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_][\w'’-]*)?")
LATIN = "\u0250"  # letters before it are Latin
FEWEST = 5  # names of each kind in a locale
UNREADABLE = (
    "ar_",
    "fa_",
    "he_",
    "zh_TW",
)  # letters without vowels, or syllables without tones: nobody is spelt so in news
OWN = {
    "ar": (
        "Ahmad Amal Amir Ayman Dalia Farid Farouk Ghassan Haidar Hamza Hana Ihab Iman Jalal Kamal Lina Maher Majid Mazen "
        "Mona Munir Nadia Rami Reem Riad Salma Sami Samira Taha Wafa Yasser Yusuf Zaid",
        "al-Ahmad al-Amiri al-Ansari al-Baghdadi al-Dosari al-Ghamdi al-Hakim al-Kaabi al-Khalifa al-Masri al-Najjar "
        "al-Otaibi al-Qahtani al-Shammari al-Tamimi Aziz Bakri Daoud Fahmi Hammoud Jaber Kassem Khatib Naim Qasim Rahal "
        "Sabri Shahin Suleiman Tawfik Zaki",
    ),
    "af_e": (
        "Abebe Aisha Akello Asha Baraka Chebet Dawit Faith Fikile Getachew Grace Halima Imani Jabu Juma Kato Lindiwe Meles "
        "Mwai Nakato Neema Njeri Okello Opiyo Rehema Sipho Tafari Thandiwe Themba Tunde Wairimu Zawadi",
        "Abate Achebe Akena Bekele Chanda Dlamini Gebre Kamara Karanja Khumalo Kibet Kimani Lubega Mbugua Moyo Mugisha "
        "Mukasa Mutasa Mwale Ndlovu Ngugi Nkosi Ochieng Odhiambo Okoth Phiri Sibanda Tesfaye Tembo Wambui Zulu",
    ),
    "af_w": (
        "Abena Adama Adwoa Afia Awa Babacar Bakary Cheikh Chidi Djibril Ebele Efua Emeka Fanta Femi Folake Ibrahim Ifeoma "
        "Kwabena Kwaku Mariama Modou Musa Nneka Obinna Oumar Sadio Sekou Segun Uche Yakubu",
        "Abiola Addo Adeyemi Agyeman Amoah Appiah Bah Balogun Bamba Boateng Camara Diarra Dieng Diouf Ezekwesili Faye Gueye "
        "Igwe Jalloh Kone Konate Lawal Mbaye Ndour Nwosu Ojo Okafor Okeke Ouedraogo Sesay Sow Sy Tall",
    ),
    "by": (
        "Aleh Alena Aliaksei Anastasia Anton Artsiom Darya Ekaterina Halina Hanna Illia Kiryl Kseniya Larisa Leonid Liudmila "
        "Maryna Mikhail Nadzeya Nastassia Pavel Siarhei Stanislau Tatsiana Valiantsina Vasil Viktoryia Yauhen Yuliya Zmitser",
        "Astapenka Baranau Bykau Chyzh Dubko Hrushetski Ivanou Kazlou Kavalenka Klimau Kuchynski Lis Lukashevich Marozau "
        "Navitski Novik Paulouski Piatrou Prakapenka Rudak Savitski Shapavalau Sidarenka Tsikhan Vasileuski Zhuk",
    ),
    "ko": (
        "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Yoo Hong Ko Moon Son Yang Bae",
        "Byung-hun Chan-wook Chang-ho Da-hye Do-yeon Eun-ji Gyu-ri Hae-won Hye-kyo Hyo-jin Jae-hyun Ji-hoon Jin-woo Joon-ho "
        "Jung-ho Kyung-soo Mi-kyung Min-seok Nam-joon Sang-hoon Seo-yeon Si-woo Sun-hee Tae-yang Woo-jin Yeon-ah Young-hee",
    ),
    "zh2": (
        "Bai Cai Cao Chen Deng Ding Fang Feng Gao Gu Guo Han He Hu Jin Li Liang Lin Liu Lu Ma Pan Qian Song Sun Tan Tang "
        "Wang Wei Wu Xie Xu Yang Yao Yu Zhang Zhao Zheng Zhou Zhu",
        "Aiguo Bin Chunhua Dawei Fang Guangming Guoqiang Haiyan Hongwei Hui Jianguo Jianhua Jie Junfeng Li Liping Meiling "
        "Ning Pei Qi Rong Shaoming Tao Ting Weiguo Xiaoming Xin Xiuying Yan Yuanchao Zhigang Zhongwei",
    ),
}  # fmt: skip


def names_of(provider: Any, kind: str) -> set[str]:
    """The names of a kind, `first` or `last`, in Latin letters; a locale in other letters has them romanised, or by sound."""
    found: set[str] = set()
    parts = [f"{kind}_romanized_names"]
    if not hasattr(provider, parts[0]):
        parts = [f"{kind}_names{end}" for end in ("", "_male", "_female", "_unisex")]
    for part in parts:
        values = getattr(provider, part, ())
        found.update(name for name in _flat(values) if isinstance(name, str))
    latin = (name if all(letter < LATIN for letter in name) else unidecode(name).strip() for name in found)
    return {name for name in latin if NAME.fullmatch(name)}


def _flat(values: Any) -> Iterator[Any]:
    """The names of a list, of a table of names with how common each is, or of pairs of spellings."""
    if isinstance(values, (list, tuple, dict)):
        for value in values:
            yield value[-1] if isinstance(value, (list, tuple)) else value


def pools() -> dict[str, tuple[list[str], list[str]]]:
    """The given and family names of each locale that has enough of both."""
    found = {name: (given.split(), family.split()) for name, (given, family) in OWN.items()}
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        if module.ispkg and not module.name.startswith(UNREADABLE):
            provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
            given, family = (sorted(names_of(provider, kind)) for kind in ("first", "last"))
            if min(len(given), len(family)) >= FEWEST:
                found[module.name] = given, family
    return dict(sorted(found.items()))


def main() -> None:
    """Write DATA/names.json."""
    path = Path(sys.argv[1]) / "names.json"
    made = pools()
    path.write_text(json.dumps(made, ensure_ascii=False, indent=0), encoding="utf-8")
    print(f"{len(made)} locales, {sum(len(given) + len(family) for given, family in made.values()):,} names in {path}")


if __name__ == "__main__":
    main()

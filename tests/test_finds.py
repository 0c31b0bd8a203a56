import json

from tests.finds import FILE, differences, found_today


def test_nothing_changes_in_open_news_unseen() -> None:
    """`python tests/finds.py --write` takes today's finds, once the differences were read and judged."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 500
    changed = differences(rows, list(found_today(rows)))
    assert not changed, "\n".join(changed)

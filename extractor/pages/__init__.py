"""What people look at: pages that show records, each one file that needs no network.

`look.css` is the look that all pages share, `document.py` the frame that every page stands in.
Needs Jinja2 (extra `pages`).
"""

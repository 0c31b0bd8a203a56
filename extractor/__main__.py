"""``python -m extractor``: the command, where its script is not on the path."""

from extractor.commands import main

if __name__ == "__main__":  # processes of a batch import this module too
    main()

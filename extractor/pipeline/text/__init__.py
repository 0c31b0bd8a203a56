"""What all kinds see of a text: its tokens, words and sentences, numbers in words, spellings, and tables as matchers."""

"""What people look at: an article, a dataset, a search in it."""

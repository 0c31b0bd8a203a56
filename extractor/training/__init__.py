"""How the models of the pipeline are trained and judged: samples, variations of them, training, and scores."""

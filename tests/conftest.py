"""One thread for matrices, as the commands have it: they are small, and threads that wait for one another burn the cores."""

import os

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

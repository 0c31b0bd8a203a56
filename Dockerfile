# The command in a small image: as nobody in particular, and without a network once it is built.
#
#   docker build -t extractor .
#   docker run --rm --network none --user "$(id -u)" -v "$PWD:/data" extractor run news.txt -o records.jsonl
FROM python:3.11-slim AS build
WORKDIR /source
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY extractor extractor
RUN python -m venv /opt/extractor \
    && PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
       /opt/extractor/bin/pip install --no-cache-dir --disable-pip-version-check '.[web,parquet]' \
    && /opt/extractor/bin/pip uninstall --yes pip

FROM python:3.11-slim
RUN useradd --no-create-home --uid 10001 extractor && install --directory --owner extractor /data
COPY --from=build /opt/extractor /opt/extractor
ENV PATH=/opt/extractor/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1 OMP_NUM_THREADS=1
USER extractor
WORKDIR /data
ENTRYPOINT ["extractor"]
CMD ["--help"]

# The service alone; compose.yaml runs it beside Elasticsearch.
FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml setup.cfg README.md LICENSE NOTICE ./
COPY api api
COPY criteria criteria
COPY indexer indexer
COPY matcher matcher
RUN python -m venv /opt/trialmatch && /opt/trialmatch/bin/pip install --no-cache-dir .

FROM python:3.11-slim
RUN useradd --create-home --uid 1000 trialmatch
COPY --from=build /opt/trialmatch /opt/trialmatch
ENV PATH=/opt/trialmatch/bin:$PATH PYTHONUNBUFFERED=1
USER trialmatch
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["trialmatch"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]

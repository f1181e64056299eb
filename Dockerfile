# Builds the wheel with its front-end files and translations, then keeps the environment alone.
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/marketplace
COPY requirements.lock .
RUN /opt/marketplace/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY . .
RUN python -m tools.setup \
 && .venv/bin/python -m hatchling build --target wheel \
 && /opt/marketplace/bin/pip install --no-cache-dir --no-deps dist/*.whl

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data marketplace \
 && install -d -o marketplace -g marketplace /data
COPY --from=build /opt/marketplace /opt/marketplace
ENV PATH=/opt/marketplace/bin:$PATH PYTHONUNBUFFERED=1 DATA_DIR=/data
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
ENTRYPOINT ["marketplace"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]

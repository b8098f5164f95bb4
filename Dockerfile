# One image; docker-compose.yml starts it with four commands: web, worker, beat, migrate.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1

WORKDIR /srv/saphan
RUN useradd --system --user-group --uid 10001 --home-dir /srv/saphan --no-create-home saphan

# The lock comes first: a change of the code alone does not install anything again.
COPY requirements/runtime.txt requirements/
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes \
    --requirement requirements/runtime.txt

COPY manage.py LICENSE ./
COPY backend/ backend/
COPY campaigns/ campaigns/
COPY cases/ cases/
COPY notifications/ notifications/
COPY locale/ locale/

# The image is the only place where static files and messages are made; nothing is compiled at start.
RUN if find locale -name django.po | grep --quiet .; then \
      pybabel --quiet compile --directory locale --domain django; fi
RUN SECRET_KEY=only-while-building python manage.py collectstatic --noinput --verbosity 0 \
    && chown saphan:saphan var

USER saphan
EXPOSE 8000

# Asks by the first name we answer to; the others are refused before they are heard.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["python", "-c", "\
import os, urllib.request as web; \
name = os.environ.get('ALLOWED_HOSTS', 'localhost').split(',')[0].lstrip('.*') or 'localhost'; \
web.urlopen(web.Request('http://127.0.0.1:8000/healthz', headers={'Host': name}), timeout=4)"]

CMD ["gunicorn", "backend.wsgi:application", "--bind=0.0.0.0:8000", "--workers=2", "--threads=8", \
     "--worker-tmp-dir=/dev/shm", "--max-requests=5000", "--max-requests-jitter=500", "--no-control-socket"]

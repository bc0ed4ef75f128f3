"""gunicorn's settings. Each may be overridden by the GUNICORN_CMD_ARGS environment variable."""

bind = "127.0.0.1:8000"
# Two processes with threads: a slow download holds a thread, not a process (security.md M3).
workers = 2
threads = 8
timeout = 60
graceful_timeout = 30
# Restarting now and then bounds what a leak in any library can cost; the jitter keeps processes from doing so at once.
max_requests = 20_000
max_requests_jitter = 2_000
preload_app = False
accesslog = None  # addresses of visitors are not kept

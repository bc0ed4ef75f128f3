"""gunicorn's settings. Each may be overridden by the GUNICORN_CMD_ARGS environment variable."""

bind = "127.0.0.1:8000"
# Two processes with many threads: a slow download holds a thread for as long as it lasts, and 50 of them in one process
# must leave some for everybody else (tests/processes/test_slow_downloads.py; with 8 threads the home page stood still).
workers = 2
threads = 64
timeout = 60
graceful_timeout = 30
# Restarting now and then bounds what a leak in any library can cost; the jitter keeps processes from doing so at once.
max_requests = 20_000
max_requests_jitter = 2_000
preload_app = False
accesslog = None  # addresses of visitors are not kept
control_socket_disable = True  # nothing uses it

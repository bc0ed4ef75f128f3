"""What every installation shares. Values that differ between machines come from the environment.

Variables read here are listed in docs/settings.md.
"""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# Everything that the running site writes lies below one folder.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# --- The center -------------------------------------------------------------------------------------------------
SITE_NAME = env("SITE_NAME", default="Center for Sex Offender Management")
SITE_SHORT_NAME = env("SITE_SHORT_NAME", default="CSOM")
SITE_TAGLINE = env("SITE_TAGLINE", default="A resource library, 1996 to 2019")
# Who gives out this library's lasting ids, and since when (RFC 4151). Never to be changed, whatever the site is called.
TAGGING_ENTITY = env("TAGGING_ENTITY", default="localhost,2026")
# The year in which the center closed; 0 while it is at work, so that pages invite requests for training.
CENTER_CLOSED_IN = env.int("CENTER_CLOSED_IN", default=2019) or None
# Where questions go. Empty: pages say that this installation has named no address yet.
CONTACT_EMAIL = env("CONTACT_EMAIL", default="")

# --- Django -----------------------------------------------------------------------------------------------------
DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "csom_site.urls"
WSGI_APPLICATION = "csom_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "csom_site.apps.SiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "import_export",
    "library",  # before haystack: its rebuild_index stands in for Haystack's
    "haystack",
    "training",
    "csom_site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "csom_site.middleware.PermissionsPolicyMiddleware",
    "csom_site.middleware.CompressTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csom_site.context.center",
                "csom_site.notices.notices",
            ],
        },
    },
]

# Fields' errors, hints and required marks are ours (templates/ui/field.html).
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(0, "django.forms")

LANGUAGE_CODE = "en"
TIME_ZONE = env("TIME_ZONE", default="America/New_York")
USE_TZ = True

# --- Database ---------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on beside the writer; IMMEDIATE takes the write lock before the first read, which is what
    # makes the timeout work; FULL keeps a commit through a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
    }

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

# --- Files ------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"  # never served by path: library.views.files decides who may have what
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Originals are what the library exists to keep; derived files can be made again from them at any time.
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT / "originals"},
    },
    "derived": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT / "derived", "allow_overwrite": True},
    },
    # Catalogues between their trial run and its confirmation (library.importing.trials).
    "import_export": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT / "trials"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A location that the web server may send files from (nginx: internal), e.g. "/protected/". Empty: Django sends them.
X_ACCEL_REDIRECT = env("X_ACCEL_REDIRECT", default="")

# --- Uploads and what is done with them (docs/intake.md) ----------------------------------------------------------
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=100 * 1024 * 1024)
CATALOGUE_MAX_BYTES = env.int("CATALOGUE_MAX_BYTES", default=1024 * 1024)  # on the staff pages
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # form fields without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_HANDLERS = ["library.intake.uploads.LimitedUploadHandler"]
INTAKE = {
    "MEMORY_BYTES": env.int("INTAKE_MEMORY_BYTES", default=700 * 1024 * 1024),
    "CPU_SECONDS": env.int("INTAKE_CPU_SECONDS", default=20),
    "WALL_SECONDS": env.int("INTAKE_WALL_SECONDS", default=30),
    "FILE_BYTES": env.int("INTAKE_FILE_BYTES", default=64 * 1024 * 1024),
    "MAX_PAGES": env.int("INTAKE_MAX_PAGES", default=5000),
    "MAX_TEXT_CHARACTERS": env.int("INTAKE_MAX_TEXT_CHARACTERS", default=5_000_000),
    "MAX_ATTEMPTS": 3,
    # A page picture is drawn while its first reader waits.
    "PICTURE_SECONDS": env.int("INTAKE_PICTURE_SECONDS", default=10),
    # Reading scanned pages takes longer: its own limits, for one page.
    "OCR": env.bool("INTAKE_OCR", default=True),
    "OCR_LANGUAGES": env("INTAKE_OCR_LANGUAGES", default="eng"),
    "OCR_MAX_PAGES": env.int("INTAKE_OCR_MAX_PAGES", default=500),
    "OCR_CPU_SECONDS": env.int("INTAKE_OCR_CPU_SECONDS", default=60),
}

# --- Search (docs/search.md) --------------------------------------------------------------------------------------
# What each connection's index holds; records beside the documents have their own, and lie in a folder of their name.
_INDEXED = {
    "default": "library.search_indexes.PublicationIndex",
    "lessons": "training.search_indexes.LessonIndex",
    "partnerships": "training.search_indexes.PartnershipIndex",
}
HAYSTACK_CONNECTIONS = {
    name: {
        "ENGINE": "library.search.backend.LibraryEngine",
        "PATH": str(VAR_DIR / ("search" if name == "default" else f"search-{name}")),
        "EXCLUDED_INDEXES": [other for other in _INDEXED.values() if other != own],
    }
    for name, own in _INDEXED.items()
}

# Whether the worker looks every week if links to other websites still work (docs/content.md).
LINK_CHECKS = env.bool("LINK_CHECKS", default=True)
LINK_CHECK_PRIVATE_ADDRESSES = False  # True in tests only: no link may lead a check into the own network

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- What browsers are told (docs/decisions/security-headers.md) --------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "add"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # It warns of every HEAD that Django leaves it to drop the body of, as every server does.
    "loggers": {"gunicorn.http.wsgi": {"level": "ERROR"}},
}

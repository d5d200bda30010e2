"""Every setting of an installation, read from the environment; see .env.example."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from seutu import environment as env
from seutu import servers

PACKAGE = Path(__file__).resolve().parent

# -- what this installation is --------------------------------------------------------------
SITE = env.choice("SEUTU_SITE", {"all", "publishing", "newcomers"}, "all")
DATA_DIR = Path(env.text("SEUTU_DATA_DIR", "data")).resolve()
REGION_NAME = env.text("SEUTU_REGION_NAME", "")
REGION_MAP = env.text("SEUTU_REGION_MAP", "")
LAW, LAW_FILE = env.law("SEUTU_LAW")
DEMO = env.flag("SEUTU_DEMO", default=False)
DEBUG = env.flag("SEUTU_DEBUG", default=False)
SECRET_KEY = env.text("SEUTU_SECRET_KEY")
ALLOWED_HOSTS = env.names("SEUTU_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.names("SEUTU_TRUSTED_ORIGINS")
HTTPS = env.flag("SEUTU_HTTPS", default=False)
TRUSTED_PROXIES = env.networks("SEUTU_TRUSTED_PROXIES")
READABLE_HOSTS = env.names("SEUTU_READABLE_HOSTS")  # on inner networks, whose pages of decisions may be asked

env.refuse_retired()
if HTTPS and not TRUSTED_PROXIES:
    raise env.BadSetting("SEUTU_HTTPS=1 needs SEUTU_TRUSTED_PROXIES: the addresses of the proxy that serves https.")
if len(SECRET_KEY) < 40:
    raise env.BadSetting("SEUTU_SECRET_KEY must have at least 40 characters, taken at random.")

# -- keys of what is encrypted in the database ------------------------------------------------
KEYS_DIR = Path(env.text("SEUTU_KEYS_DIR", f"{DATA_DIR}.keys")).resolve()
FIELD_KEYS = env.keys("SEUTU_FIELD_KEYS")  # the first one encrypts, all of them decrypt
INDEX_KEY = env.key("SEUTU_INDEX_KEY")
if INDEX_KEY and INDEX_KEY in FIELD_KEYS.values():
    raise env.BadSetting("SEUTU_INDEX_KEY is one of SEUTU_FIELD_KEYS. It must be a key of its own.")

# -- statistics by which costs are divided -----------------------------------------------------
PXWEB_URL = env.web_address("SEUTU_PXWEB_URL")
PXWEB_TABLES = env.statistics_tables("SEUTU_PXWEB_TABLES")

# -- data protection ------------------------------------------------------------------------
# Beside the data and never in it: a backup that brought the journal back with the data would bring the people back too.
JOURNAL_DIR = Path(env.text("SEUTU_JOURNAL_DIR", f"{DATA_DIR}.journal")).resolve()
if JOURNAL_DIR.is_relative_to(DATA_DIR):
    raise env.BadSetting("SEUTU_JOURNAL_DIR lies in the data folder. It must outlive what a backup brings back.")
NAMES_OF_VIEWERS = env.flag("SEUTU_NAMES_OF_VIEWERS", default=False)

# -- apps -----------------------------------------------------------------------------------
SHARED_APPS = [
    "seutu.shared.core",
    "seutu.shared.ui",
    "seutu.shared.audit",
    "seutu.shared.law",
    "seutu.shared.tasks",
    "seutu.shared.files",
    "seutu.shared.accounts",
    "seutu.shared.organizations",
    "seutu.shared.messages",
    "seutu.shared.documents",
    "seutu.shared.eforms",
    "seutu.shared.search",
]
PUBLISHING_APPS = [
    "seutu.publishing.decisions",
    "seutu.publishing.alerts",
    "seutu.publishing.desk",
    "seutu.publishing.harvest",
    "seutu.publishing.dynasty",
]
NEWCOMERS_APPS = [
    "seutu.newcomers.clients",
    "seutu.newcomers.reports",
    "seutu.newcomers.funding",
    "seutu.newcomers.projects",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *SHARED_APPS,
    *(PUBLISHING_APPS if SITE in {"all", "publishing"} else []),
    *(NEWCOMERS_APPS if SITE in {"all", "newcomers"} else []),
    "seutu.home",
    "seutu.launcher",
]

MIDDLEWARE = [
    "seutu.shared.core.addresses.ForwardedHeadersMiddleware",
    "seutu.shared.core.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "seutu.shared.core.compression.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "seutu.shared.core.page_cache.PageCacheMiddleware",
    "seutu.shared.core.languages.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "seutu.shared.accounts.session_end.SessionEndMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "seutu.shared.files.store_trouble.StoreTroubleMiddleware",
]

ROOT_URLCONF = "seutu.urls"
WSGI_APPLICATION = "seutu.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "seutu.shared.ui.page_context.page",
            ],
            "string_if_invalid": "",
        },
    },
]
FORM_RENDERER = "seutu.shared.ui.forms.Renderer"

# -- storage --------------------------------------------------------------------------------
DATABASES = {"default": env.database("SEUTU_DATABASE", DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES_DIR = DATA_DIR / "files"
FILE_STORE = servers.file_store(
    "SEUTU_FILE_STORE",
    endpoint=env.text("SEUTU_S3_ENDPOINT"),
    region=env.text("SEUTU_S3_REGION", "us-east-1"),
    access_key=env.text("SEUTU_S3_ACCESS_KEY"),
    secret_key=env.text("SEUTU_S3_SECRET_KEY"),
)
SEARCH_DIR = DATA_DIR / "search"
FINNISH = env.choice("SEUTU_FINNISH", {"auto", "voikko", "pyvoikko", "simplemma"}, "auto")
FILE_SIZE_LIMIT = env.number("SEUTU_FILE_SIZE_LIMIT_MB", 100, least=1) * 1024 * 1024
if FILE_STORE and FILE_SIZE_LIMIT > servers.LARGEST_PUT:
    raise env.BadSetting("SEUTU_FILE_SIZE_LIMIT_MB is more than 4900, and a store of SEUTU_FILE_STORE takes no more.")
CLAMAV = env.scanner("SEUTU_CLAMAV")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
CACHES = {
    "default": servers.cache("SEUTU_CACHE", installation=f"seutu-{SITE}"),
    # What only this process can have, whatever the other is. Without a server, both are the same memory.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}},
}
TASKS = {"default": {"BACKEND": "seutu.shared.tasks.backend.TableBackend", "QUEUES": []}}

STATIC_URL = "/static/"
# An installed package may lie where its user cannot write, or be shared by several installations.
_MADE_IN = PACKAGE if (PACKAGE.parent / "pyproject.toml").exists() else DATA_DIR
STATIC_ROOT = Path(env.text("SEUTU_STATIC_DIR", str(_MADE_IN / "static_collected")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files go through shared/files only
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# -- people ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "seutu.shared.accounts.password_rules.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "seutu.shared.accounts.password_rules.NotTheirName"},
    {"NAME": "seutu.shared.accounts.password_rules.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work:today"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "seutu.shared.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # allauth's are counted in each process; ours are in the database (accounts.actions)
ACCOUNT_FORMS = {"login": "seutu.shared.accounts.forms.SignInForm"}
OIDC = env.sign_in_providers("SEUTU_OIDC")
SOCIALACCOUNT_ADAPTER = "seutu.shared.accounts.provider_adapter.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "seutu.shared.accounts.openid_connect.StaffProvider"}}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # the step changes nothing, and a form could not lead to another host under our CSP

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "seutu_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_MINUTES = env.number("SEUTU_SESSION_IDLE_MINUTES", 60, least=1)
SESSION_HOURS = env.number("SEUTU_SESSION_HOURS", 10, least=1)
SMALL_CELL = env.number("SEUTU_SMALL_CELL", 5, least=3)  # figures under it are hidden
EMERGENCY_MINUTES = env.number("SEUTU_EMERGENCY_MINUTES", 60, least=5)  # how long a client stays open without a right
CSRF_COOKIE_NAME = "seutu_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "seutu.shared.ui.error_pages.csrf_failure"
TOO_MANY_REQUESTS_VIEW = "seutu.shared.ui.error_pages.too_many_requests"

# -- what a browser may do ------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = False  # the proxy does it: it knows which addresses it serves
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# -- language and time ----------------------------------------------------------------------
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

# -- mail and logs --------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
MAIL_SERVER = env.mail_server("SEUTU_MAIL_SERVER")
globals().update(MAIL_SERVER)  # EMAIL_BACKEND, EMAIL_HOST …; without a server, mail goes to the log and no further
MAIL_FROM = env.text("SEUTU_MAIL_FROM")
if MAIL_SERVER and not MAIL_FROM:
    raise env.BadSetting("SEUTU_MAIL_SERVER needs SEUTU_MAIL_FROM: the address from which mail is sent.")
MAIL_ATTACHMENTS_LIMIT = env.number("SEUTU_MAIL_ATTACHMENTS_MB", 10, least=0) * 1024 * 1024  # before they are encoded
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM or "seutu@localhost"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            "json_ensure_ascii": False,
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "seutu": {"level": "INFO"},
        # Django's own lines name the whole address with its query string: ours replace them.
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "ERROR"},
        "pypdf": {"level": "CRITICAL"},  # speaks of every broken file; the import says it in its own words
    },
}

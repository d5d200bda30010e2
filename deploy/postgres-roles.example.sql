-- The database and its two roles: copy to postgres-roles.sql and write passwords of your own.
-- The owner migrates. The service is the other one, which owns nothing, so that row-level security binds it.
CREATE ROLE seutu_owner LOGIN PASSWORD 'PASSWORD-1';
CREATE ROLE seutu_app LOGIN PASSWORD 'PASSWORD-2' NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE seutu OWNER seutu_owner;
\connect seutu
GRANT USAGE ON SCHEMA public TO seutu_app;
ALTER DEFAULT PRIVILEGES FOR ROLE seutu_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO seutu_app;
ALTER DEFAULT PRIVILEGES FOR ROLE seutu_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO seutu_app;

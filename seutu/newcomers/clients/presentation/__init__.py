"""The register's rows as the pages show them."""

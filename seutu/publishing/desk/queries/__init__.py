"""Questions of the desk. Every row is reached through who may edit it."""

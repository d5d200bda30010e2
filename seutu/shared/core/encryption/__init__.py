"""Fields that a stolen database does not tell: sealed values, keys that change, exact search by keyed hashes."""

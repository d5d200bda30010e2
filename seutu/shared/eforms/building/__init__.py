"""Making a form: each change is a function from one spec to the next, and knows no table and no request.

::

    tree (add, change, move, remove) | naming (rename, duplicate) | texts (write, review) | languages | lists
"""

"""What a form asks: a spec as plain data, in as many languages as its maker has written.

::

    Spec > Page | Group | Repeat | Field, each with Text in the form's languages

A spec is a value: reading, writing, judging and answering it are functions over it, and a published one never changes.
"""

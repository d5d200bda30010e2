"""Forms as spreadsheets: XLSForm, which pyxform and through it ODK, KoBo and Enketo read (docs/xlsform.md).

::

    bytes > workbook (cells) > columns (headings) > reading (Spec) > checking (what pyxform says)
    Spec > writing > bytes

Reading refuses what Seutu does not do, each by its name and place, and all at once; nothing is dropped in silence.
"""

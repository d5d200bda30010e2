"""What a person typed, judged by a spec: pure functions, without tables and without requests.

::

    form = prepare(spec)                       # once for each version
    judged = judge(form, raw, lists, today=…)  # raw: what each input held, as a browser sends it

``raw`` is kept as it was typed until it is sent, so that nothing is lost by a mistake in it.
"""

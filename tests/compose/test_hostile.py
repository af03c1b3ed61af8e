"""Templates that want more than a page: each is refused with a clear error, and soon.

The escapes are those of Jinja2's advisories: CVE-2016-10745 (str.format), CVE-2019-10906
(str.format_map), CVE-2024-56326 (a stored reference to format), CVE-2025-27516 (the attr filter),
CVE-2024-56201 (a name that is compiled), CVE-2020-28493 (urlize), CVE-2024-34064 (xmlattr).
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from conftest import composed
from eventbrief.compose.template import Template, load_template
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import Event, FactSheet
from eventbrief.workspace.trial import samples

SHEET = FactSheet(fact_sheet=1, language="en", event=Event(name="x"))
ESCAPES = {
    "class": "{{ event.name.__class__.__mro__[1].__subclasses__() }}",
    "class by item": "{{ event['__class__'] }}",
    "globals of a macro": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "globals of a filter": "{{ noted.__globals__ }}",
    "self": "{{ self._TemplateReference__context }}",
    "the context's own": "{{ _slots.values.append(1) }}",
    "loop's object": "{% for a in [1] %}{{ loop.__class__ }}{% endfor %}",
    "loop called": "{% for a in [1] %}{{ loop([1]) }}{% endfor %}",
    "CVE-2016-10745": "{{ '{0.__class__}'.format(event) }}",
    "CVE-2019-10906": "{{ '{a.__class__}'.format_map({'a': event}) }}",
    "CVE-2024-56326": "{% set f = '{0}'.format %}{{ f(event) }}",
    "CVE-2025-27516": "{{ '{0}' | attr('format') }}",
    "CVE-2024-56201": "{% include '{{ 7*7 }}.md.j2' %}",
    "CVE-2020-28493": "{{ event.name | urlize }}",
    "CVE-2024-34064": "{{ {'a b': 1} | xmlattr }}",
    "map to an attribute": "{{ [event] | map(attribute='__class__') | list }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "cycler": "{{ cycler.__init__.__globals__.os }}",
    "joiner": "{{ joiner.__init__ }}",
    "namespace": "{% set n = namespace(a=1) %}{{ n.a }}",
    "dict": "{{ dict(a=1) }}",
    "format string": "{{ '%s' % event }}",
    "padded format": "{{ '%1000000000d' % 1 }}",
    "import": "{% import 'press' as p %}",
    "from import": "{% from 'press' import x %}",
    "Jinja2's extends": "{% extends 'press' %}",
    "include above": "{% include '../../../etc/passwd' %}",
    "include above with the ending": "{% include '../press/page.md.j2' %}",
    "include from the root": "{% include '/etc/passwd' %}",
    "include by a name made": "{% include event.name %}",
    "include of a list": "{% include ['a.md.j2', '../b'] %}",
    "include of what is not there": "{% include 'nothing.md.j2' %}",
    "mutation": "{{ summary.append('x') }}",
    "do": "{% do summary.clear() %}",
    "undefined": "{{ ''.join(nothing) }}",
    "code in a print": "{{ 1 if }}",
}
ENDLESS = {
    "range": "{% for a in range(10**9) %}x{% endfor %}",
    "nested ranges": "{% for a in range(500) %}{% for b in range(500) %}{% for c in range(500) %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "nested facts": "{% for a in summary %}" * 12 + "{% endfor %}" * 12,
    "macro without end": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macro that doubles": "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}"
    "{% endmacro %}{{ m(60) }}",
    "call that doubles": "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
    + "{% call m() %}" * 18 + "x" + "{% endcall %}" * 18,
    "power": "{{ 9 ** 9 ** 9 ** 9 }}",
    "power of a fact": "{{ countries.count ** 999999999 }}",
    "long product": "{{ 'x' * 1000000000 }}",
    "long list": "{{ ([1] * 1000000000) | length }}",
    "factorial": "{{ " + " * ".join(["99999999"] * 60) + " }}",
    "sum that doubles": "{% macro m(t, n) %}{% if n %}{{ m(t + t, n - 1) }}{% else %}{{ t }}{% endif %}"
    "{% endmacro %}{{ m('xxxxxxxxxx', 60) }}",
    "joined that doubles": "{% macro m(t, n) %}{% if n %}{{ m(t ~ t, n - 1) }}{% else %}{{ t }}"
    "{% endif %}{% endmacro %}{{ m('xxxxxxxxxx', 60) }}",
    "much text in a loop": "{% for a in range(500) %}" + "x" * 5_000 + "{% endfor %}",
    "much text in a macro": "{% macro m() %}{% for a in range(500) %}" + "x" * 5_000
    + "{% endfor %}{% endmacro %}{% set a = m() %}",
    "much text": "x" * 150_000,
    "more than a template may have": "{# " + "x" * 300_000 + " #}",
    "deep nesting": "{% if 1 %}" * 120 + "{% endif %}" * 120,
    "deep loops": "{% for a in summary %}" * 40 + "{% endfor %}" * 40,
    "deep brackets": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
}  # fmt: skip


def refused(text: str, folder: Path) -> Finding:
    (folder / "page.md.j2").write_text(text, "utf-8")
    base = load_template("press")
    template = Template("hostile", folder, base.settings, text, chain=(folder,))
    with pytest.raises(InputError) as caught:
        composed(samples()["full"], template, "en")
    return caught.value.findings[0]


@pytest.mark.parametrize("name", ESCAPES)
def test_an_escape_is_refused(name: str, tmp_path: Path):
    found = refused(ESCAPES[name], tmp_path)
    assert found.code == "E402"
    assert found.line == 1 and found.excerpt
    assert "Traceback" not in found.message and "<" not in found.message


@pytest.mark.parametrize("name", ENDLESS)
def test_what_would_not_end_or_grow_without_bound_is_refused_soon(name: str, tmp_path: Path):
    start = time.process_time()
    found = refused(ENDLESS[name], tmp_path)
    assert found.code == "E402"
    assert time.process_time() - start < 20  # a guard against hanging, not a measure of speed


def test_a_link_out_of_the_folder_is_not_included(tmp_path: Path):
    (tmp_path / "outside.md.j2").write_text("secret", "utf-8")
    folder = tmp_path / "t"
    folder.mkdir()
    (folder / "in.md.j2").symlink_to(tmp_path / "outside.md.j2")
    assert "no file `in.md.j2`" in refused("{% include 'in.md.j2' %}", folder).message


def test_what_a_fact_says_is_never_run():
    event = Event(name="{{ 7 * 7 }}{% include '/etc/passwd' %}")
    page = composed(SHEET.model_copy(update={"event": event}), load_template("press"), "en")
    assert "{{ 7 * 7 }}{% include '/etc/passwd' %}" in page.title

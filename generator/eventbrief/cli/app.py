"""The command line: verbs that load when they are called, and the exit codes.

0 done; 1 the input has findings; 2 wrong usage; 3 the machine failed.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from eventbrief import __version__
from eventbrief.facts.files import MachineError
from eventbrief.facts.finding import InputError

VERBS = {
    "make": "From articles to attachments: extract, check and render in one go.",
    "init": "Make a new workspace.",
    "extract": "Read seeds into one fact sheet with evidence.",
    "check": "Hold fact sheets against their sources.",
    "render": "Make the one-page briefs of fact sheets.",
    "mail": "E-mails with the right brief attached: drafts, or sent when told.",
    "translate": "Exchange translations with PO files.",
    "templates": "Audience templates: list, show, new, check.",
    "sources": "Show what is read of a seed.",
    "schema": "Print a JSON Schema, for editors.",
}
_SETTINGS = {"help_option_names": ["-h", "--help"], "terminal_width": 80, "max_content_width": 80}


class _Verbs(click.Group):
    """Loads a verb's module only when that verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"eventbrief.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=_Verbs, context_settings=_SETTINGS)
@click.version_option(__version__, "-V", "--version", message="eventbrief %(version)s")
def app() -> None:
    """From articles about an event to one-page briefings.

    Every fact on a page can be traced to the words of its source.

    Example:  eventbrief make article.txt -o briefs/congress
    """


def run(arguments: Sequence[str] | None = None) -> int:  # noqa: PLR0911 - one for each outcome
    """Run the command line; gives the exit code."""
    try:
        given = list(arguments) if arguments is not None else None
        code = app.main(args=given, prog_name="eventbrief", standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.UsageError as error:
        error.show()
        return 2
    except click.Abort:
        click.echo("stopped", err=True)
        return 1
    except InputError as error:
        from eventbrief.cli.reporting import show_findings

        show_findings(error.findings)
        return 1
    except MachineError as error:
        click.echo(f"error E901: {error}", err=True)
        return 3
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"error E901: {where}{error.strerror or error}", err=True)
        return 3
    return code if isinstance(code, int) else 0

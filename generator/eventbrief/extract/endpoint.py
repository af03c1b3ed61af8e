"""A question -> the answer of the language model behind the endpoint that the environment names.

Only this module sends text anywhere, and only when it is called.
"""

from __future__ import annotations

import json
import re
from typing import Any

from eventbrief.facts.files import MachineError
from eventbrief.facts.finding import Finding, InputError


def answered(model: str, task: str, text: str, about: str) -> str:
    """What the model answers to `task` about `text`, which should be JSON.

    The client reads OPENAI_BASE_URL and OPENAI_API_KEY. `about` is the file that a refusal names.

    Raises:
        InputError: E109, the client library is not installed.
        MachineError: the endpoint cannot be reached, or refuses.
    """
    try:
        import openai  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        advice = "install it with: pip install 'eventbrief[llm]'"
        message = "asking a language model needs the extra `llm`"
        raise InputError([Finding("E109", message, about, advice=advice)]) from error
    messages = [{"role": "system", "content": task}, {"role": "user", "content": text}]
    try:
        with openai.OpenAI() as client:
            answer = client.chat.completions.create(  # type: ignore[call-overload]
                model=model,
                messages=messages,
                temperature=0,
                response_format={"type": "json_object"},
            )
    except openai.OpenAIError as error:
        raise MachineError(f"the language model `{model}` did not answer: {error}") from error
    return str(answer.choices[0].message.content or "") if answer.choices else ""


def json_object(answer: str, model: str) -> dict[str, Any]:
    """The answer as a JSON object, also where it stands in a block of code.

    Raises:
        MachineError: it is none.
    """
    try:
        data = json.loads(re.sub(r"^```(?:json)?\s*|\s*```$", "", answer.strip()))
    except ValueError as error:
        raise MachineError(f"the language model `{model}` did not answer in JSON") from error
    if not isinstance(data, dict):
        raise MachineError(f"the language model `{model}` did not answer with a JSON object")
    return data

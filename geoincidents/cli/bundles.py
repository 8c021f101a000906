"""Give a command several options in place of one parameter, which they make."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any


def take_options(
    command: Callable[..., None],
    parameter_name: str,
    options: Mapping[str, Any],
    read: Callable[[dict[str, Any]], object],
) -> Callable[..., None]:
    """Give `command` the options, by name, where it has `parameter_name`, which `read` makes."""
    signature = inspect.signature(command)
    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        if parameter.name == parameter_name:
            parameters += [
                parameter.replace(name=name, annotation=option, default=None)
                for name, option in options.items()
            ]
        else:
            parameters.append(parameter)

    @functools.wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401 - the options of a command are of many types
        words = {name: given.pop(name) for name in options}
        command(**given, **{parameter_name: read(words)})

    # typer reads the options of a command off these two.
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run

"""Finds the modules of a package, so that a folder can be its own registry."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def names_in(package: ModuleType) -> list[str]:
    """The public module names directly inside a package, in a stable order."""
    return sorted(module.name for module in iter_modules(package.__path__) if not module.name.startswith("_"))


def modules_in(package: ModuleType) -> list[ModuleType]:
    """The public modules directly inside a package, imported."""
    return [import_module(f"{package.__name__}.{name}") for name in names_in(package)]

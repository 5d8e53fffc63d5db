"""The wheel holds a library for one kind of machine and no code for one version of Python."""

import os
from pathlib import Path

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel


class Wheel(bdist_wheel):
    """Named by scripts/package-python, which knows what the library asks of its system."""

    def finalize_options(self) -> None:
        super().finalize_options()
        self.root_is_pure = False

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", os.environ["PRESEND_WHEEL_PLATFORM"]


setup(version=Path("VERSION").read_text().strip(), cmdclass={"bdist_wheel": Wheel})

"""A function's code and layer are unpacked once, not once per worker: a cold start no longer unzips and compiles the whole layer."""

import hashlib
import os
import shutil
import tempfile
import time
import zipfile
from io import BytesIO
from pathlib import Path

from infrastructure.local.emulator.rewriting import replaced, rewritten

KEPT_FOR = 3 * 24 * 3600


def unpacked(content: bytes) -> str:
    """The folder that holds what this zip holds; made on first use, kept between starts, read-only in spirit as on AWS."""
    kept = Path(os.environ["EMULATOR_UNPACKED_DIR"])
    folder = kept / hashlib.sha256(content).hexdigest()[:24]
    if not folder.exists():
        kept.mkdir(parents=True, exist_ok=True)
        half_done = tempfile.mkdtemp(dir=kept)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            archive.extractall(half_done)
        try:
            os.rename(half_done, folder)
        except OSError:  # another worker was faster
            shutil.rmtree(half_done)
    os.utime(folder)
    return str(folder)


def layer_folders(content: bytes) -> list[str]:
    """Where a layer's packages are. None when the layer is built for another machine: then the emulator's own Python has them."""
    return [] if os.environ.get("EMULATOR_HAS_THE_PACKAGES") == "1" else [unpacked(content)]


def put_layers_first() -> None:
    """Lets a layer's packages win over those of the emulator's own Python, as they win over Lambda's; unfixed, its botocore would run."""
    from ministack.core import lambda_runtime

    lambda_runtime._PYTHON_WORKER_SCRIPT = replaced(
        lambda_runtime._PYTHON_WORKER_SCRIPT,
        "_site.addsitedir(_sp)",
        "_site.addsitedir(_sp); sys.path.insert(0, _sp)",
        where="the worker's script",
    )


def forget_what_lies_idle() -> None:
    """Removes code that no function has used for days, and what workers of an earlier life left behind."""
    for folder in Path(os.environ["EMULATOR_UNPACKED_DIR"]).glob("*"):
        if folder.stat().st_mtime < time.time() - KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)
    for left_behind in Path(tempfile.gettempdir()).glob("ministack-lambda-*"):
        shutil.rmtree(left_behind, ignore_errors=True)


def unpack_each_zip_once() -> None:
    """Makes a new worker share its function's and its layers' folders with the others."""
    from ministack.core import lambda_runtime

    lambda_runtime.unpacked, lambda_runtime.layer_folders = unpacked, layer_folders
    lambda_runtime.Worker._spawn = rewritten(
        lambda_runtime.Worker._spawn,
        (
            'code_dir = os.path.join(self._tmpdir, "code")\n'
            "    os.makedirs(code_dir)\n"
            '    with open(os.path.join(self._tmpdir, "code.zip"), "wb") as f:\n'
            "        f.write(self.code_zip)\n"
            '    with zipfile.ZipFile(os.path.join(self._tmpdir, "code.zip")) as zf:\n'
            "        zf.extractall(code_dir)\n",
            "code_dir = unpacked(self.code_zip)\n",
        ),
        (
            "if layer_data:\n",
            "if layer_data and runtime.startswith('python'):\n"
            "                layers_dirs.extend(layer_folders(layer_data))\n"
            "            elif layer_data:\n",
        ),
    )

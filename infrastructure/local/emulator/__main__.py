"""Starts the emulator with its fixes. Run with the emulator's own Python; settings come from the environment (see `settings.py`)."""

import sys
from importlib.metadata import version

from infrastructure.local.emulator import function_logs, policies, pollers, positions, rest_api, snapshot, start_up, unpacking, workers

PINNED = "1.5.33"
FIXES = (
    rest_api.import_swagger,
    rest_api.forget_empty_compression_size,
    start_up.activate_functions_at_once,
    workers.report_what_a_handler_raised,
    workers.stop_waiting_for_silence,
    snapshot.save_every_few_seconds,
    positions.reset_stream_positions_on_load,
    workers.queue_for_a_worker,
    unpacking.unpack_each_zip_once,
    pollers.poll_streams_apart,
    pollers.run_fifo_groups_side_by_side,
    pollers.answer_each_wake_at_once,
    function_logs.write_to_files,
    policies.ask_for_the_single_action_of_a_batch,
    policies.take_this_machine_for_a_safe_way,
    unpacking.put_layers_first,
)


def main() -> None:
    """Applies every fix, then serves until it is stopped."""
    installed = version("ministack")
    if installed != PINNED:
        raise SystemExit(f"The emulator's fixes are written for ministack {PINNED}, not {installed}.")
    for fix in FIXES:
        fix()
    unpacking.forget_what_lies_idle()
    from ministack.app import main as serve

    sys.argv = ["ministack"]
    serve()


if __name__ == "__main__":
    main()

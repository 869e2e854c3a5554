"""Everything that assistants do with the recommender, by their own clients: `assistant_test.py [WORDS OF TEST NAMES…]`."""

import sys
import time
import traceback

import mcp_tests

modules = [mcp_tests]
try:
    import openai_tests

    modules.append(openai_tests)
except ModuleNotFoundError as missing:
    if missing.name != "openai_tests":
        raise


def main() -> int:
    wanted = sys.argv[1:]
    tests = [
        (name, test)
        for module in modules
        for name, test in vars(module).items()
        if name.startswith("test_") and callable(test) and all(word in name for word in wanted)
    ]
    failures = 0
    for name, test in tests:
        began = time.monotonic()
        try:
            test()
            print(f"ok      {name} ({1000 * (time.monotonic() - began):.0f} ms)", flush=True)
        except Exception:
            failures += 1
            print(f"FAILED  {name}", flush=True)
            traceback.print_exc()
    print(f"{len(tests) - failures} of {len(tests)} passed")
    return 1 if failures or not tests else 0


if __name__ == "__main__":
    sys.exit(main())

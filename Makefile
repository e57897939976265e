# `make serve` to use it, `make test` to prove it. The work is done by the scripts in .ci/.

PORT ?= 8080
.DEFAULT_GOAL := help
.PHONY: help setup build serve test check fmt bench fuzz models test-models clean

help: ## this list
	@echo 'Feelharmonic'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building needs and is missing
	@.ci/setup build

build: setup ## the release page in dist/
	@.ci/build

serve: build ## build, then serve it at http://127.0.0.1:8080/ (PORT=… for another port)
	@PORT=$(PORT) node .ci/serve.mjs dist

test: ## everything: format, lints, native, wasm and browser tests, sizes
	@.ci/test

check: ## the quick native loop: format, lints and tests without tract and browser
	@.ci/check

fmt: ## format everything: Rust, JavaScript, styles, Python
	@.ci/setup check
	@cargo fmt
	@.ci/lint --fix

bench: build ## measure the built page in headless Chromium
	@.ci/setup test
	@node tests/e2e/bench.mjs

fuzz: ## a million odd inputs each for tables, words and sign-ins, and a planted bug that must be found
	@.ci/setup check
	@CARGO_PROFILE_DEV_OPT_LEVEL=2 cargo run --locked --no-default-features --example fuzz

models: ## make the detector again from its source, check both model files (Python)
	@models/train/make

test-models: ## test the scripts that make and train the models (Python)
	@models/train/test

clean: ## remove what was built here
	rm -rf dist target tests/e2e/out tests/e2e/node_modules

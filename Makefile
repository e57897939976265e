# `make serve` to use it, `make test` to prove it. The work is done by the scripts in .ci/.

PORT ?= 8080
.DEFAULT_GOAL := help
.PHONY: help setup build serve watch test test-long check fmt bench models plans test-models clean

help: ## this list
	@echo 'Feelharmonic'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building needs and is missing (READY_MADE=no: by cargo alone)
	@.ci/setup build

build: setup ## the release page in dist/
	@.ci/build

serve: setup ## build, then serve it at http://127.0.0.1:8080/ (PORT=… for another port)
	@PORT=$(PORT) .ci/serve

watch: setup ## the page as one file, loaded again after each edit
	@.ci/watch

test: ## everything: format, lints, native, wasm and browser tests, sizes
	@.ci/test

test-long: ## what takes hours: each series of tests/e2e/long, the tests with the other toolchain
	@.ci/test-long

check: ## the quick native loop: format, lints and tests without tract and browser
	@.ci/check

fmt: ## format everything: Rust, JavaScript, styles, Python
	@.ci/setup check
	@cargo fmt
	@.ci/lint --fix

bench: build ## measure the built page in headless Chromium; leaves it in target/bench with the bench's own page
	@.ci/setup test
	@node tests/e2e/bench.mjs

models: ## make the detector again from its source, check both model files (Python), and compile both
	@models/train/make
	@$(MAKE) --no-print-directory plans

plans: ## compile both model files to the plans that ship (tract), after one has changed
	@cargo run --quiet --locked --example compile_plans

test-models: ## test the scripts that make and train the models (Python)
	@models/train/test

clean: ## remove what was built here
	rm -rf dist target tests/e2e/out tests/e2e/node_modules

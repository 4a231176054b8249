# Tollgate. `make demo` runs the main job, `make test` runs the tests; both install what is missing first.

.PHONY: demo test build lint format bench plans clean

BINARY := .build/release/tollgate
# The standard library is linked in: a start takes half the time, and the binary runs where Swift is not installed.
# Across modules it is optimised too, which takes a tenth off a replay.
RELEASE := -c release --static-swift-stdlib -Xswiftc -cross-module-optimization --product tollgate

demo: build
	sh scripts/demo $(BINARY)

test:
	sh scripts/bootstrap
	swift test --disable-xctest

build:
	sh scripts/bootstrap
	swift build $(RELEASE)

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format format --in-place --recursive --parallel Package.swift Sources Tests

# The project's own plans, judged by the binary that was just built.
plans: build
	$(BINARY) check

# make bench REPO=/path/to/repository POLICY=/path/to/policy.yaml
bench: build
	swift build -c release --static-swift-stdlib -Xswiftc -cross-module-optimization --product tollgate-bench
	.build/release/tollgate-bench --tollgate $(BINARY) $(if $(REPO),--repository $(REPO)) $(if $(POLICY),--policy $(POLICY))

clean:
	rm -rf .build

# Tollgate. `make demo` runs the main job, `make test` runs the tests; both install what is missing first.

.PHONY: bootstrap demo test zones build lint format bench plans clean

BINARY := .build/release/tollgate
# Everything is linked in where the C libraries have archives, as they have on Debian and Ubuntu: a start takes a third of the
# time, and the binary needs nothing of the machine it runs on (docs/decisions/0013). Elsewhere it is Swift alone.
# Across modules it is optimised too, which takes a tenth off a replay.
ARCHIVES = $(wildcard $(shell pkg-config --variable=libdir libgit2 2>/dev/null)/libgit2.a)
LINKING = $(if $(ARCHIVES),--disable-local-rpath -Xswiftc -static-executable -Xswiftc -Xclang-linker -Xswiftc -static-pie -Xswiftc -use-ld=lld \
	$(addprefix -Xlinker ,$(filter-out -L%,$(shell pkg-config --static --libs libgit2))),--static-swift-stdlib)
RELEASE = -c release $(LINKING) -Xswiftc -cross-module-optimization

# Before anything is built: what is linked in depends on what is installed.
bootstrap:
	sh scripts/bootstrap

demo: build
	sh scripts/demo $(BINARY)

test: bootstrap
	TZ=UTC swift test --disable-xctest

# Everything is judged in UTC, so that sign-offs, keys and dates come out the same wherever that is done. Nothing is built again.
ZONES := America/New_York Asia/Tokyo
DATED := AttestationTests|SignOff|Signed|Verify|Audit|TimeZone|TrustSet
zones: test
	for zone in $(ZONES); do TZ=$$zone swift test --disable-xctest --skip-build --filter '$(DATED)' || exit 1; done

build: bootstrap
	swift build $(RELEASE) --product tollgate

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format format --in-place --recursive --parallel Package.swift Sources Tests

# The project's own plans, judged by the binary that was just built.
plans: build
	$(BINARY) check

# A copy is measured, as an installation makes one: the linker writes its file page by page, and the system maps that in small pieces.
# make bench REPO=/path/to/repository POLICY=/path/to/policy.yaml
bench: build
	swift build $(RELEASE) --product tollgate-bench
	cp $(BINARY) .build/release/tollgate-installed
	.build/release/tollgate-bench --tollgate .build/release/tollgate-installed $(if $(REPO),--repository $(REPO)) $(if $(POLICY),--policy $(POLICY))

clean:
	rm -rf .build

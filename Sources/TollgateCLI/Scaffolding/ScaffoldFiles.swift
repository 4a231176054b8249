/// Files of a new repository of plans that are no documents.
enum ScaffoldFiles {
    static let hook = """
        #!/bin/sh
        # Judges what is staged before git commits it. To use it in this clone:
        #
        #     install -m 755 hooks/pre-commit "$(git rev-parse --git-path hooks)/pre-commit"
        #
        # A hook is a convenience of the person who commits, and `git commit --no-verify` goes around it: the gate that counts is
        # the same check in CI. TOLLGATE names another binary.
        set -eu

        tollgate=${TOLLGATE:-tollgate}
        if ! command -v "$tollgate" >/dev/null 2>&1; then
            echo "error: the pre-commit hook finds no \\`$tollgate\\`; nothing was checked" >&2
            echo "  = help: put tollgate on the PATH, or commit with --no-verify and let CI judge" >&2
            exit 1
        fi
        exec "$tollgate" check --staged --hook

        """

    static let installHook = "install -m 755 hooks/pre-commit \"$(git rev-parse --git-path hooks)/pre-commit\""

    /// Judges proposals as what merging them would do, and landings one by one.
    static func workflow(branch: String) -> String {
        """
        # Judges every proposal, and every landing on \(branch). Make it a required check of the branch.
        # `tollgate` must be on the PATH of the runner: set the variable TOLLGATE_RUNNER to one that has it, or add a step that
        # installs it from a place that you trust. Never build or run it from the proposal that it judges.
        name: tollgate
        on:
          pull_request:
          push:
            branches: [\(branch)]
        permissions:
          contents: read
        jobs:
          check:
            runs-on: ${{ vars.TOLLGATE_RUNNER || 'ubuntu-latest' }}
            steps:
              - uses: actions/checkout@v4
                with:
                  # A landing is judged against all that came before it.
                  fetch-depth: 0
              - name: A proposal, as what merging it would do
                if: github.event_name == 'pull_request'
                run: tollgate check --range "$BASE..$HEAD"
                env:
                  BASE: ${{ github.event.pull_request.base.sha }}
                  HEAD: ${{ github.event.pull_request.head.sha }}
              - name: Each landing since the last push
                if: github.event_name == 'push' && !github.event.created
                run: tollgate check --range "$BEFORE..$AFTER"
                env:
                  BEFORE: ${{ github.event.before }}
                  AFTER: ${{ github.event.after }}

        """
    }

    static let attributes = """
        # Plans and ledgers end their lines with LF on every machine: Tollgate judges the bytes.
        plans/**/*.yaml text eol=lf
        plans/**/*.md text eol=lf
        plans/*.csv text eol=lf
        # Ledgers that two branches append to are merged by Tollgate, in a clone that knows how; in others git merges as always:
        #
        #     git config merge.tollgate-ledger.driver "tollgate merge-ledger %O %A %B %P"
        plans/*/*.csv text eol=lf merge=tollgate-ledger

        """
}

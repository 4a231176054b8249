package import GitStore

/// A change of files within a commit.
package protocol TreeEdit: Sendable {
    func apply(to tree: inout TreeDraft) throws
}

/// Collects the changes of a commit.
@resultBuilder
package enum TreeEditBuilder {
    package static func buildExpression(_ edit: some TreeEdit) -> [any TreeEdit] { [edit] }
    package static func buildExpression(_ edits: [any TreeEdit]) -> [any TreeEdit] { edits }
    package static func buildBlock(_ parts: [any TreeEdit]...) -> [any TreeEdit] { parts.flatMap { $0 } }
    package static func buildOptional(_ part: [any TreeEdit]?) -> [any TreeEdit] { part ?? [] }
    package static func buildEither(first part: [any TreeEdit]) -> [any TreeEdit] { part }
    package static func buildEither(second part: [any TreeEdit]) -> [any TreeEdit] { part }
    package static func buildArray(_ parts: [[any TreeEdit]]) -> [any TreeEdit] { parts.flatMap { $0 } }
}

/// Writes a file, new or in place of another; its mode stays unless one is given.
package struct Write: TreeEdit {
    let path: [UInt8]
    let content: [UInt8]
    let mode: FileMode?

    package init(_ path: String, _ text: String, mode: FileMode? = nil) {
        self.init(path: Array(path.utf8), Array(text.utf8), mode: mode)
    }

    package init(_ path: String, _ content: [UInt8], mode: FileMode? = nil) {
        self.init(path: Array(path.utf8), content, mode: mode)
    }

    /// For paths that are not UTF-8.
    package init(path: [UInt8], _ content: [UInt8], mode: FileMode? = nil) {
        self.path = path
        self.content = content
        self.mode = mode
    }

    package func apply(to tree: inout TreeDraft) throws {
        var mode = mode ?? tree.files[path]?.mode ?? .file
        if !mode.isFile { mode = .file }
        try tree.set(path, TreeDraft.File(mode: mode, content: content))
    }
}

/// Puts text behind what a file holds; makes the file where there is none.
package struct Append: TreeEdit {
    let path: String
    let text: String

    package init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
    }

    package func apply(to tree: inout TreeDraft) throws {
        let path = Array(path.utf8)
        var file = tree.files[path] ?? TreeDraft.File(mode: .file, content: [])
        file.content += text.utf8
        try tree.set(path, file)
    }
}

/// Replaces the one place of a file at which a text stands.
package struct Replace: TreeEdit {
    let path: String
    let old: String
    let new: String

    package init(_ path: String, _ old: String, with new: String) {
        self.path = path
        self.old = old
        self.new = new
    }

    package func apply(to tree: inout TreeDraft) throws {
        var file = try tree.file(Array(path.utf8))
        let text = String(decoding: file.content, as: UTF8.self)
        let parts = text.split(separator: old, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw CommandFailure("`\(old)` stands \(parts.count - 1) times in `\(path)`; expected once")
        }
        file.content = Array((parts[0] + new + parts[1]).utf8)
        try tree.set(Array(path.utf8), file)
    }
}

/// Takes away a file, or a folder with all that is in it.
package struct Delete: TreeEdit {
    let path: String

    package init(_ path: String) {
        self.path = path
    }

    package func apply(to tree: inout TreeDraft) throws {
        try tree.remove(Array(path.utf8))
    }
}

/// Gives a file or a folder another path.
package struct Move: TreeEdit {
    let old: String
    let new: String

    package init(_ old: String, to new: String) {
        self.old = old
        self.new = new
    }

    package func apply(to tree: inout TreeDraft) throws {
        for (path, file) in try tree.remove(Array(old.utf8)) {
            try tree.set(Array(new.utf8) + path.dropFirst(old.utf8.count), file)
        }
    }
}

/// Gives a file another mode.
package struct Mode: TreeEdit {
    let path: String
    let mode: FileMode

    package init(_ path: String, _ mode: FileMode) {
        self.path = path
        self.mode = mode
    }

    package func apply(to tree: inout TreeDraft) throws {
        var file = try tree.file(Array(path.utf8))
        file.mode = mode
        try tree.set(Array(path.utf8), file)
    }
}

/// Makes a symbolic link.
package struct Link: TreeEdit {
    let path: String
    let target: String

    package init(_ path: String, to target: String) {
        self.path = path
        self.target = target
    }

    package func apply(to tree: inout TreeDraft) throws {
        try tree.set(Array(path.utf8), TreeDraft.File(mode: .link, content: Array(target.utf8)))
    }
}

/// Puts a commit of another repository at a path, by its 40 hexadecimal digits.
package struct Submodule: TreeEdit {
    let path: String
    let commit: String

    package init(_ path: String, _ commit: String) {
        self.path = path
        self.commit = commit
    }

    package func apply(to tree: inout TreeDraft) throws {
        try tree.set(Array(path.utf8), TreeDraft.File(mode: .submodule, content: Array(commit.utf8)))
    }
}

import Foundation

/// The project's files as they lie on disk, found from the place of this one.
enum SourceTree {
    struct File: Sendable {
        /// The path from the top of the project.
        let path: String
        let text: String

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folders right below one of the project's.
    static func folders(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            at: root.appendingPathComponent(folder), includingPropertiesForKeys: [.isDirectoryKey]
        ).filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false }.map(\.lastPathComponent)
            .sorted()
    }

    /// Every file below a folder of the project, by path.
    static func files(below folder: String) throws -> [File] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        return try paths.sorted().compactMap { path in
            let path = folder + "/" + path
            var isFolder: ObjCBool = false
            let full = root.appendingPathComponent(path).path
            guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue else {
                return nil
            }
            return File(path: path, text: try text(path))
        }
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
    }
}

/// What a line of Swift imports.
enum ImportLine {
    private static let levels: Set<Substring> = ["package", "public", "internal", "fileprivate", "private"]
    private static let kinds: Set<Substring> = [
        "class", "enum", "func", "let", "protocol", "struct", "typealias", "var",
    ]

    /// The module; nothing where the line is no import.
    static func module(_ line: Substring) -> String? {
        let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
        var words = code.split { $0 == " " || $0 == "\t" || $0 == ";" }[...]
        while let word = words.first, word.hasPrefix("@") || levels.contains(word) { words.removeFirst() }
        guard words.popFirst() == "import" else { return nil }
        if let word = words.first, kinds.contains(word) { words.removeFirst() }
        return words.first.map { String($0.prefix { $0 != "." }) }
    }
}

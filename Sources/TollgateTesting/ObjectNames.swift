import Crypto
import Foundation
package import GitStore

/// An object that git is to store, and its name.
package struct NamedObject: Sendable {
    package let type: String
    package let bytes: [UInt8]
    package let id: ObjectID

    init(_ type: String, _ bytes: [UInt8]) throws {
        self.type = type
        self.bytes = bytes
        let digest = Insecure.SHA1.hash(data: Array("\(type) \(bytes.count)\0".utf8) + bytes)
        let digits = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        guard let id = ObjectID(hex: digits) else { throw CommandFailure("`\(digits)` is not an object name") }
        self.id = id
    }
}

extension TreeDraft {
    /// The objects of the tree, files included; the tree itself is the last one.
    func objects() throws -> [NamedObject] {
        let sorted = files.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        var objects: [NamedObject] = []
        try Self.add(sorted.map { (path: $0.key[...], file: $0.value) }[...], to: &objects)
        return objects
    }

    /// Adds a folder, whose files are sorted by their paths in it: so sorted, folders stand where git wants them.
    private static func add(
        _ files: ArraySlice<(path: ArraySlice<UInt8>, file: File)>, to objects: inout [NamedObject]
    ) throws {
        var bytes: [UInt8] = []
        var rest = files
        while let (path, file) = rest.first {
            let name = path.prefix { $0 != 0x2F }
            let mode: String
            let id: ObjectID
            if name.count == path.count {
                rest.removeFirst()
                mode = file.mode.octal
                if file.mode == .submodule {
                    guard let commit = ObjectID(hex: file.content[...]) else {
                        throw CommandFailure("`\(text(path))` names no commit")
                    }
                    id = commit
                } else {
                    objects.append(try NamedObject("blob", file.content))
                    id = objects[objects.count - 1].id
                }
            } else {
                let inner = rest.prefix { $0.path.starts(with: name + [0x2F]) }
                rest = rest.dropFirst(inner.count)
                try add(
                    inner.map { (path: $0.path.dropFirst(name.count + 1), file: $0.file) }[...], to: &objects)
                mode = "40000"
                id = objects[objects.count - 1].id
            }
            bytes += Array("\(mode) ".utf8) + name + [0]
            let digits = Array(id.hex.utf8)
            bytes += stride(from: 0, to: 40, by: 2).compactMap {
                UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
            }
        }
        objects.append(try NamedObject("tree", bytes))
    }
}

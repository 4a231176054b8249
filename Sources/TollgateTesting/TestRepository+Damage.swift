import Foundation
package import GitStore

extension TestRepository {
    /// Stores an object under a name that need not be its own, as damage or an attacker might.
    package func storeObject(_ type: String, _ bytes: [UInt8], named id: ObjectID) throws {
        let content = Array("\(type) \(bytes.count)".utf8) + [0] + bytes
        let folder = "\(gitDirectory)/objects/\(id.hex.prefix(2))"
        let path = "\(folder)/\(id.hex.dropFirst(2))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? FileManager.default.removeItem(atPath: path)
        try Data(Self.zlib(content)).write(to: URL(fileURLWithPath: path))
    }

    /// Puts every object in a file of its own in place of packs, so that they can be damaged one by one.
    package func unpackObjects() throws {
        let folder = gitDirectory + "/objects/pack"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".pack") {
            // git unpacks only what it does not have.
            let moved = sandbox.freePath(name)
            try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: moved)
            try FileManager.default.removeItem(atPath: "\(folder)/\(name.dropLast(4))idx")
            try git("unpack-objects", "-q", input: Array(try Data(contentsOf: URL(fileURLWithPath: moved))))
        }
    }

    /// A zlib stream that does not compress: RFC 1950 with the stored blocks of RFC 1951.
    private static func zlib(_ content: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var rest = content[...]
        repeat {
            let block = rest.prefix(0xFFFF)
            rest = rest.dropFirst(block.count)
            let (low, high) = (UInt8(block.count & 0xFF), UInt8(block.count >> 8))
            stream += [rest.isEmpty ? 1 : 0, low, high, ~low, ~high] + block
        } while !rest.isEmpty
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in content {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        return stream + [b >> 8, b, a >> 8, a].map { UInt8(truncatingIfNeeded: $0) }
    }
}

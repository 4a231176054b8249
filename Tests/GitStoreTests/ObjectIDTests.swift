import GitStore
import Testing
import TollgateTesting

@Suite("ObjectID")
struct ObjectIDTests {
    @Test("40 digits go in and come out, whatever they are")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<1000 {
            let hex = String((0..<40).map { _ in "0123456789abcdef".randomElement(using: &generator) ?? "0" })
            let id = try #require(ObjectID(hex: hex))
            #expect(id.hex == hex)
            #expect(id.description == hex)
            #expect(id.short == hex.prefix(7))
            #expect(ObjectID(hex: Array("x\(hex)y".utf8)[1...40]) == id)
        }
    }

    @Test("zeros in front are kept")
    func leadingZeros() {
        for hex in ["0000000000000000000000000000000000000001", "0000000000000001000000000000000200000003"] {
            #expect(ObjectID(hex: hex)?.hex == hex)
        }
        #expect(ObjectID.zero.hex == String(repeating: "0", count: 40))
    }

    @Test("ids are equal when all their digits are")
    func equality() throws {
        let hex = Array("0123456789abcdef0123456789abcdef01234567")
        let id = try #require(ObjectID(hex: String(hex)))
        for index in hex.indices {
            var other = hex
            other[index] = other[index] == "f" ? "e" : "f"
            #expect(ObjectID(hex: String(other)) != id)
        }
        #expect(ObjectID(hex: String(hex)) == id)
    }

    @Test(
        "any other text is refused",
        arguments: [
            "", "0", String(repeating: "a", count: 39), String(repeating: "a", count: 41),
            String(repeating: "A", count: 40),
            String(repeating: "g", count: 40), " " + String(repeating: "a", count: 39),
            String(repeating: "٣", count: 20), String(repeating: "a", count: 64),
        ])
    func refusals(_ text: String) {
        #expect(ObjectID(hex: text) == nil)
    }

    @Test("the empty tree has the name that git gives it")
    func emptyTree() throws {
        let repository = try TestRepository()
        #expect(try repository.git("hash-object", "-t", "tree", "/dev/null") == ObjectID.emptyTree.hex)
        #expect(try repository.open().objects.tree(.emptyTree).entries.isEmpty)
    }
}

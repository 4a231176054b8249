import Glibc

/// The order of paths in git's index: by their bytes, a path before those that it begins.
package enum PathOrder {
    /// Negative, zero or positive as `left` stands before, at or behind `right`.
    package static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in compare(left, right) }
        }
    }

    package static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool { compare(left, right) < 0 }

    static func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
        if left.baseAddress == right.baseAddress, left.count == right.count { return 0 }
        var order = 0
        if let leftBase = left.baseAddress, let rightBase = right.baseAddress {
            order = Int(memcmp(leftBase, rightBase, min(left.count, right.count)))
        }
        return order != 0 ? order : left.count - right.count
    }
}

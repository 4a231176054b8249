/// A value with the landing from which on it is known.
package struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    package let landing: Landing
    package let value: Value

    package init(_ landing: Landing, _ value: Value) {
        self.landing = landing
        self.value = value
    }
}

extension Array {
    /// The newest value that was known at a landing.
    package func known<Value>(at order: Int) -> Element? where Element == Dated<Value> {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].landing.order <= order { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : self[low - 1]
    }

    /// What was known up to a landing.
    package func cut<Value>(at order: Int) -> [Element] where Element == Dated<Value> {
        Array(prefix { $0.landing.order <= order })
    }
}

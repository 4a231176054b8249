import PlanText
import Testing

/// A document after an edit, or the words of the refusal.
func edited(
    _ text: String, as layout: PlanText.Layout = .yaml, _ edit: (PlanText) throws -> [UInt8]
) -> String {
    do {
        return String(decoding: try edit(read(text, as: layout)), as: UTF8.self)
    } catch let error as EditRefusal {
        return "refused: \(error.message)"
    } catch {
        return "\(error)"
    }
}

extension PlanText {
    /// Sets a field by its way in words.
    func setting(_ way: String, to value: NewValue, after sibling: String? = nil) throws(EditRefusal) -> [UInt8] {
        try setting(path(way), to: value, after: sibling)
    }

    func removing(_ way: String) throws(EditRefusal) -> [UInt8] { try removing(path(way)) }

    private func path(_ way: String) throws(EditRefusal) -> FieldPath {
        guard let path = FieldPath(way) else { throw EditRefusal(message: "`\(way)` is no way", help: "") }
        return path
    }
}

extension NewValue {
    var content: Content {
        switch self {
        case .text(let text): .scalar(text)
        case .list(let elements): .sequence(elements.map(\.content))
        case .mapping(let pairs):
            .mapping(pairs.map { Content.Pair(key: .scalar($0.key), value: $0.value.content) })
        }
    }
}

extension Content {
    var value: NewValue {
        switch self {
        case .scalar(let text): .text(text)
        case .alias: .text("alias")
        case .sequence(let elements): .list(elements.map(\.value))
        case .mapping(let pairs):
            .mapping(
                pairs.map { pair in
                    guard case .scalar(let key) = pair.key else { return ("", pair.value.value) }
                    return (key, pair.value.value)
                })
        }
    }

    /// Every way from here to a node below.
    var ways: [FieldPath] {
        switch self {
        case .scalar, .alias: []
        case .sequence(let elements):
            elements.enumerated().flatMap { index, element in
                [[.index(index)]] + element.ways.map { [.index(index)] + $0.steps }
            }.map(FieldPath.init(steps:))
        case .mapping(let pairs):
            pairs.flatMap { pair -> [[FieldPath.Step]] in
                guard case .scalar(let key) = pair.key else { return [] }
                return [[.key(key)]] + pair.value.ways.map { [.key(key)] + $0.steps }
            }.map(FieldPath.init(steps:))
        }
    }

    subscript(_ steps: ArraySlice<FieldPath.Step>) -> Content? {
        guard let step = steps.first else { return self }
        switch (step, self) {
        case (.index(let index), .sequence(let elements)):
            return elements.indices.contains(index) ? elements[index][steps.dropFirst()] : nil
        case (.key(let key), .mapping(let pairs)):
            return pairs.first { $0.key == .scalar(key) }.flatMap { $0.value[steps.dropFirst()] }
        default: return nil
        }
    }

    /// The content with what stands at a way replaced, or removed where there is nothing to replace it with.
    func with(_ new: Content?, at steps: ArraySlice<FieldPath.Step>, after sibling: String? = nil) -> Content {
        guard let step = steps.first else { return new ?? self }
        let isLast = steps.count == 1
        switch (step, self) {
        case (.index(let index), .sequence(var elements)):
            if isLast, new == nil {
                elements.remove(at: index)
            } else if index == elements.count {
                elements.append(new ?? .scalar(""))
            } else {
                elements[index] = elements[index].with(new, at: steps.dropFirst(), after: sibling)
            }
            return .sequence(elements)
        case (.key(let key), .mapping(var pairs)):
            if let place = pairs.firstIndex(where: { $0.key == .scalar(key) }) {
                if isLast, new == nil {
                    pairs.remove(at: place)
                } else {
                    pairs[place].value = pairs[place].value.with(new, at: steps.dropFirst(), after: sibling)
                }
            } else {
                let place = sibling.flatMap { name in pairs.firstIndex { $0.key == .scalar(name) } }
                pairs.insert(
                    Pair(key: .scalar(key), value: new ?? .scalar("")), at: place.map { $0 + 1 } ?? pairs.count)
            }
            return .mapping(pairs)
        default: return self
        }
    }
}

import Diagnostics

extension PlanTree {
    /// A comment that stands on a line of its own.
    package struct OwnLineComment: Sendable {
        /// From `#` to the end of the line.
        package let bytes: Range<Int>
        /// 1-based.
        package let line: Int
    }

    /// The comments on lines of their own whose text, behind `#` and blanks, begins with a marker. What looks like one inside
    /// a text of several lines is none. In Markdown nothing below the front matter counts.
    package func comments(beginningWith marker: String) -> [OwnLineComment] {
        let bytes = source.bytes
        let marker = Array(marker.utf8)
        let end = source.path.utf8.suffix(3).elementsEqual(".md".utf8) ? Int(nodes[0].end) : bytes.count
        var found: [OwnLineComment] = []
        var start = 0
        var line = 1
        while start < end {
            let stop = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            if let hash = bytes[start..<stop].firstIndex(where: { $0 != 0x20 }), bytes[hash] == 0x23 {
                let text = bytes[(hash + 1)..<stop].drop { $0 == 0x20 }
                if text.starts(with: marker) { found.append(OwnLineComment(bytes: hash..<stop, line: line)) }
            }
            start = stop + 1
            line += 1
        }
        guard !found.isEmpty else { return [] }
        // Scalars do not overlap and stand in order, so that the last one to begin before a place is the one that can hold it.
        let scalars = nodes.filter { $0.kind == .scalar }
        return found.filter { comment in
            let place = UInt32(comment.bytes.lowerBound)
            var (low, high) = (0, scalars.count)
            while low < high {
                let middle = (low + high) / 2
                if scalars[middle].start <= place { low = middle + 1 } else { high = middle }
            }
            return low == 0 || scalars[low - 1].end <= place
        }
    }
}

/// A commit's signature and what it is over, taken from the header alone: what stands in the message is text.
extension RawCommit {
    /// What stands in the one header `gpgsig`, its lines joined, without the blanks that continue them; nothing where there is
    /// no signature.
    ///
    /// Where it is open which signature counts, since a second one stands there, one under another name such as
    /// `gpgsig-sha256`, or one before the committer, it is the headers as they are, names included: no reader of signatures
    /// takes that for one. It is then an irregularity too.
    package var signature: [UInt8]? {
        let headers = signatureHeaders
        guard let first = headers.first else { return nil }
        let key = Array("gpgsig ".utf8)
        guard headers.count == 1, first.isBehindCommitter, bytes[first.range].starts(with: key) else {
            return headers.flatMap { Array(bytes[$0.range]) }
        }
        var value: [UInt8] = []
        value.reserveCapacity(first.range.count)
        var offset = first.range.lowerBound + key.count
        while offset < first.range.upperBound {
            let end = lineEnd(offset)
            value += bytes[offset..<end]
            // The next line begins with the blank that continues this one.
            offset = end + 1
        }
        if value.last == 0x0A { value.removeLast() }
        return value
    }

    /// The bytes that a signature is over, as git takes them: the object without the headers that begin with `gpgsig`.
    package var signedPayload: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var start = 0
        for header in signatureHeaders {
            result += bytes[start..<header.range.lowerBound]
            start = header.range.upperBound
        }
        return result + bytes[start...]
    }

    private struct SignatureHeader {
        /// The lines of the header, the ones that continue it and their line ends included.
        var range: Range<Int>
        let isBehindCommitter: Bool
    }

    /// Every header whose name begins with `gpgsig`.
    private var signatureHeaders: [SignatureHeader] {
        var result: [SignatureHeader] = []
        var isBehindCommitter = false
        var isOpen = false
        var offset = 0
        while offset < headerEnd {
            let end = lineEnd(offset)
            if bytes[offset] == 0x20 {
                if isOpen { result[result.count - 1].range = result[result.count - 1].range.lowerBound..<end }
            } else {
                isOpen = bytes[offset..<end].starts(with: "gpgsig".utf8)
                if isOpen { result.append(SignatureHeader(range: offset..<end, isBehindCommitter: isBehindCommitter)) }
                if bytes[offset..<end].starts(with: "committer ".utf8) { isBehindCommitter = true }
            }
            offset = end
        }
        return result
    }

    /// The offset behind the line that begins at an offset.
    private func lineEnd(_ offset: Int) -> Int {
        bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    }
}

import TestSupport
import Testing
import ToolProtocol
import Understanding

/// What happens beside each other on one line.
@Suite struct ConnectionTests {
    private func wire(_ tools: SampleTools) async -> LineWire {
        let wire = Wire.lines.open(tools) as! LineWire
        _ = await wire.greet(.june2025)
        return wire
    }

    private func take(_ wire: LineWire, _ tree: JSONTree) async { await wire.connection.take(.whole(Array(tree.text.utf8))) }
    private func call(_ id: Int) -> JSONTree {
        ["jsonrpc": "2.0", "id": .count(id), "method": "tools/call", "params": ["name": "wait"]]
    }

    @Test func aPingIsAnsweredWhileACallIsUnderWay() async {
        let tools = SampleTools()
        let wire = await wire(tools)
        await take(wire, call(1))
        await tools.gate.waits(for: 1)
        await take(wire, ["jsonrpc": "2.0", "id": 2, "method": "ping"])
        #expect(wire.replies.map { $0["id"] } == [2])
        tools.gate.open()
        await wire.connection.finish()
        #expect(wire.replies.map { $0["id"] } == [1])
    }

    @Test func aCancelledCallIsNotAnswered() async {
        let tools = SampleTools()
        let wire = await wire(tools)
        for id in [1, 2] { await take(wire, call(id)) }
        await tools.gate.waits(for: 2)
        await take(wire, ["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": 1, "reason": "x"]])
        tools.gate.open()
        await wire.connection.finish()
        #expect(wire.replies.map { $0["id"] } == [2])
        // Its number may be used again.
        await take(wire, call(1))
        await wire.connection.finish()
        #expect(wire.replies.map { $0["id"] } == [1])
    }

    @Test func callsBeyondTheLimitAreRefusedAndSoIsAnIdThatIsTaken() async {
        let tools = SampleTools()
        let wire = await wire(tools)
        for id in 1...16 { await take(wire, call(id)) }
        await take(wire, call(1))
        await take(wire, call(17))
        #expect(wire.replies.map { $0["error"]?["code"] } == [-32600, -32603])
        tools.gate.open()
        await wire.connection.finish()
        #expect(Set(wire.replies.compactMap { $0["id"]?.integer }) == Set(1...16))
    }

    @Test func linesAreFoundHoweverTheBytesArrive() {
        let text = Array("{\"a\":1}\r\n\n\u{e4}x\nlast".utf8)
        for step in 1...text.count {
            var lines = MessageLines()
            var found: [MessageLines.Line] = []
            for start in stride(from: 0, to: text.count, by: step) { found += lines.take(text[start..<min(text.count, start + step)]) }
            if let last = lines.last() { found.append(last) }
            #expect(found == ["{\"a\":1}\r", "", "\u{e4}x", "last"].map { .whole(Array($0.utf8)) }, "\(step)")
        }
    }

    @Test func aLineThatIsTooLongIsPassedOver() {
        var lines = MessageLines(longest: 8)
        #expect(
            lines.take(Array("123456789\nab\n12345678\n".utf8)) == [.tooLong, .whole(Array("ab".utf8)), .whole(Array("12345678".utf8))])
        #expect(lines.take(Array(repeating: UInt8(ascii: "x"), count: 100)).isEmpty)
        #expect(lines.last() == .tooLong && lines.last() == nil)
    }
}

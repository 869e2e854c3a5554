import Datasets
import Serving
import Testing

@Suite struct EventDecoderTests {
    private let decoder = EventDecoder(now: Timestamp(seconds: 1_800_000_000))

    private func event(_ text: String) throws -> IncomingEvent { try decoder.event(Array(text.utf8)) }

    private func field(_ text: String, _ decoder: EventDecoder? = nil) -> String {
        do {
            _ = try (decoder ?? self.decoder).event(Array(text.utf8))
            return "none"
        } catch ServingError.invalid(let field, _) { return field } catch { return "\(error)" }
    }

    @Test func aFullEventIsReadFieldByField() throws {
        let text = """
             { "id":"e\\u00e9\\n1", "user":"ann", "item":"tt\\ud83c\\udfac", "kind":"thumbs_up", "time":"2026-03-01T22:30:00.250+01:00",
            "rating":-4.5e0, "duration":12, "completion":1, "episode":7, "device":"tv", "locale":"de-DE", "surface":"home"}
            """
        #expect(throws: ServingError.self) { _ = try event(text) }
        let good = try event(text.replacing("\\n", with: ""))
        #expect(
            good.event
                == RawEvent(
                    user: UserID("ann"), item: ItemID("tt🎬"), kind: .thumbsUp, time: Timestamp(rawValue: 1_772_400_600_250), rating: -4.5,
                    duration: 12, completion: 1, episode: 7, device: "tv", locale: "de-DE", surface: "home", id: "eé1",
                    source: SourcePosition(file: "", line: 0)))
        #expect(good.hasTime)
    }

    @Test func anEventWithoutTimeHappenedNow() throws {
        let event = try event(#"{"user":"a","kind":"search","item":null}"#)
        #expect(event.event.time == decoder.now && !event.hasTime && event.event.item == nil)
    }

    @Test func everyKindHasAName() {
        for kind in EventKind.allCases { #expect(EventKind(apiName: kind.apiName) == kind) }
        #expect(EventKind.thumbsUp.apiName == "thumbs_up" && EventKind(apiName: "thumbsUp") == nil)
    }

    /// The text, and the field that is named.
    private static let wrong: [(String, String)] = [
        (#"{"kind":"play","item":"i"}"#, "user"), (#"{"user":"u","item":"i"}"#, "kind"), (#"{"user":"u","kind":"play"}"#, "item"),
        (#"{"user":"u","kind":"dance","item":"i"}"#, "kind"), (#"{"user":"","kind":"play","item":"i"}"#, "user"),
        (#"{"user":"u","kind":"play","item":"i","time":"yesterday"}"#, "time"),
        (#"{"user":"u","kind":"play","item":"i","time":1800000000}"#, "time"),
        (#"{"user":"u","kind":"play","item":"i","time":"2027-01-17T08:00:01Z"}"#, "time"),
        (#"{"user":"u","kind":"play","item":"i","time":"2026-02-29T08:00:00Z"}"#, "time"),
        (#"{"user":"u","kind":"play","item":"i","rating":1e309}"#, "rating"),
        (#"{"user":"u","kind":"play","item":"i","rating":"5"}"#, "rating"),
        (#"{"user":"u","kind":"play","item":"i","rating":NaN}"#, "rating"),
        (#"{"user":"u","kind":"play","item":"i","rating":01}"#, "event"),
        (#"{"user":"u","kind":"play","item":"i","rating":1.}"#, "rating"),
        (#"{"user":"u","kind":"play","item":"i","completion":1.01}"#, "completion"),
        (#"{"user":"u","kind":"play","item":"i","duration":-1}"#, "duration"),
        (#"{"user":"u","kind":"play","item":"i","episode":1.5}"#, "episode"),
        (#"{"user":"u","kind":"play","item":"i","episode":-1}"#, "episode"),
        (#"{"user":"u","kind":"play","item":"i","user":"v"}"#, "user"), (#"{"user":"u","kind":"play","item":"i","extra":1}"#, "extra"),
        (#"{"user":"a\u0000b","kind":"play","item":"i"}"#, "user"), (#"{"user":"\ud800","kind":"play","item":"i"}"#, "user"),
        (#"{"user":"\udc00\ud800","kind":"play","item":"i"}"#, "user"), (#"{"user":{},"kind":"play","item":"i"}"#, "user"),
        ("", "event"), ("[]", "event"), ("{", "event"), (#"{"user":"u","kind":"play","item":"i"}x"#, "event"),
        (#"{"user":"u","kind":"play","item":"i",}"#, "event"), ("{\"user\":\"u\u{1}\"}", "user"), ("null", "event"),
    ]

    @Test func whatIsWrongIsNamed() {
        for (text, expected) in Self.wrong { #expect(field(text) == expected, "\(text)") }
    }

    @Test func hostileTextsAreRefusedQuickly() {
        let long = String(repeating: "x", count: 300)
        #expect(field(#"{"user":"\#(long)","kind":"play","item":"i"}"#) == "user")
        #expect(field(#"{"device":"\#(long.prefix(65))","user":"u","kind":"play","item":"i"}"#) == "device")
        #expect(field(String(repeating: "[", count: 100_000)) == "event")
        #expect(field(#"{"\#(String(repeating: "k", count: 100_000))":1}"#).utf8.count == 60)
        #expect(field(#"{"rating":\#(String(repeating: "9", count: 100_000))}"#) == "rating")
        #expect(throws: ServingError.self) { _ = try decoder.event([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]) }
        #expect(throws: ServingError.self) { _ = try decoder.event(Array(#"{"user":""#.utf8) + [0xC3, 0x28, 0x22, 0x7D]) }
        #expect(throws: ServingError.self) { _ = try decoder.event([0, 0, 0]) }
    }

    @Test func aUserTokenSpeaksForItsUserAlone() throws {
        let own = EventDecoder(now: decoder.now, user: UserID("ann"))
        #expect(try own.event(Array(#"{"kind":"play","item":"i"}"#.utf8)).event.user == UserID("ann"))
        #expect(try own.event(Array(#"{"kind":"play","item":"i","user":"me"}"#.utf8)).event.user == UserID("ann"))
        #expect(field(#"{"kind":"play","item":"i","user":"bob"}"#, own) == "user")
    }

    @Test func ratingsOutsideTheirScaleAreRefused() {
        let scaled = EventDecoder(now: decoder.now, ratings: 1...5)
        #expect(field(#"{"user":"u","kind":"rating","item":"i","rating":5}"#, scaled) == "none")
        #expect(field(#"{"user":"u","kind":"rating","item":"i","rating":6}"#, scaled) == "rating")
    }

    @Test func timesComeBackAsTheyWereWritten() {
        for milliseconds in [0, 1, -1, 951_782_400_000, 1_709_210_096_789, -62_135_596_800_000, 253_402_300_799_999] as [Int64] {
            let time = Timestamp(rawValue: milliseconds)
            #expect(RFC3339.parse(RFC3339.text(time)) == time, "\(milliseconds)")
        }
        #expect(RFC3339.text(Timestamp(rawValue: 1_709_210_096_050)) == "2024-02-29T12:34:56.050Z")
        #expect(RFC3339.parse("2024-02-29T12:34:56.0509999-00:30") == Timestamp(rawValue: 1_709_211_896_050))
        for text in ["2024-02-29", "2024-02-29 12:34:56Z", "2024-02-29T12:34:56", "2024-02-30T12:34:56Z", "2024-02-29T24:00:00Z", "", "Z"] {
            #expect(RFC3339.parse(text) == nil, "\(text)")
        }
    }
}

/// Mutated texts must be read or refused, never trap, and what is read must be what a second reading gives.
@Suite struct EventFuzzTests {
    @Test(arguments: [1, 2, 3] as [UInt64]) func mutatedEventsAreReadOrRefused(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let seeds = [
            #"{"id":"e1","user":"u","item":"i","kind":"play","time":"2026-03-01T22:30:00Z","rating":4.5,"completion":0.25,"episode":3}"#,
            #"{"user":"\ud83c\udfac","kind":"search","device":"tv","locale":"de-DE","surface":"home","duration":1e3}"#,
        ].map { Array($0.utf8) }
        let decoder = EventDecoder(now: Timestamp(seconds: 1_800_000_000))
        var read = 0
        for round in 0..<20_000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0...Int(random.next() % 3) { mutate(&bytes, &random) }
            guard let event = try? decoder.event(bytes) else { continue }
            read += 1
            #expect(try! decoder.event(bytes) == event)
            #expect(!event.event.user.rawValue.isEmpty && event.event.user.rawValue.unicodeScalars.count <= EventDecoder.longestID)
            #expect(event.event.rating?.isFinite ?? true)
            #expect((event.event.time?.rawValue ?? 0) <= decoder.now.rawValue + EventDecoder.furthestAhead)
        }
        // Some mutations are harmless: a suite that refuses everything would show nothing.
        #expect(read > 100, "seed \(seed)")
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
        guard !bytes.isEmpty else { return bytes.append(UInt8(truncatingIfNeeded: random.next())) }
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 6 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(Array("{}[]\",:\\u0e-+.9\u{0}".utf8).randomElement(using: &random)!, at: place)
        case 3: bytes.removeLast(bytes.count - place)
        case 4: bytes += bytes[place...]
        default: bytes[place] ^= 1 << UInt8(random.next() % 8)
        }
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return StableHash.mix(state)
    }
}

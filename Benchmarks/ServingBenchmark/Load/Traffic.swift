import Datasets
import Foundation

/// Makes the requests of the world's people.
struct Traffic: Sendable {
    let plan: WorldPlan
    /// Titles by number, to search for.
    let names: [String]
    /// Titles that lists showed, by rank of the person: what `why` is asked about.
    var shown: [(rank: Int, item: String)] = []
    var rows = 10
    var count = 20

    init(world folder: String) throws {
        plan = try WorldPlan.read(folder)
        names = WorldTitles(plan).items.map(\.title)
    }

    /// People ask as often as they did before: by Zipf's law.
    func person(_ random: inout SeededGenerator) -> String { plan.user(Zipf(count: plan.users).draw(&random)).rawValue }
    func title(_ random: inout SeededGenerator) -> String { plan.title(Zipf(count: plan.titles).draw(&random)).rawValue }

    func home(_ user: String) -> LoadRequest { LoadRequest(target: "/v1/users/\(user)/home?rows=\(rows)&count=\(count)") }
    func list(_ user: String) -> LoadRequest { LoadRequest(target: "/v1/users/\(user)/recommendations?count=\(count)") }
    func similar(_ item: String) -> LoadRequest { LoadRequest(target: "/v1/items/\(item)/similar?count=\(count)") }
    func why(_ random: inout SeededGenerator) -> LoadRequest {
        let (rank, item) = shown[random.below(shown.count)]
        return LoadRequest(target: "/v1/users/\(plan.user(rank).rawValue)/why/\(item)")
    }

    /// Every rank once, in an order that mixes: the first `eager` have the longest histories.
    func coldPerson(_ number: Int, offset: Int) -> String {
        // A step that shares no divisor with the count visits everybody once.
        let rank = ((number + offset) * 2_654_435_761) % plan.eager
        return plan.user(rank).rawValue
    }

    /// Words of a title, as people type them: lower case, now and then a letter wrong or the rest missing.
    func search(_ random: inout SeededGenerator) -> LoadRequest {
        var text = Array(names[Zipf(count: names.count).draw(&random)].lowercased())
        let chance = random.share()
        if chance < 0.2 { text[random.below(text.count)] = "x" }
        if chance > 0.6 { text = Array(text.prefix(max(4, text.count / 2))) }
        let query = String(text).addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return LoadRequest(target: "/v1/search?q=\(query)&count=\(count)&user=\(person(&random))")
    }

    /// What a service meets in an evening.
    func mixed(_ random: inout SeededGenerator) -> LoadRequest {
        let chance = random.share()
        switch chance {
        case ..<0.6: return home(person(&random))
        case ..<0.75: return list(person(&random))
        case ..<0.87: return similar(title(&random))
        case ..<0.95: return search(&random)
        case ..<0.98 where !shown.isEmpty: return why(&random)
        default: return home("newcomer-\(random.below(1_000_000))")
        }
    }
}

/// Events of the world's people, as lines of a bulk request.
struct EventTraffic: Sendable {
    let plan: WorldPlan
    /// Part of every id, so that one run's events are not another's.
    let run: String
    /// The instant of the first event, milliseconds since 1970.
    let start: Int64
    let crowd: Crowd

    /// Whose events they are.
    enum Crowd {
        /// By Zipf's law: the busiest of 100,000 has one event in twelve, tens of thousands in an hour.
        case few
        /// Everybody comes, one after the other.
        case everybody
        /// As many as each had before, so that no history outgrows what people can watch.
        case asBefore
    }

    /// - Parameter earlier: milliseconds between the first event and now.
    init(plan: WorldPlan, run: String, earlier: Int64 = 0, crowd: Crowd = .few) {
        self.plan = plan
        self.run = run
        self.crowd = crowd
        start = Int64(Date().timeIntervalSince1970 * 1000) - earlier
    }

    func id(_ number: Int) -> String { "\(run)-\(number)" }

    /// Events `first..<first + count`; each number is another event.
    func batch(first: Int, count: Int, _ random: inout SeededGenerator) -> LoadRequest {
        var body: [UInt8] = []
        body.reserveCapacity(160 * count)
        for number in first..<first + count { append(number, &random, to: &body) }
        return LoadRequest(
            method: "POST", target: "/v1/events/bulk", body: body, contentType: "application/x-ndjson", keepsBody: true)
    }

    private func append(_ number: Int, _ random: inout SeededGenerator, to body: inout [UInt8]) {
        let user = plan.user(rank(number, &random)).rawValue
        let item = plan.title(Zipf(count: plan.titles).draw(&random)).rawValue
        body +=
            #"{"id":"\#(id(number))","user":"\#(user)","item":"\#(item)","kind":"play","time":"\#(EventTraffic.time(start + Int64(number)))","#
            .utf8
        body +=
            #""duration":\#(1200 + random.below(6000)),"completion":0.\#(10 + random.below(90)),"device":"phone","surface":"home"}"#.utf8
        body.append(UInt8(ascii: "\n"))
    }

    private func rank(_ number: Int, _ random: inout SeededGenerator) -> Int {
        switch crowd {
        case .few: return Zipf(count: plan.users).draw(&random)
        case .everybody: return number % plan.users
        case .asBefore:
            // Whoever has the longest history is always taken, the others as often as theirs is long beside it.
            while true {
                let rank = random.below(plan.users)
                if random.below(plan.longest) < plan.length(ofRank: rank) { return rank }
            }
        }
    }

    /// RFC 3339 with milliseconds.
    static func time(_ milliseconds: Int64) -> String {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let rest = Int(milliseconds % 1000)
        return
            "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)).\(WorldPlan.padded(rest, 3))Z"
    }
}

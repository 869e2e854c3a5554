/// A planted habit: on this device, at these hours, one of these genres.
public struct Habit: Sendable, Hashable {
    public enum Days: Sendable, Hashable { case weekdays, weekend, all }

    /// As in `Dataset.devices`.
    public var device: String
    /// Hours of the day in UTC; from 24 on, hours of the next day.
    public var hours: Range<Int>
    public var days: Days
    public var genres: [String]
    /// Not there and then, even when a title has a wanted genre too.
    public var avoids: [String]
    /// How often it comes into play, relative to the other habits of its household.
    public var weight: Double

    public init(
        device: String, hours: Range<Int>, days: Days = .all, genres: [String], avoids: [String] = [], weight: Double = 1
    ) {
        self.device = device
        self.hours = hours
        self.days = days
        self.genres = genres
        self.avoids = avoids
        self.weight = weight
    }

    /// - Parameter weekend: whether the day is a Saturday or a Sunday; nil = do not care.
    public func covers(device: String, hour: Int, weekend: Bool? = nil) -> Bool {
        guard device == self.device, hours.contains(hour) || hours.contains(hour + 24) else { return false }
        guard let weekend else { return true }
        return covers(weekend: weekend)
    }

    func covers(weekend: Bool) -> Bool {
        switch days {
        case .all: true
        case .weekdays: !weekend
        case .weekend: weekend
        }
    }
}

/// A way of life: habits that many people of the audience share.
public struct Archetype: Sendable, Hashable {
    public var name: String
    public var habits: [Habit]
    /// Relative frequency in the audience.
    public var share: Double
    /// Children share the account of grown-ups.
    public var isChild: Bool

    public init(_ name: String, share: Double, isChild: Bool = false, habits: [Habit]) {
        self.name = name
        self.habits = habits
        self.share = share
        self.isChild = isChild
    }
}

extension Archetype {
    /// The ways of life of a film audience. The contrary ones keep the device alone from giving the genre away.
    public static let films: [Archetype] = [
        Archetype(
            "lunch laugher, night thriller", share: 3,
            habits: [
                Habit(
                    device: "phone", hours: 12..<14, days: .weekdays, genres: ["Comedy", "Animation"],
                    avoids: ["Crime", "Horror", "Thriller"], weight: 1.2),
                Habit(
                    device: "television", hours: 20..<24, genres: ["Thriller", "Crime", "Mystery"], avoids: ["Comedy", "Animation"]),
            ]),
        Archetype(
            "commuting dreamer", share: 2,
            habits: [
                Habit(device: "phone", hours: 7..<9, days: .weekdays, genres: ["Fantasy", "Animation", "Family"]),
                Habit(device: "television", hours: 20..<23, genres: ["Drama", "Biography", "Historical"]),
            ]),
        Archetype(
            "night owl", share: 2,
            habits: [
                Habit(
                    device: "laptop", hours: 22..<26, genres: ["Horror", "Science Fiction", "Supernatural"], avoids: ["Comedy"],
                    weight: 1.3),
                Habit(device: "phone", hours: 12..<14, days: .weekdays, genres: ["Comedy"]),
            ]),
        Archetype(
            "weekend explorer", share: 2,
            habits: [
                Habit(device: "television", hours: 14..<21, days: .weekend, genres: ["Adventure", "Action", "Superhero"], weight: 2),
                Habit(device: "tablet", hours: 21..<24, days: .weekdays, genres: ["Romance", "Comedy"]),
            ]),
        Archetype(
            "romantic", share: 2,
            habits: [
                Habit(device: "tablet", hours: 20..<24, genres: ["Romance", "Musical"], weight: 1.2),
                Habit(device: "phone", hours: 12..<14, days: .weekdays, genres: ["Comedy"]),
                Habit(device: "television", hours: 19..<22, days: .weekend, genres: ["Drama"]),
            ]),
        Archetype(
            "student of film", share: 1.5,
            habits: [
                Habit(device: "laptop", hours: 19..<23, genres: ["Drama", "Film Noir", "Crime"], weight: 1.2),
                Habit(device: "television", hours: 20..<24, days: .weekend, genres: ["Western", "War", "Science Fiction"]),
            ]),
        Archetype(
            "early bird", share: 1.5,
            habits: [
                Habit(device: "television", hours: 17..<20, genres: ["Sports", "Action"]),
                Habit(device: "phone", hours: 12..<14, days: .weekdays, genres: ["Comedy", "Sports"]),
            ]),
        Archetype(
            "contrarian", share: 1.5,
            habits: [
                Habit(
                    device: "phone", hours: 12..<14, days: .weekdays, genres: ["Thriller", "Horror"], avoids: ["Comedy"], weight: 1.2),
                Habit(device: "television", hours: 20..<24, genres: ["Comedy", "Romance"], avoids: ["Horror", "Thriller"]),
            ]),
        Archetype(
            "child", share: 1, isChild: true,
            habits: [
                Habit(device: "tablet", hours: 15..<18, genres: ["Animation", "Family"]),
                Habit(device: "television", hours: 9..<11, days: .weekend, genres: ["Animation", "Family", "Fantasy"]),
            ]),
    ]

    /// Ways of life for any other catalogue: each pairs two genres with two devices and hours, seeded.
    static func invented(for genres: [String], seed: UInt64) -> [Archetype] {
        guard !genres.isEmpty else { return [Archetype("anyone", share: 1, habits: slots(["", ""], shift: 0))] }
        return (0..<min(8, genres.count)).map { number in
            let other = (number + 1 + Int(seed % UInt64(genres.count))) % genres.count
            return Archetype(
                "\(genres[number]) and \(genres[other])", share: 1,
                habits: slots([genres[number], genres[other]], shift: number % 2))
        }
    }

    private static func slots(_ genres: [String], shift: Int) -> [Habit] {
        [
            Habit(device: "phone", hours: 8..<10, days: .weekdays, genres: [genres[shift]]),
            Habit(device: "laptop", hours: 20..<23, genres: [genres[1 - shift]]),
        ]
    }
}

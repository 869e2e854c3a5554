/// The sums that belong to the creatives of one title; K creatives, m columns of the shared model that they touch.
struct TitleStatistics: Sendable, Hashable, Codable {
    /// Names of the creatives that ever took part.
    var names: [String] = []
    /// Columns of the shared model, in order of appearance.
    var columns: [Int] = []
    /// Shape `[K, K]`.
    var gram: [Double] = []
    /// Shape `[K, m]`.
    var cross: [Double] = []
    /// Shape `[K]`.
    var moment: [Double] = []
    var trials = 0.0
    var rewards = 0.0

    /// The place of a creative, made if it is new.
    mutating func place(of name: String) -> Int {
        if let known = names.firstIndex(of: name) { return known }
        let old = names.count
        let new = old + 1
        var gram = [Double](repeating: 0, count: new * new)
        for row in 0..<old { for column in 0..<old { gram[row * new + column] = self.gram[row * old + column] } }
        self.gram = gram
        cross += [Double](repeating: 0, count: columns.count)
        moment.append(0)
        names.append(name)
        return old
    }

    /// The place of a column of the shared model, made if it is new.
    mutating func place(ofColumn column: Int) -> Int {
        if let known = columns.firstIndex(of: column) { return known }
        let old = columns.count
        var cross = [Double](repeating: 0, count: names.count * (old + 1))
        for row in names.indices { for place in 0..<old { cross[row * (old + 1) + place] = self.cross[row * old + place] } }
        self.cross = cross
        columns.append(column)
        return old
    }

    mutating func fade(_ share: Double) {
        for position in gram.indices { gram[position] *= share }
        for position in cross.indices { cross[position] *= share }
        for position in moment.indices { moment[position] *= share }
        trials *= share
        rewards *= share
    }

    /// Whether the shapes agree and all numbers are finite: documents come from disk.
    func isSound(columnCount: Int) -> Bool {
        names.count <= 64 && Set(names).count == names.count && Set(columns).count == columns.count
            && columns.allSatisfy { (0..<columnCount).contains($0) } && gram.count == names.count * names.count
            && cross.count == names.count * columns.count && moment.count == names.count
            && (gram + cross + moment + [trials, rewards]).allSatisfy(\.isFinite)
    }
}

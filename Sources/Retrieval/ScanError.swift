/// What a scan was given that it cannot work with; nothing has changed.
public struct ScanError: Error, Sendable, Equatable, CustomStringConvertible {
    enum Reason: Sendable, Equatable {
        case width(Int)
        case ragged(values: Int, width: Int)
        case notFinite(what: String, row: Int)
        case row(Int, count: Int)
        case length(Int)
        case full
    }

    let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    public var description: String {
        switch reason {
        case .width(let width): "vectors of width \(width) cannot be scanned; 1 to \(VectorScan.mostWidth) values are allowed"
        case .ragged(let values, let width): "\(values) values are not a whole number of vectors of width \(width)"
        case .notFinite(let what, let row): "\(what) \(row) holds a number that is infinite, not a number or beyond 10^15; leave it out"
        case .row(let row, let count): "there is no row \(row) among \(count); a new row takes the number \(count)"
        case .length(let k): "a list of \(k) rows cannot be asked for; 1 to \(VectorScan.mostHits) are allowed"
        case .full: "a scan holds at most \(VectorScan.mostRows) rows; use another for the rest"
        }
    }
}

/// Named numbers of a baseline, as in a grid, on the command line and in result files.
public struct BaselineParameters: Sendable, Hashable, Codable, ExpressibleByDictionaryLiteral, CustomStringConvertible {
    public var values: [String: Double]
    public init(_ values: [String: Double] = [:]) { self.values = values }
    public init(dictionaryLiteral elements: (String, Double)...) {
        values = Dictionary(elements) { _, last in last }
    }
    public init(from decoder: any Decoder) throws { values = try [String: Double](from: decoder) }
    public func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }

    public subscript(name: String) -> Double? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// `decay 0.9, lambda 500`, sorted by name.
    public var description: String {
        values.sorted { $0.key < $1.key }.map { "\($0.key) \(BaselineParameters.short($0.value))" }.joined(separator: ", ")
    }

    static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : String(value)
    }

    /// These values over defaults.
    func over(_ defaults: BaselineParameters) -> BaselineParameters {
        BaselineParameters(defaults.values.merging(values) { _, mine in mine })
    }

    /// Every combination of the given values.
    static func grid(_ axes: KeyValuePairs<String, [Double]>) -> [BaselineParameters] {
        axes.reduce([BaselineParameters()]) { points, axis in
            points.flatMap { point in
                axis.value.map { value in
                    var next = point
                    next[axis.key] = value
                    return next
                }
            }
        }
    }
}

/// Reads a baseline's parameters and refuses impossible ones.
struct ParameterReader {
    let baseline: String
    let parameters: BaselineParameters

    func number(_ name: String, in range: ClosedRange<Double>) throws(BaselineError) -> Double {
        guard let value = parameters[name], range.contains(value) else {
            throw .impossibleParameter(
                baseline: baseline, name: name, value: parameters[name] ?? .nan,
                expected: "\(BaselineParameters.short(range.lowerBound)) to \(BaselineParameters.short(range.upperBound))")
        }
        return value
    }

    func count(_ name: String, in range: ClosedRange<Int>) throws(BaselineError) -> Int {
        let value = try number(name, in: Double(range.lowerBound)...Double(range.upperBound))
        guard value == value.rounded() else {
            throw .impossibleParameter(baseline: baseline, name: name, value: value, expected: "a whole number")
        }
        return Int(value)
    }
}

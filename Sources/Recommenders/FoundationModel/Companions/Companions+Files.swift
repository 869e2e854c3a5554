import Datasets
import Foundation
import NeuralNetworks

/// The two files of companions in a bundle: what was counted, and how it is read and weighed.
extension Companions {
    static let countsFile = "companions.safetensors"
    static let weightsFile = "companions.json"

    private struct Description: Codable {
        var signals: [Signal]
        var weights: CompanionWeights
    }

    private struct Signal: Codable {
        var kind: BaselineKind
        var parameters: BaselineParameters
        /// What differs from kind to kind.
        var columns: [String]?
        var lengths: Int?
        var starts: [Int]?
        var decay: Float?
        var historyLength: Int?
        var isMean: Bool?
        var unit: Float?
    }

    func files(_ encoder: JSONEncoder) throws -> [String: Data] {
        var tensors: [String: Safetensors.Entry] = [:]
        let described = signals.map { signal in
            var described = Signal(kind: signal.kind, parameters: signal.parameters)
            let name = signal.kind.rawValue
            switch signal.counts {
            case .lists(let lists):
                (described.columns, described.lengths) = (lists.columns, lists.lengths)
                tensors["\(name).lists"] = .init(shape: [lists.values.count], values: lists.values)
            case .neighbours(let neighbours):
                (described.decay, described.historyLength) = (neighbours.decay, neighbours.historyLength)
                (described.isMean, described.unit) = (neighbours.isMean, neighbours.unit)
                neighbours.links.store("\(name).links", in: &tensors)
            case .situations(let situations):
                described.starts = situations.starts
                tensors["\(name).base"] = .init(shape: [situations.base.count], values: situations.base)
                situations.additions.store("\(name).additions", in: &tensors)
            case .own: break
            }
            return described
        }
        return [
            Self.countsFile: try Safetensors(tensors: tensors).encoded(),
            Self.weightsFile: try encoder.encode(Description(signals: described, weights: weights)),
        ]
    }

    /// - Throws: `FoundationModelError.damagedBundle` naming the file.
    init(itemCount: Int, read: (String) throws -> Data) throws {
        let description: Description
        do { description = try JSONDecoder().decode(Description.self, from: try read(Self.weightsFile)) } catch let error as DecodingError {
            throw FoundationModelError.damagedBundle(file: Self.weightsFile, reason: "\(error)")
        }
        let tensors: [String: Safetensors.Entry]
        do { tensors = try Safetensors(decoding: try read(Self.countsFile)).tensors } catch let error as SafetensorsError {
            throw FoundationModelError.damagedBundle(file: Self.countsFile, reason: error.description)
        }
        let reader = CompanionReader(tensors: tensors, itemCount: itemCount)
        signals = try description.signals.map { signal in
            CompanionSignal(kind: signal.kind, parameters: signal.parameters, counts: try Self.counts(signal, reader))
        }
        weights = description.weights
        guard weights.columns == Self.columns(of: signals), weights.values.count == weights.columns.count * CompanionFacts.count,
            weights.lowestFacts.count == CompanionFacts.count, weights.highestFacts.count == CompanionFacts.count,
            (weights.values + weights.lowestFacts + weights.highestFacts).allSatisfy(\.isFinite)
        else { throw FoundationModelError.damagedBundle(file: Self.weightsFile, reason: "weights and columns do not belong together") }
    }

    private static func counts(_ signal: Signal, _ reader: CompanionReader) throws -> CompanionSignal.Counts {
        func damaged(_ what: String) -> FoundationModelError {
            .damagedBundle(file: weightsFile, reason: "\(signal.kind.rawValue): \(what)")
        }
        let name = signal.kind.rawValue
        switch signal.kind {
        case .ownFrequency: return .own(OwnChoices())
        case .markov, .itemKNN, .ease:
            guard let decay = signal.decay, let length = signal.historyLength, let isMean = signal.isMean, let unit = signal.unit,
                decay >= 0, decay <= 1, length > 0, unit > 0, unit.isFinite
            else { throw damaged("decay, length and unit are needed") }
            let links = try reader.rows("\(name).links", count: reader.itemCount)
            return .neighbours(CountedNeighbours(links: links, decay: decay, historyLength: length, isMean: isMean, unit: unit))
        case .contextPopularity:
            guard let starts = signal.starts, starts.count == 4, starts[0] == 0, starts[3] <= 1 << 20,
                zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
            else { throw damaged("the fields' values are not in order") }
            return .situations(
                CountedSituations(
                    base: try reader.numbers("\(name).base", count: reader.itemCount),
                    additions: try reader.rows("\(name).additions", count: starts[3]), starts: starts))
        case .popularity, .firstEvents:
            guard let columns = signal.columns, let lengths = signal.lengths, lengths > 0, lengths <= 1000, columns.count <= 16 else {
                throw damaged("columns and lengths are needed")
            }
            let values = try reader.numbers("\(name).lists", count: columns.count * lengths * reader.itemCount)
            return .lists(CountedLists(columns: columns, values: values, lengths: lengths))
        case .recentPopularity, .implicitALS, .content: throw damaged("no companion of this kind is known")
        }
    }
}

/// Takes tables out of tensors, and believes nothing.
private struct CompanionReader {
    let tensors: [String: Safetensors.Entry]
    let itemCount: Int

    func numbers(_ name: String, count: Int) throws -> [Float] {
        guard let values = tensors[name]?.values, values.count == count, values.allSatisfy(\.isFinite) else {
            throw damaged(name, "\(count) finite numbers are needed")
        }
        return values
    }

    func rows(_ name: String, count: Int) throws -> SparseRows {
        let lengths = try numbers("\(name).lengths", count: count)
        guard lengths.allSatisfy({ $0 >= 0 && $0 <= Float(itemCount) && $0 == $0.rounded() }) else {
            throw damaged(name, "impossible lengths")
        }
        let entries = lengths.reduce(0) { $0 + Int($1) }
        let columns = try numbers("\(name).columns", count: entries)
        let values = try numbers("\(name).values", count: entries)
        guard columns.allSatisfy({ $0 >= 0 && $0 < Float(itemCount) && $0 == $0.rounded() }) else {
            throw damaged(name, "impossible items")
        }
        var rows = SparseRows()
        var next = 0
        for length in lengths {
            for entry in next..<next + Int(length) { rows.append(Int32(columns[entry]), values[entry]) }
            next += Int(length)
            rows.endRow()
        }
        return rows
    }

    private func damaged(_ name: String, _ reason: String) -> FoundationModelError {
        .damagedBundle(file: Companions.countsFile, reason: "tensor '\(name)': \(reason)")
    }
}

extension SparseRows {
    /// Whole numbers below 2²⁴ are exact as floats; lengths are stored, because offsets may be larger.
    fileprivate func store(_ name: String, in tensors: inout [String: Safetensors.Entry]) {
        let lengths = (0..<offsets.count - 1).map { Float(range(of: $0).count) }
        tensors["\(name).lengths"] = .init(shape: [lengths.count], values: lengths)
        tensors["\(name).columns"] = .init(shape: [columns.count], values: columns.map { Float($0) })
        tensors["\(name).values"] = .init(shape: [values.count], values: values)
    }
}

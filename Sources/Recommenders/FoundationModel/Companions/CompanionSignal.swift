import Datasets
import NeuralNetworks

/// One companion: counts, and how they become columns of the score.
struct CompanionSignal: Sendable {
    let kind: BaselineKind
    /// What it was made with, for whoever wants to know.
    let parameters: BaselineParameters
    let counts: Counts

    enum Counts: Sendable {
        case lists(CountedLists)
        case neighbours(CountedNeighbours)
        case situations(CountedSituations)
        case own(OwnChoices)
    }

    /// The names of its columns; part of a bundle, never changed.
    var columns: [String] { columnNames.map { "\(kind.rawValue).\($0)" } }

    private var columnNames: [String] {
        switch counts {
        case .lists(let lists): lists.columns
        case .neighbours: CountedNeighbours.columns
        case .situations: CountedSituations.columns
        case .own: OwnChoices.columns
        }
    }

    /// - Parameter target: zeros, shape `[columns, V]`.
    func fill(_ question: CompanionQuestion, into target: UnsafeMutablePointer<Float>, itemCount: Int) {
        switch counts {
        case .lists(let lists): lists.fill(question, into: target, itemCount: itemCount)
        case .neighbours(let neighbours): neighbours.fill(question, into: target, itemCount: itemCount)
        case .situations(let situations): situations.fill(question, into: target, itemCount: itemCount)
        case .own(let own): own.fill(question, into: target, itemCount: itemCount)
        }
    }

    func mapped(by map: CompanionItemMap) -> CompanionSignal {
        guard !map.isIdentity else { return self }
        let mapped: Counts =
            switch counts {
            case .lists(let lists): .lists(lists.mapped(by: map))
            case .neighbours(let neighbours): .neighbours(neighbours.mapped(by: map))
            case .situations(let situations): .situations(situations.mapped(by: map))
            case .own(let own): .own(own)
            }
        return CompanionSignal(kind: kind, parameters: parameters, counts: mapped)
    }
}

extension BaselineKind {
    /// Those that a bundle can hold.
    public static let companionKinds: [BaselineKind] = [
        .popularity, .firstEvents, .contextPopularity, .ownFrequency, .markov, .itemKNN, .ease,
    ]

    /// In a sentence.
    var companionName: String {
        switch self {
        case .popularity: "popularity"
        case .recentPopularity: "popularity of the week"
        case .markov: "Markov"
        case .itemKNN: "item-kNN"
        case .ease: "EASE"
        case .implicitALS: "ALS"
        case .content: "content"
        case .firstEvents: "first events"
        case .ownFrequency: "own frequency"
        case .contextPopularity: "popularity in context"
        }
    }
}

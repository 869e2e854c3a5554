import Datasets
import Synchronization

/// What similar titles need of one snapshot, and the rows that were asked for last.
final class SimilarShelf: Sendable {
    private struct State {
        var generation = -1
        var vectors: UnitVectors?
        var franchises: Franchises?
        var names: TitleNames?
        var rows: [ItemIndex: (row: [Float], used: UInt64)] = [:]
        var clock: UInt64 = 0
    }
    private let state = Mutex(State())
    /// Memory for rows, in bytes.
    private static let rowBytes = 32 << 20

    /// Likeness of every title to some titles; of a single one it is kept. `[V]`
    func row(_ seeds: [ItemIndex], _ snapshot: ServingSnapshot, _ columns: TitleColumns) -> [Float] {
        if seeds.count == 1, let known = known(seeds[0], snapshot, columns) { return known }
        let (vectors, franchises) = tables(snapshot, columns)
        var row = vectors?.likeness(to: seeds) ?? SimilarShelf.mean(seeds.map { snapshot.engine.similarity(to: $0) })
        let content = ContentLikeness(titles: snapshot.titles)
        for seed in seeds {
            content.add(likenessTo: seed, times: SimilarTitles.contentShare / Float(seeds.count), to: &row)
            for other in franchises.companions(of: seed) {
                row[other.position] += SimilarTitles.franchiseShare / Float(seeds.count) * snapshot.titles.kinship(seed, other)
            }
        }
        if seeds.count == 1 { keep(row, seeds[0], snapshot) }
        return row
    }

    private static func mean(_ rows: [[Float]]) -> [Float] {
        var sum = rows[0]
        for row in rows.dropFirst() { for place in sum.indices { sum[place] += row[place] } }
        return rows.count == 1 ? sum : sum.map { $0 / Float(rows.count) }
    }

    private func known(_ seed: ItemIndex, _ snapshot: ServingSnapshot, _ columns: TitleColumns) -> [Float]? {
        state.withLock { state in
            guard state.generation == snapshot.generation, state.names === columns.names, let known = state.rows[seed] else { return nil }
            state.clock += 1
            state.rows[seed]!.used = state.clock
            return known.row
        }
    }

    private func keep(_ row: [Float], _ seed: ItemIndex, _ snapshot: ServingSnapshot) {
        let limit = max(1, SimilarShelf.rowBytes / (4 * max(1, row.count)))
        state.withLock { state in
            guard state.generation == snapshot.generation else { return }
            state.clock += 1
            state.rows[seed] = (row, state.clock)
            guard state.rows.count > limit else { return }
            // Half at once, so that the search for the oldest is rare.
            let middle = state.rows.values.map(\.used).sorted()[state.rows.count / 2]
            state.rows = state.rows.filter { $0.value.used > middle }
        }
    }

    private func tables(_ snapshot: ServingSnapshot, _ columns: TitleColumns) -> (vectors: UnitVectors?, franchises: Franchises) {
        state.withLock { state in
            if state.generation != snapshot.generation {
                state.generation = snapshot.generation
                state.vectors = UnitVectors(snapshot.engine)
                state.rows = [:]
            }
            if state.names !== columns.names || state.franchises == nil {
                state.names = columns.names
                state.franchises = Franchises(columns.names)
                state.rows = [:]
            }
            return (state.vectors, state.franchises!)
        }
    }
}

extension TitleTable {
    /// 1 for titles of one name that share people or a genre, less for those that share the name alone.
    func kinship(_ a: ItemIndex, _ b: ItemIndex) -> Float {
        let facets: [FacetName] = SearchIndex.peopleFacets + [.genre]
        let isShared = facets.contains { facet in
            guard let own = self[a].facets[facet], let other = self[b].facets[facet] else { return false }
            return own.contains(where: other.contains)
        }
        return isShared ? 1 : 0.4
    }
}

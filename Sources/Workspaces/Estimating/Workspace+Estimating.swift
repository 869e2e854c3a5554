import Datasets
import Evaluation
import Recommenders
import Storage

extension Workspace {
    /// What importing these files will need.
    ///
    /// - Complexity: reads the beginning of the largest file.
    public static func estimateImport(_ paths: [String]) -> MemoryEstimate {
        // Files come one after the other, and the largest holds the events.
        var largest: (path: String, bytes: Int) = ("", 0)
        for file in paths.flatMap(files) {
            // Rows of events compress to about a fifth.
            let bytes = FileSystemCall.length(of: file) * (file.hasSuffix(".gz") || file.hasSuffix(".zst") ? 5 : 1)
            if bytes > largest.bytes { largest = (file, bytes) }
        }
        return .importing(ImportSize(bytes: largest.bytes, bytesPerRow: bytesPerRow(largest.path)))
    }

    private static func files(_ path: String) -> [String] {
        guard FileSystemCall.isFolder(path) else { return [path] }
        return ((try? BundleFiles.paths(in: path)) ?? []).map { path + "/" + $0 }
    }

    private static func bytesPerRow(_ path: String) -> Int {
        guard let reader = try? LineReader(path: path) else { return 32 }
        var (rows, bytes) = (0, 0)
        while rows < 1000, case .line(let line)? = try? reader.next() {
            rows += 1
            bytes += line.bytes.count + 1
        }
        return rows == 0 ? 32 : max(8, bytes / rows)
    }

    /// What reading all events will need.
    public func estimateDataset() throws -> MemoryEstimate { .dataset(try store.counts()) }

    /// What training such a run on this data will need.
    static func estimateTraining(_ data: Dataset, run: RunConfiguration, workers: Int) -> MemoryEstimate {
        var counts = StoreCounts()
        counts.events = data.users.reduce(0) { $0 + $1.interactions.count }
        counts.users = data.users.count
        counts.items = data.catalog.count
        return .training(counts, run: run, weights: weights(run, data.catalog), workers: workers)
    }

    /// Of the items, their facets and the layers; the few others do not count.
    private static func weights(_ run: RunConfiguration, _ catalog: Catalog) -> Int {
        let model = run.model
        let d = model.embeddingDimension
        let facets = model.inputs >= .attributes ? FacetVocabulary(catalog).fields.reduce(0) { $0 + $1.values.count } : 0
        let layer = 9 * d * d + 3 * d * model.feedForwardDimension
        // Vectors of MiniLM's width, read by one map.
        let texts = model.textReader == nil ? 0 : (catalog.count + d) * 384
        return texts + (catalog.count + 2000) * d + facets * model.facetDimension + model.layerCount * layer
    }
}

import Datasets
import Evaluation
import Recommenders
import Storage

extension Workspace {
    /// What an import will take, by the beginning of its files.
    ///
    /// - Complexity: parses up to 65,536 events.
    public static func estimateImport(_ request: ImportRequest) -> StepEstimate {
        estimateImport(sample(request), clock: secondsPassed)
    }

    static func sample(_ request: ImportRequest) -> ImportSample {
        zip(request.importers, request.paths).reduce(ImportSample()) {
            $0 + ImportSample(of: $1.0, path: $1.1, attributes: request.attributes)
        }
    }

    static func estimateImport(_ sample: ImportSample, clock: () -> Double) -> StepEstimate {
        StepEstimate(memory: .importing(sample), seconds: TimeEstimate(speed: MachineSpeed.measure(clock: clock)).importing(sample))
    }

    /// What reading all events will need.
    public func estimateDataset() throws -> StepEstimate {
        try estimateDataset(TimeEstimate(speed: MachineSpeed.measure(clock: Workspace.secondsPassed)))
    }

    func estimateDataset(_ time: TimeEstimate) throws -> StepEstimate {
        let counts = try store.counts()
        return StepEstimate(memory: .dataset(counts), seconds: time.loading(events: Double(counts.events)))
    }

    /// Of the items, their facets and the layers; the few others do not count.
    static func weights(_ run: RunConfiguration, _ catalog: Catalog) -> Int {
        let model = run.model
        let d = model.embeddingDimension
        let facets = model.inputs >= .attributes ? FacetVocabulary(catalog).fields.reduce(0) { $0 + $1.values.count } : 0
        let layer = 9 * d * d + 3 * d * model.feedForwardDimension
        // Vectors of MiniLM's width, read by one map.
        let texts = model.textReader == nil ? 0 : (catalog.count + d) * 384
        return texts + (catalog.count + 2000) * d + facets * model.facetDimension + model.layerCount * layer
    }
}

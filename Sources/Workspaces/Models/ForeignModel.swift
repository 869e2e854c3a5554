import Datasets
import Foundation
import Recommenders

/// A model that was trained on another catalogue and answers about this one: its items are recognised by outside ids, or by name
/// and year, each time the catalogue is read; what is not recognised is known by its metadata alone.
struct ForeignModel: Codable {
    /// Marks a bundle as foreign.
    static let fileName = "foreign.json"
    /// As it was named when it was brought here.
    var origin: String
    var dataset: String
}

extension LoadedModel {
    /// Items that the model adds to a catalogue even if nothing describes them.
    package var knownItems: [ItemID] { isForeign ? [] : bundle.model.itemIDs }

    /// The model ready to answer about a data set.
    ///
    /// - Parameter log: choices of the data set's items, for a model that reads live popularity.
    package func scorer(for dataset: Dataset, name: String = "foundation", log: PopularityLog? = nil) -> FoundationScorer {
        let binding = isForeign ? StartingModel.binding(bundle.titles, in: dataset.catalog) : .sameIDs
        return bundle.scorer(for: dataset, name: name, binding: binding, log: log)
    }
}

extension Workspace {
    /// Writes a model into a folder of its own, with manifest and checksums, to be brought elsewhere.
    ///
    /// - Throws: `RegistryError`, `WorkspaceError` when the folder exists.
    public func exportModel(_ name: String, to destination: String) throws -> ModelManifest {
        let files = try models.contents(of: name)
        guard !FileSystemCall.exists(destination) else {
            throw WorkspaceError(.fileSystem, "\(destination) exists already", advice: "Name a folder that does not exist yet")
        }
        let parent = FileSystemCall.parent(of: destination)
        let last = String(destination.split(separator: "/").last ?? "model")
        return try ModelRegistry(folder: parent.isEmpty ? "." : parent).publish(last, facts: models.manifest(of: name).facts, files: files)
    }

    /// Takes a model of another workspace, or an exported one, into this one; it does not serve before it is promoted.
    ///
    /// - Parameters:
    ///   - reference: `WORKSPACE:MODEL` or the folder of a bundle.
    ///   - name: nil for `imported` and a number.
    /// - Throws: `RegistryError`, `WorkspaceError`, `FoundationModelError.damagedBundle`.
    public func importModel(_ reference: String, name: String? = nil) throws -> ModelImportReport {
        let start = try startingModel(reference)
        guard start.isForeign else {
            throw WorkspaceError(
                .configuration, "“\(reference)” is a model of this workspace already",
                advice: "Name WORKSPACE:MODEL or the folder of a bundle")
        }
        var bundle = start.bundle
        bundle.titles = start.titles
        let name = name ?? models.freeName("imported")
        var files = try bundle.files()
        let origin = ForeignModel(
            origin: reference.split(separator: "/").last.map(String.init) ?? reference, dataset: bundle.schema.dataset)
        files[ForeignModel.fileName] = try JSONEncoder().encode(origin)
        let catalog = Catalog(try store.items())
        let (items, _) = TitleMatcher(Catalog(start.titles)).recognise(catalog)
        let facts = [
            "dataset": bundle.schema.dataset, "inputs": bundle.inputsLabel,
            "recognised": "\(items.count) of \(catalog.count) items",
        ]
        try models.publish(name, facts: facts, files: files)
        return ModelImportReport(model: name, dataset: bundle.schema.dataset, items: catalog.count, recognised: items.count)
    }
}

/// What came of bringing a model here.
public struct ModelImportReport: Sendable, Codable {
    public var model: String
    public var dataset: String
    /// Items of this catalogue, and how many of them the model knows.
    public var items: Int
    public var recognised: Int
}

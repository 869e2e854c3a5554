import Datasets
import Evaluation
import Testing

struct ReportTests {
    private func report() throws -> EvaluationReport {
        let task = World.random(users: 120, items: 40, seed: 21)
        let evaluator = try Evaluator()
        let first = try evaluator.evaluate(World.noise(items: 40), on: task)
        let other = try evaluator.evaluate(
            RuleScorer(name: "popular <b>&\"", itemCount: 40) { _, item in Float(item % 7) }, on: task)
        return EvaluationReport(
            title: "A world <of> \"noise\" & rules", note: "The audience is simulated.",
            results: [first.result, other.result], comparisons: [try PairedTest(first, other, permutations: 500)],
            trainingLoss: (0..<1000).map { (step: $0, loss: 8 - 3 * Double($0) / 1000) },
            validation: (1...6).map { (epoch: $0, value: 0.1 + 0.01 * Double($0)) },
            checks: [EvaluationCheck(name: "no test event in training", passed: true, detail: "0 of 120")])
    }

    @Test func thePageIsWellFormedAndHoldsEveryPlot() throws {
        let html = try report().html()
        let elements = try WellFormed.elements(of: html)
        // Two metrics, four slice dimensions, activity groups, loss and validation.
        #expect(elements.filter { $0 == "svg" }.count == 9)
        #expect(elements.filter { $0 == "table" }.count == 5)
        #expect(elements.contains("polyline") && elements.contains("circle"))
    }

    @Test func thePageFetchesNothing() throws {
        let html = try report().html()
        for forbidden in ["http:", "https:", "//", "<script", "<img", "@import", "url(", "<iframe"] {
            #expect(!html.contains(forbidden), "\(forbidden)")
        }
    }

    @Test func namesAreEscaped() throws {
        let html = try report().html()
        #expect(html.contains("popular &lt;b&gt;&amp;&quot;"))
        #expect(!html.contains("popular <b>"))
        #expect(html.contains("<h1>A world &lt;of&gt; &quot;noise&quot; &amp; rules</h1>"))
    }

    @Test func figuresOfTheResultsStandInThePage() throws {
        let report = try report()
        let html = report.html()
        for result in report.results {
            #expect(html.contains(Figure.fixed(result.metrics["NDCG@10"]!, digits: 4)))
        }
        #expect(html.contains("no test event in training") && html.contains("The audience is simulated."))
        #expect(html.contains("prefers-color-scheme: dark"))
    }

    @Test func anEmptyReportIsStillAPage() throws {
        let html = EvaluationReport(title: "Nothing", results: []).html()
        #expect(try WellFormed.elements(of: html).filter { $0 == "svg" }.isEmpty)
    }

    @Test func theReportIsTheSameTwiceAndHasAJSONTwin() throws {
        let first = try report()
        var second = try report()
        for position in second.results.indices { second.results[position].seconds = first.results[position].seconds }
        #expect(first.html() == second.html())
        let json = try first.json()
        #expect(json.contains("\"p_value\"") && json.contains("\"trainingLoss\""))
    }

    @Test func plotsSurviveFlatAndSingleValues() throws {
        for losses in [
            [(step: 3, loss: 2.0)], [(step: 0, loss: 0.0), (step: 1, loss: 0.0)], [(step: 0, loss: Double.nan), (step: 1, loss: 1.0)],
        ] {
            let html = EvaluationReport(title: "t", results: [], trainingLoss: losses).html()
            let elements = try WellFormed.elements(of: html)
            #expect(elements.filter { $0 == "svg" }.count == 1)
            #expect(!html.contains("nan") && !html.contains("inf"))
        }
    }

    @Test func figuresAreRoundedHalfAwayFromZero() {
        #expect(Figure.fixed(0.12345, digits: 4) == "0.1235")
        #expect(Figure.fixed(-1.5, digits: 0) == "-2")
        #expect(Figure.fixed(-0.00001, digits: 2) == "0.00")
        #expect(Figure.fixed(2.0 / 3, digits: 1) == "0.7")
        #expect(Figure.fixed(12, digits: 2) == "12.00")
        #expect(Figure.fixed(.nan, digits: 2) == "–" && Figure.fixed(.infinity, digits: 2) == "∞")
        #expect(Figure.grouped(1_000_209) == "1,000,209" && Figure.grouped(-12) == "-12" && Figure.grouped(999) == "999")
    }
}

/// Checks that tags nest and attributes are quoted: what inline SVG needs and what a browser would silently repair.
enum WellFormed {
    struct Fault: Error { let what: String }

    /// Names of all elements in order.
    static func elements(of html: String) throws -> [String] {
        var names: [String] = []
        var open: [String] = []
        var rest = html.dropFirst("<!DOCTYPE html>".count)
        while let start = rest.firstIndex(of: "<") {
            guard !rest[..<start].contains(">") else { throw Fault(what: "a bare > before \(rest[start...].prefix(40))") }
            guard let end = rest[start...].firstIndex(of: ">") else { throw Fault(what: "an open tag at the end") }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                guard open.popLast() == String(tag.dropFirst()) else { throw Fault(what: "</\(tag.dropFirst())> closes another") }
                continue
            }
            let name = String(tag.prefix { $0.isLetter || $0.isNumber })
            guard !name.isEmpty, tag.filter({ $0 == "\"" }).count.isMultiple(of: 2), !tag.contains("<") else {
                throw Fault(what: "<\(tag)>")
            }
            names.append(name)
            // The style sheet holds no tag; > in it would be found above.
            if !tag.hasSuffix("/") { open.append(name) }
        }
        guard open.isEmpty else { throw Fault(what: "never closed: \(open)") }
        return names
    }
}

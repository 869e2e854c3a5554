extension IntentScan {
    /// Takes back what a description only happens to say: where most words are understood by nothing, "war" and "dark" are words too.
    mutating func demote() {
        let free = uses.indices.filter { uses[$0] == .free }
        let units = free.reduce(0) { $0 + (tokens[$1].isIdeograph ? 1 : 2) }
        let strong = findings.filter { !$0.isWeak }.reduce(0) { $0 + $1.tokens.reduce(0) { $0 + (tokens[$1].isIdeograph ? 1 : 2) } }
        let weak = findings.filter(\.isWeak).reduce(0) { $0 + $1.tokens.reduce(0) { $0 + (tokens[$1].isIdeograph ? 1 : 2) } }
        guard units >= 6, units > weak, units > strong else { return }
        for finding in findings where finding.isWeak && !isLabel(finding) { for place in finding.tokens { uses[place] = .free } }
        findings = findings.filter { !$0.isWeak || isLabel($0) }
    }

    /// "war film", "crime series", "scary movie": said of the title itself, whatever follows.
    private func isLabel(_ finding: Finding) -> Bool {
        if case .format = finding.meaning { return finding.tokens.lowerBound <= 4 }
        guard let next = findings.first(where: { $0.tokens.lowerBound == finding.tokens.upperBound }) else { return false }
        switch next.meaning {
        case .format: return true
        case .genre: return !next.isWeak || isLabel(next)
        default: return false
        }
    }

    /// What nothing understood: a title or a person when it is called so, free text otherwise.
    mutating func readRest() {
        let runs = freeRuns()
        let others = findings.filter { if case .years = $0.meaning { false } else { true } }
        if runs.count == 1, others.isEmpty, let run = runs.first {
            let whole = IntentScan.widened(run, tokens, findings)
            if let title = title(whole) ?? title(run) { return take([.title(title.name)], title.range) }
        }
    }

    /// The article in front belongs to a name.
    private static func widened(_ run: Range<Int>, _ tokens: [QueryToken], _ findings: [Finding]) -> Range<Int> {
        var start = run.lowerBound
        while start > 0, QueryTokens.functionWords.contains(tokens[start - 1].text),
            !findings.contains(where: { $0.tokens.contains(start - 1) })
        { start -= 1 }
        return start..<run.upperBound
    }

    /// Runs of tokens that nothing understood, over fillers between them.
    func freeRuns() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        var end = 0
        for place in uses.indices {
            switch uses[place] {
            case .free:
                if start == nil { start = place }
                end = place + 1
            case .filler: break
            case .meaning:
                if let first = start { runs.append(first..<end) }
                start = nil
            }
        }
        if let start { runs.append(start..<end) }
        return runs
    }

    func assembled(_ text: String) -> Intent {
        var parts: [IntentPart] = []
        for finding in findings.sorted(by: { $0.tokens.lowerBound < $1.tokens.lowerBound }) {
            let part = IntentPart(finding.meaning, span: span(finding.tokens))
            if let same = parts.firstIndex(where: { $0.key == part.key }) {
                parts[same] = IntentScan.joined(parts[same], part)
            } else {
                parts.append(part)
            }
        }
        let runs = freeRuns()
        if let first = runs.first, let last = runs.last {
            parts.append(IntentPart(.text(written(runs)), span: span(first.lowerBound..<last.upperBound)))
        }
        let free = uses.count { $0 == .free }
        let understood = uses.count { $0 == .meaning }
        return Intent(parts: parts, confidence: free + understood == 0 ? 1 : Double(understood) / Double(free + understood))
    }

    /// The words of runs as they were typed, without what holds them together at the ends.
    private func written(_ runs: [Range<Int>]) -> String {
        var result = ""
        for run in runs {
            for place in run {
                let token = tokens[place]
                if !result.isEmpty, !(token.isIdeograph && place > run.lowerBound && tokens[place - 1].isIdeograph) { result += " " }
                result += token.written
            }
        }
        return result
    }

    private func span(_ range: Range<Int>) -> Range<Int> {
        tokens[range.lowerBound].span.lowerBound..<tokens[range.upperBound - 1].span.upperBound
    }

    /// Of two bounds on one thing what both allow, or the one that was said last where they exclude each other.
    private static func joined(_ a: IntentPart, _ b: IntentPart) -> IntentPart {
        switch (a.meaning, b.meaning) {
        case (.years(let first), .years(let second)): IntentPart(.years(both(first, second)), span: b.span)
        case (.runtime(let first), .runtime(let second)):
            IntentPart(.runtime(second.from != nil && first.from != nil ? second : both(first, second)), span: b.span)
        case (.maturity(let first), .maturity(let second)): IntentPart(.maturity(min(first, second)), span: a.span)
        default: a
        }
    }

    private static func both(_ a: IntentPart.Bounds, _ b: IntentPart.Bounds) -> IntentPart.Bounds {
        let from = [a.from, b.from].compactMap(\.self).max()
        let to = [a.to, b.to].compactMap(\.self).min()
        if let from, let to, from > to { return b }
        return IntentPart.Bounds(from: from, to: to)
    }
}

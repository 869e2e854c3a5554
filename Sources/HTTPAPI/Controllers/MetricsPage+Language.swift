import Serving

extension MetricsPage {
    /// What a connected language model is asked and costs, and how often we spoke in its place.
    mutating func language(_ host: APIHost) {
        let figures = host.language.meter.figures
        page.counter("tastemaker_language_calls_total", "Questions sent to the language model.", Double(figures.calls))
        page.counter("tastemaker_language_retries_total", "Questions sent again.", Double(figures.retries))
        page.family("tastemaker_language_tokens_total", "counter", "Tokens that the language model read and wrote, as it counts them.")
        page.sample("tastemaker_language_tokens_total", [("kind", "prompt")], Double(figures.promptTokens))
        page.sample("tastemaker_language_tokens_total", [("kind", "answer")], Double(figures.answerTokens))
        page.gauge("tastemaker_language_tokens_today", "Tokens of today, those set aside included.", Double(figures.spentToday))
        page.family("tastemaker_language_failures_total", "counter", "Questions without an answer that could be used.")
        for (kind, count) in figures.failures.sorted(by: { $0.key < $1.key }) {
            page.sample("tastemaker_language_failures_total", [("kind", kind)], Double(count))
        }
        page.family("tastemaker_language_fallbacks_total", "counter", "Answers of the built-in engine in place of the model.")
        for (feature, count) in figures.fallbacks.sorted(by: { $0.key < $1.key }) {
            page.sample("tastemaker_language_fallbacks_total", [("feature", feature)], Double(count))
        }
        let pitches = host.language.pitches.figures
        page.family("tastemaker_pitches_total", "counter", "Pitches, by whether they were at hand.")
        page.sample("tastemaker_pitches_total", [("cache", "hit")], Double(pitches.hits))
        page.sample("tastemaker_pitches_total", [("cache", "miss")], Double(pitches.misses))
    }
}

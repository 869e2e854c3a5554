/// The look of the report: one column, system fonts, two colours that carry meaning; follows the reader's light or dark.
package enum ReportStyle {
    package static let css = """

        :root { color-scheme: light dark; --paper: #fcfcfa; --ink: #1c1d1f; --soft: #5c6066; --rule: #dfe0dc;
          --first: #b3401e; --other: #4a6478; --panel: #f4f4f0; }
        @media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e9e8e4; --soft: #a3a8ae; --rule: #34383d;
          --first: #f2885f; --other: #9dbbd1; --panel: #1d2024; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 78rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
        h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.01em; }
        h2 { font-size: 1.3rem; margin: 3rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
        h3 { font-size: 1.05rem; margin: 2rem 0 .25rem; }
        .lead { font-size: 1.1rem; max-width: 46rem; margin: 0; }
        .facts, .legend, footer, caption, figcaption { color: var(--soft); }
        .facts { margin: 0 0 1rem; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 1.25rem; margin: 1rem 0; }
        figure { margin: 0; padding: .9rem 1rem .4rem; background: var(--panel); border-radius: .5rem; }
        figcaption { font-size: .9rem; margin-bottom: .25rem; }
        svg { display: block; width: 100%; height: auto; }
        svg text { font: 12.5px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: var(--ink); }
        svg .e { text-anchor: end; } svg .m { text-anchor: middle; fill: var(--soft); }
        svg .s { font-weight: 650; } svg .q { fill: var(--soft); }
        svg .g { stroke: var(--rule); stroke-width: 1; } svg .j { stroke: var(--rule); stroke-width: 3; }
        svg .w { stroke-width: 3; stroke-linecap: round; opacity: .55; }
        svg line.a { stroke: var(--first); } svg line.b { stroke: var(--other); }
        svg circle.a { fill: var(--first); } svg circle.b { fill: var(--other); }
        svg .line { fill: none; stroke: var(--first); stroke-width: 2; stroke-linejoin: round; }
        svg .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
        svg .curve.a { stroke: var(--first); } svg .curve.b { stroke: var(--other); opacity: .8; }
        .notices li { margin: .2rem 0; }
        .key { display: inline-block; width: .7rem; height: .7rem; border-radius: 50%; margin: 0 .4rem 0 0; }
        .key.a { background: var(--first); } .key.b { background: var(--other); margin-left: 1.2rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .87rem; font-variant-numeric: tabular-nums; margin: 1rem 0; }
        caption { text-align: left; padding-bottom: .4rem; }
        th, td { padding: .4rem 0 .4rem .9rem; text-align: left; border-bottom: 1px solid var(--rule); vertical-align: top; }
        thead th { font-weight: 600; } thead th, tbody th { white-space: nowrap; } tbody th { font-weight: 400; }
        tr :first-child { padding-left: 0; }
        .n { text-align: right; white-space: nowrap; }
        footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: .9rem; max-width: 46rem; }
        @media print { body { background: none; } figure { break-inside: avoid; } }

        """
}

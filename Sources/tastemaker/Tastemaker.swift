import ArgumentParser
@main struct Tastemaker: ParsableCommand {}

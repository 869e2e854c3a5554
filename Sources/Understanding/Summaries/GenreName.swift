/// Names of genres in other languages than the catalogue's.
public enum GenreName {
    /// Nil for a genre that we have no word for.
    public static func chinese(_ genre: String) -> String? { PitchGenre.known(genre)?.chinese }
}

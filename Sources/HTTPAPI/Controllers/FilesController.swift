import HTTPTypes
import Serving

/// What is handed out as it is: the OpenAPI document and its page, the console, the icon.
struct FilesController {
    let document: OpenAPIDocument?

    init(document: OpenAPIDocument?) { self.document = document }

    var routes: [Route] {
        [
            Route(.get, "/openapi.json", "getDocument", .open, isDocumented: false) { [document] request in
                guard let document else { throw Problem.notFound("there is no document") }
                return send(document.file, request)
            },
            Route(.get, "/docs", "getDocsPage", .open, isDocumented: false) { request in try find("index.html", ServedFile.docs, request) },
            Route(.get, "/docs/**", "getDocsFile", .open, isDocumented: false) { request in
                try find(request.rest, ServedFile.docs, request)
            },
            Route(.get, "/", "getRoot", .open, isDocumented: false) { _ in
                APIResponse(status: .temporaryRedirect, headers: [.location: "/console/"])
            },
            Route(.get, "/console", "getConsole", .open, isDocumented: false) { _ in
                APIResponse(status: .temporaryRedirect, headers: [.location: "/console/"])
            },
            Route(.get, "/console/**", "getConsoleFile", .open, isDocumented: false) { request in
                try find(request.rest.isEmpty ? "index.html" : request.rest, ServedFile.console, request)
            },
            Route(.get, "/favicon.ico", "getIcon", .open, isDocumented: false) { request in send(icon, request) },
        ]
    }
}

/// A disc in the console's colour; one picture of 16 × 16 points in an ICO.
private let icon = ServedFile(name: "favicon.ico", bytes: Icon.bytes)

private func find(_ name: String, _ files: [ServedFile], _ request: APIRequest) throws(Problem) -> APIResponse {
    guard let file = files.first(where: { $0.name == name }) else { throw .notFound("there is no such file") }
    return send(file, request)
}

/// Pages are asked for each time; everything else is too, but answered with 304 while it is the same.
private func send(_ file: ServedFile, _ request: APIRequest) -> APIResponse {
    let isPage = file.name.hasSuffix(".html")
    var headers: HTTPFields = [.contentType: file.contentType, .cacheControl: isPage ? "no-store" : "no-cache"]
    guard !isPage else { return APIResponse(headers: headers, body: .buffer(file.bytes)) }
    headers[.eTag] = file.tag
    let known = request.headers[.ifNoneMatch]?.split(separator: ",").contains { $0.filter { $0 != " " } == file.tag } ?? false
    return known ? APIResponse(status: .notModified, headers: headers) : APIResponse(headers: headers, body: .buffer(file.bytes))
}

/// Made, not drawn: no asset to keep.
private enum Icon {
    static var bytes: [UInt8] {
        let side = 16
        let pixels = (0..<side).flatMap { y in (0..<side).flatMap { x in pixel(x, side - 1 - y) } }
        let mask = [UInt8](repeating: 0, count: side * 4)
        let bitmap = little(40, 4) + little(side, 4) + little(side * 2, 4) + little(1, 2) + little(32, 2) + little(0, 24) + pixels + mask
        let directory = little(0, 2) + little(1, 2) + little(1, 2)
        let entry =
            little(side, 1) + little(side, 1) + little(0, 2) + little(1, 2) + little(32, 2) + little(bitmap.count, 4) + little(22, 4)
        return directory + entry + bitmap
    }

    /// Blue, green, red, opacity.
    private static func pixel(_ x: Int, _ y: Int) -> [UInt8] {
        let distance = (2 * x - 15) * (2 * x - 15) + (2 * y - 15) * (2 * y - 15)
        return distance <= 225 ? [0x3C, 0x4D, 0xE8, 255] : [0, 0, 0, 0]
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
    }
}

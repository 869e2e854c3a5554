/// A function that a client offers to have called; it runs on the client's side, and what it does we do not know.
struct OfferedTool: Sendable {
    /// What the recommender's own tools do, under whose names a client may offer functions.
    enum Purpose: String, CaseIterable {
        case recommend, search, similar, why, rate, history, profile
    }

    var name: String
    /// JSON schema of the arguments; nil for none.
    var parameters: JSONValue?

    /// Nil for a function of which nothing but its schema is known. Clients put the name of a server in front: `tastemaker__search`.
    var purpose: Purpose? {
        Purpose(rawValue: name)
            ?? ["tastemaker__", "tastemaker_", "tastemaker-", "mcp__tastemaker__"].lazy
            .filter { name.hasPrefix($0) }.compactMap { Purpose(rawValue: String(name.dropFirst($0.count))) }.first
    }

    private static let most = 128

    /// - Throws: `Problem` whose pointer names the field.
    static func all(_ fields: inout JSONFields) throws(Problem) -> [OfferedTool] {
        var tools: [OfferedTool] = []
        for tool in try fields.objects("tools", most: most) ?? [] {
            var tool = tool
            guard try tool.required("type", try tool.string("type", longest: 40)) == "function" else {
                throw .field(tool.pointer("type"), "can only be function")
            }
            var function = try tool.required("function", try tool.object("function"))
            let name = try function.required("name", try function.string("name", longest: 64))
            guard isName(name) else { throw .field(function.pointer("name"), "is not of letters, digits, _ and -") }
            guard !tools.contains(where: { $0.name == name }) else { throw .field(function.pointer("name"), "names two functions") }
            // Read by nobody here: our own tools know what they are for.
            _ = try function.string("description", longest: .max)
            let pointer = function.pointer("parameters")
            let parameters = function.value("parameters")
            guard parameters == nil || parameters?.object != nil else { throw .field(pointer, "is no schema") }
            tools.append(OfferedTool(name: name, parameters: parameters))
        }
        return tools
    }

    static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

/// Whether a reply may, must or may not be a call.
enum ToolChoice: Sendable, Equatable {
    case none, auto, required
    case named(String)

    /// - Throws: `Problem` for a choice that the tools cannot fulfil.
    init(_ value: JSONValue?, among tools: [OfferedTool]) throws(Problem) {
        switch value {
        case nil: self = tools.isEmpty ? .none : .auto
        case .string("none"): self = .none
        case .string("auto"): self = tools.isEmpty ? .none : .auto
        case .string("required"):
            guard !tools.isEmpty else { throw .field("/tool_choice", "demands a call where no tools are offered") }
            self = .required
        default:
            guard value?["type"]?.string == "function", let name = value?["function"]?["name"]?.string else {
                throw .field("/tool_choice", "is none of none, auto, required, or a function by its name")
            }
            guard tools.contains(where: { $0.name == name }) else { throw .field("/tool_choice", "names no function of tools") }
            self = .named(name)
        }
    }
}

/// A call that a reply asks the client for.
struct CompletionCall: Sendable {
    var id: String
    var name: String
    /// An object, as JSON text.
    var arguments: String
}

import Understanding

/// The body of a request in OpenAI's dialect.
struct CompletionBody {
    let request: LanguageRequest
    let model: String
    let shape: SchemaShape
    let streams: Bool

    /// - Throws: `LanguageModelError.malformed` for a schema or parameters that are no JSON: they would break out of their place.
    func bytes() throws(LanguageModelError) -> [UInt8] {
        var members = [
            #""model":\#(JSONTree.quoted(model))"#, #""messages":[\#(try messages().joined(separator: ","))]"#,
            #""max_tokens":\#(request.maximumTokens)"#, #""temperature":\#(request.temperature)"#, #""stream":\#(streams)"#,
        ]
        if streams { members.append(#""stream_options":{"include_usage":true}"#) }
        if let schema = request.schema {
            let schema = try CompletionBody.json(schema)
            switch shape {
            case .jsonSchema:
                members.append(
                    #""response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":\#(schema)}}"#)
            case .jsonObject: members.append(#""response_format":{"type":"json_object","schema":\#(schema)}"#)
            case .inWords: break
            }
        }
        if !request.tools.isEmpty { members.append(#""tools":[\#(try tools().joined(separator: ","))]"#) }
        return Array("{\(members.joined(separator: ","))}".utf8)
    }

    private func messages() throws(LanguageModelError) -> [String] {
        var messages = request.messages
        if shape == .inWords, let schema = request.schema {
            messages.insert(.init(.system, "Answer with JSON alone that follows this JSON schema: \(schema)"), at: 0)
        }
        return messages.map { message in
            var members = [#""role":"\#(message.role.rawValue)""#, #""content":\#(JSONTree.quoted(message.text))"#]
            if let answers = message.answers { members.append(#""tool_call_id":\#(JSONTree.quoted(answers))"#) }
            if !message.calls.isEmpty {
                let calls = message.calls.map { call in
                    #"{"id":\#(JSONTree.quoted(call.id)),"type":"function","function":{"name":\#(JSONTree.quoted(call.name)),"arguments":\#(JSONTree.quoted(call.arguments))}}"#
                }
                members.append(#""tool_calls":[\#(calls.joined(separator: ","))]"#)
            }
            return "{\(members.joined(separator: ","))}"
        }
    }

    private func tools() throws(LanguageModelError) -> [String] {
        var texts: [String] = []
        for tool in request.tools {
            let parameters = try CompletionBody.json(tool.parameters)
            texts.append(
                #"{"type":"function","function":{"name":\#(JSONTree.quoted(tool.name)),"description":\#(JSONTree.quoted(tool.description)),"parameters":\#(parameters)}}"#
            )
        }
        return texts
    }

    /// As it was written, since the order of fields is the order in which a model writes them.
    private static func json(_ text: String) throws(LanguageModelError) -> String {
        do { _ = try JSONTree.read(text) } catch { throw .malformed("a schema of ours is no JSON: \(error)") }
        return text
    }
}

import HTTPTypes

/// What the server was started with.
struct ConfigController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/config", "getConfig", .admin, lane: .batch) { [host] request in
                try request.query().finish()
                return APIResponse.object { json in
                    json.array("settings", host.settings) { json, setting in
                        json.object { json in
                            json.field("key", setting.key)
                            json.field("value", setting.value)
                            json.field("source", setting.source)
                            json.field("description", setting.description)
                        }
                    }
                }
            }
        ]
    }
}

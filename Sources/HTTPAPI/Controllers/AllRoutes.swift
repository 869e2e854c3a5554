import Serving

extension APIHost {
    /// Every route of the interface: a controller a line, so that additions do not meet.
    public var routes: [Route] {
        var routes: [Route] = []
        routes += HealthController(host: self).routes
        routes += AccessController(host: self).routes
        routes += FiguresController(host: self).routes
        routes += ConfigController(host: self).routes
        routes += ListsController(host: self).routes
        routes += WhyController(host: self).routes
        routes += PitchesController(host: self).routes
        routes += ChatController(host: self).routes
        routes += EventsController(host: self).routes
        routes += ItemsController(host: self).routes
        routes += UsersController(host: self).routes
        routes += PrivacyController(host: self).routes
        routes += PagesController(host: self).routes
        routes += SearchController(host: self).routes
        routes += RulesController(host: self).routes
        routes += TagsController(host: self).routes
        routes += JobsController(host: self).routes
        routes += ModelsController(host: self).routes
        routes += ToolsController(host: self).routes
        routes += CompletionsController(host: self).routes
        return routes
    }
}

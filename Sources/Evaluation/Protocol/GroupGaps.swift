import Datasets

/// The gaps between the groups of an evaluation's people.
enum GroupGaps {
    /// NDCG@k and HR@k by activity and by every grouping of the task.
    static func of(_ perUser: UserMetrics, task: EvaluationTask, options: EvaluatorOptions) -> [GroupGap] {
        // Where all are asked after the same few choices, nobody is more active.
        let activity = task.cases.contains { $0.choicesBefore != nil } ? nil : UserGrouping.activity(task.cases)
        let k = options.cutoffs[0]
        return ([activity].compactMap { $0 } + task.groupings).flatMap { grouping in
            ["NDCG@\(k)", "HR@\(k)"].compactMap { metric in
                guard let values = perUser.column(metric) else { return nil }
                return GroupGap(
                    values, groups: perUser.users.map { grouping.groups[$0] }, labels: grouping.labels, dimension: grouping.dimension,
                    metric: metric, resamples: options.resamples, seed: options.seed)
            }
        }
    }
}

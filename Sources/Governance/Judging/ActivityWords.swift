/// Words that name something done instead of something that came of it.
enum ActivityWords {
    /// Activities by themselves.
    private static let activities: Set<String> = [
        "course", "courses", "seminar", "seminars", "trained", "training", "trainings", "webinar", "webinars",
        "workshop",
        "workshops",
    ]
    /// What is counted as an activity where one of the words below stands with it.
    private static let things: Set<String> = [
        "announcement", "announcements", "article", "articles", "document", "documents", "email", "emails", "guide",
        "guides", "interview", "interviews", "mail", "mails", "meeting", "meetings", "newsletter", "newsletters",
        "page",
        "pages", "presentation", "presentations", "session", "sessions", "survey", "surveys", "video", "videos",
    ]
    private static let doings: Set<String> = [
        "attended", "conducted", "created", "delivered", "drafted", "given", "held", "produced", "published",
        "recorded",
        "run", "sent", "written",
    ]

    /// The words of a name that make it an activity, in back quotes; nothing where there are none.
    static func found(in name: String) -> String? {
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        if let word = words.first(where: activities.contains) { return "`\(word)`" }
        guard let thing = words.first(where: things.contains), let doing = words.first(where: doings.contains) else {
            return nil
        }
        return "`\(thing)` and `\(doing)`"
    }
}

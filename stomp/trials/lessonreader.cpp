#include "lessonreader.h"

#include "lessonline.h"

#include <stomp/payload/jsoncheck.h>
#include <stomp/payload/jsonstring.h>
#include <stomp/payload/jsontree.h>
#include <stomp/payload/textplace.h>

#include <algorithm>
#include <functional>

namespace Stomp {

namespace {

/** Walks through the document; the first mistake ends it. */
class Reader
{
public:
    explicit Reader(std::string_view text) : m_text(text), m_tree(text) { }

    std::string read(Lesson& lesson)
    {
        members(m_tree.root(), "the lesson",
            {{"format",
                 [&](const JsonNode& node) {
                     format(node);
                 }},
                {"id",
                    [&](const JsonNode& node) {
                        lesson.id = text(node);
                    }},
                {"title",
                    [&](const JsonNode& node) {
                        lesson.title = text(node);
                    }},
                {"summary",
                    [&](const JsonNode& node) {
                        lesson.summary = text(node);
                    }},
                {"consumers",
                    [&](const JsonNode& node) {
                        lesson.consumers = texts(node);
                    }},
                {"destinations",
                    [&](const JsonNode& node) {
                        destinations(node, lesson);
                    }},
                {"notOffered",
                    [&](const JsonNode& node) {
                        lesson.notOffered = textsByDialect(node);
                    }},
                {"steps",
                    [&](const JsonNode& node) {
                        m_steps = node;
                    }},
                {"conclusion",
                    [&](const JsonNode& node) {
                        lesson.conclusion = text(node);
                    }},
                {"elsewhere",
                    [&](const JsonNode& node) {
                        lesson.elsewhere = textsByDialect(node);
                    }}},
            {"format", "id", "title", "consumers", "destinations", "steps"});
        if (!m_error.empty())
            return m_error;
        if (lesson.consumers.empty() || lesson.consumers.size() > 6)
            fail(m_tree.root(), "expected one to six consumers");
        std::vector<std::string> places;
        for (const auto& [name, place] : lesson.destinations)
            places.push_back(name);
        const LessonLine lines(lesson.consumers, places);
        for (const JsonNode& node : elements(m_steps, "steps"))
            lesson.steps.push_back(step(node, lines));
        if (lesson.steps.empty())
            fail(m_steps, "expected at least one step");
        return m_error;
    }

private:
    using Take = std::function<void(const JsonNode&)>;

    void fail(const JsonNode& node, const std::string& what)
    {
        if (!m_error.empty())
            return;
        const auto at = static_cast<std::size_t>(node.raw.data() - m_text.data());
        m_error = "line " + std::to_string(placeOf(m_text, at).line) + ": " + what;
    }

    std::vector<JsonNode> children(const JsonNode& node)
    {
        std::vector<JsonNode> all;
        JsonTree::Cursor cursor;
        m_tree.list(node, cursor, node.childCount, all);
        return all;
    }

    std::vector<JsonNode> elements(const JsonNode& node, const char* what)
    {
        if (node.kind == JsonKind::Array)
            return children(node);
        fail(node, std::string("expected an array: ") + what);
        return {};
    }

    void members(const JsonNode& node, const std::string& what,
        const std::vector<std::pair<std::string_view, Take>>& known,
        const std::vector<std::string_view>& needed = {})
    {
        if (node.kind != JsonKind::Object) {
            fail(node, "expected an object: " + what);
            return;
        }
        std::vector<std::string> seen;
        for (const JsonNode& member : children(node)) {
            const std::string name = decodeJsonString(member.key);
            const auto found =
                std::ranges::find(known, name, [](const auto& one) { return one.first; });
            if (found == known.end()) {
                std::string names;
                for (const auto& one : known)
                    names += (names.empty() ? "" : ", ") + std::string(one.first);
                fail(member, "expected " + names + " in " + what + ", but found " + name);
            } else if (std::ranges::find(seen, name) != seen.end()) {
                fail(member, name + " is there twice");
            } else {
                found->second(member);
            }
            seen.push_back(name);
        }
        for (const std::string_view name : needed) {
            if (std::ranges::find(seen, name) == seen.end())
                fail(node, "expected " + std::string(name) + " in " + what);
        }
    }

    void format(const JsonNode& node)
    {
        if (node.raw != "1")
            fail(node, "expected format 1, which is all that this version knows");
    }

    std::string text(const JsonNode& node)
    {
        if (node.kind == JsonKind::String && node.raw.size() > 2)
            return decodeJsonString(node.raw);
        fail(node, "expected a text that is not empty");
        return {};
    }

    std::vector<std::string> texts(const JsonNode& node)
    {
        std::vector<std::string> all;
        for (const JsonNode& one : elements(node, "texts"))
            all.push_back(text(one));
        return all;
    }

    std::optional<Dialect> dialect(const JsonNode& node)
    {
        const std::string name = decodeJsonString(node.key);
        if (const auto known = dialectFromString(name))
            return known;
        fail(node,
            "expected practice, activemq, artemis, rabbitmq, spring or generic, but found " + name);
        return std::nullopt;
    }

    template <typename Value, typename Read>
    std::map<Dialect, Value> byDialect(const JsonNode& node, Read read)
    {
        std::map<Dialect, Value> all;
        if (node.kind != JsonKind::Object) {
            fail(node, "expected an object with a member for each broker");
            return all;
        }
        for (const JsonNode& member : children(node)) {
            if (const auto which = dialect(member))
                all[*which] = read(member);
        }
        return all;
    }

    std::map<Dialect, std::string> textsByDialect(const JsonNode& node)
    {
        return byDialect<std::string>(node, [this](const JsonNode& one) { return text(one); });
    }

    void destinations(const JsonNode& node, Lesson& lesson)
    {
        if (node.kind != JsonKind::Object) {
            fail(node, "expected an object: destinations");
            return;
        }
        for (const JsonNode& member : children(node)) {
            Lesson::Place& place = lesson.destinations[decodeJsonString(member.key)];
            if (member.kind == JsonKind::String) {
                place.name = text(member);
                continue;
            }
            members(member, "a destination",
                {{"name",
                     [&](const JsonNode& one) {
                         place.name = text(one);
                     }},
                    {"on",
                        [&](const JsonNode& one) {
                            place.nameOn = textsByDialect(one);
                        }}},
                {"name"});
        }
    }

    std::vector<LessonExpectation> expectations(const JsonNode& node, const LessonLine& lines)
    {
        std::vector<LessonExpectation> all;
        for (const JsonNode& one : elements(node, "expectations")) {
            const std::string line = text(one);
            if (const std::string error = lines.readExpectation(line, all.emplace_back());
                !error.empty())
                fail(one, error);
        }
        return all;
    }

    std::vector<LessonAction> actions(const JsonNode& node, const LessonLine& lines)
    {
        std::vector<LessonAction> all;
        for (const JsonNode& one : elements(node, "actions")) {
            const std::string line = text(one);
            if (const std::string error = lines.readAction(line, all.emplace_back());
                !error.empty())
                fail(one, error);
        }
        return all;
    }

    LessonQuestion question(const JsonNode& node)
    {
        LessonQuestion question;
        members(node, "a question",
            {{"text",
                 [&](const JsonNode& one) {
                     question.text = text(one);
                 }},
                {"answers",
                    [&](const JsonNode& one) {
                        question.answers = texts(one);
                    }},
                {"right",
                    [&](const JsonNode& one) {
                        question.right =
                            one.raw.size() == 1 && one.raw[0] >= '1' && one.raw[0] <= '9'
                            ? static_cast<std::size_t>(one.raw[0] - '1')
                            : std::string::npos;
                    }}},
            {"text", "answers", "right"});
        if (question.answers.size() < 2)
            fail(node, "expected at least two answers");
        else if (question.right >= question.answers.size())
            fail(node, "expected right to be the number of an answer, from 1");
        return question;
    }

    LessonStep step(const JsonNode& node, const LessonLine& lines)
    {
        LessonStep step;
        members(node, "a step",
            {{"say",
                 [&](const JsonNode& one) {
                     step.say = text(one);
                 }},
                {"ask",
                    [&](const JsonNode& one) {
                        step.question = question(one);
                    }},
                {"do",
                    [&](const JsonNode& one) {
                        step.actions = actions(one, lines);
                    }},
                {"doOn",
                    [&](const JsonNode& one) {
                        step.actionsOn = byDialect<std::vector<LessonAction>>(
                            one, [&](const JsonNode& all) { return actions(all, lines); });
                    }},
                {"expect",
                    [&](const JsonNode& one) {
                        step.expectations = expectations(one, lines);
                    }},
                {"expectOn",
                    [&](const JsonNode& one) {
                        step.expectationsOn = byDialect<std::vector<LessonExpectation>>(
                            one, [&](const JsonNode& all) { return expectations(all, lines); });
                    }},
                {"explain",
                    [&](const JsonNode& one) {
                        step.explain = text(one);
                    }},
                {"explainOn",
                    [&](const JsonNode& one) {
                        step.explainOn = textsByDialect(one);
                    }}},
            {"say", "do"});
        return step;
    }

    std::string_view m_text;
    JsonTree m_tree;
    JsonNode m_steps;
    std::string m_error;
};

} // namespace

LessonFile readLesson(std::string_view text)
{
    LessonFile file;
    if (const JsonError error = checkJson(text)) {
        file.error = "line " + std::to_string(error.place.line) + ": " + error.message;
        return file;
    }
    file.error = Reader(text).read(file.lesson);
    return file;
}

} // namespace Stomp

#include <stomp/broker/destinationpath.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

/** Names and patterns of destinations; stomp-facts 4.1. */
class TestDestinationPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void names_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("forSubscribe");
        QTest::addColumn<std::string>("message"); // empty: accepted
        const auto add = [](const char* row, std::string text, bool forSubscribe,
                             std::string message) {
            QTest::newRow(row) << std::move(text) << forSubscribe << std::move(message);
        };
        add("queue", "/queue/orders", false, "");
        add("topic", "/topic/prices", false, "");
        add("segments", "/queue/a.b/c-d e", false, "");
        add("Unicode", "/queue/\xe6\x9d\x8e.\xf0\x9f\x8e\x81", false, "");
        add("colon", "/queue/a:b", false, "");
        add("255 bytes", "/queue/" + std::string(248, 'x'), false, "");
        add("256 bytes", "/queue/" + std::string(249, 'x'), false,
            "Invalid destination [/queue/" + std::string(248, 'x') + "]");
        add("empty", "", false, "Unknown destination []");
        add("no name", "/queue/", false, "Invalid destination [/queue/]");
        add("no slash", "/queue", false, "Unknown destination [/queue]");
        add("case", "/Queue/a", false, "Unknown destination [/Queue/a]");
        add("leading space", " /queue/a", false, "Unknown destination [ /queue/a]");
        add("empty segment", "/queue/a..b", false, "Invalid destination [/queue/a..b]");
        add("trailing dot", "/queue/a.", false, "Invalid destination [/queue/a.]");
        add("leading dot", "/queue/.a", false, "Invalid destination [/queue/.a]");
        add("double slash", "/topic/a//b", false, "Invalid destination [/topic/a//b]");
        add("control", "/queue/a\x01", false, "Invalid destination [/queue/a\x01]");
        add("temp", "/temp-queue/a", true, "Unknown destination [/temp-queue/a]");
        add("star to send", "/topic/*", false, "Invalid destination [/topic/*]");
        add("star to subscribe", "/topic/*", true, "");
        add("star within a segment is a name", "/topic/a*", false, "");
        add("rest", "/topic/a.>", true, "");
        add("hash", "/topic/#", true, "");
        add("rest in the middle", "/topic/>.a", true, "Invalid destination [/topic/>.a]");
        add("queue pattern", "/queue/*", true, "Invalid destination [/queue/*]");
    }
    void names()
    {
        QFETCH(std::string, text);
        QFETCH(bool, forSubscribe);
        QFETCH(std::string, message);
        DestinationPath path;
        const Verdict refusal = DestinationPath::parse(text,
            forSubscribe ? DestinationPath::Wildcards::Allowed
                         : DestinationPath::Wildcards::Refused,
            path);
        QCOMPARE(refusal ? refusal->message : std::string(), message);
        if (refusal) {
            QVERIFY(!refusal->detail.empty());
            return;
        }
        QCOMPARE(path.text, text);
        QCOMPARE(path.kind == DestinationPath::Kind::Queue, text.starts_with("/queue/"));
    }

    void matching_data()
    {
        QTest::addColumn<std::string>("pattern");
        QTest::addColumn<std::string>("topic");
        QTest::addColumn<bool>("expected");
        const auto add = [](const char* pattern, const char* topic, bool expected) {
            QTest::addRow("%s %s", pattern, topic)
                << std::string(pattern) << std::string(topic) << expected;
        };
        add("/topic/a", "/topic/a", true);
        add("/topic/a", "/topic/b", false);
        add("/topic/a", "/queue/a", false);
        add("/topic/*", "/topic/a", true);
        add("/topic/*", "/topic/a.b", false);
        add("/topic/*.b", "/topic/a.b", true);
        add("/topic/*.b", "/topic/b", false);
        add("/topic/a.*.c", "/topic/a.b.c", true);
        add("/topic/a.*.c", "/topic/a.b.d", false);
        add("/topic/a.*", "/topic/a/b", false);
        add("/topic/a/*", "/topic/a/b", true);
        add("/topic/>", "/topic/a", true);
        add("/topic/>", "/topic/a.b/c", true);
        add("/topic/>", "/queue/a", false);
        add("/topic/a.>", "/topic/a.b.c", true);
        add("/topic/a.>", "/topic/a", false);
        add("/topic/a.>", "/topic/ab.c", false);
        add("/topic/a.#", "/topic/a.b.c", true);
        add("/topic/*.>", "/topic/a.b.c", true);
        add("/topic/*.>", "/topic/a", false);
    }
    void matching()
    {
        QFETCH(std::string, pattern);
        QFETCH(std::string, topic);
        QFETCH(bool, expected);
        DestinationPath path;
        QVERIFY(!DestinationPath::parse(pattern, DestinationPath::Wildcards::Allowed, path));
        QCOMPARE(path.matches(topic), expected);
    }
};

QTEST_APPLESS_MAIN(TestDestinationPath)
#include "tst_destinationpath.moc"

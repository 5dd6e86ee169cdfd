#include <support/messages.h>

#include <stomp/messages/messagefilter.h>

#include <QTest>

using namespace Stomp;
using Testing::Message;

namespace {

MessageFilter condition(const char* text)
{
    SelectorOptions options;
    options.allowsPaths = true;
    ParsedSelector parsed = Selector::parse(text, options);
    if (parsed.error)
        qWarning("%s", parsed.error.message.c_str());
    return MessageFilter::ofCondition(parsed.selector);
}

bool wants(const MessageFilter& filter, const Message& message)
{
    MessageJudge judge(filter);
    return judge.isWanted(message.bytes, message.row, false);
}

} // namespace

class tst_MessageFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void conditions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* text, bool expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << expected;
        };
        row("destination = '/queue/orders'", true);
        row("destination LIKE '/topic/%'", false);
        row("priority > 3", true); // a header is a text, and compares as the number it reads as
        row("\"content-type\" = 'application/json'", true);
        row("tricky = 'a:b\\c'", true); // decoded
        row("twice = 'first'", true);
        row("missing IS NULL", true);
        row("from_connection = 1 AND from_subscription = 1", true);
        row("from_subscription IN (0, 2)", false);
        row("received_at = '2023-11-14T22:13:20.123Z'", true); // within that millisecond
        row("received_at = '2023-11-14 23:13:20.123456+01:00'", true);
        row("received_at = '2023-11-14T22:13:20.123457Z'", false);
        row("received_at < '2023-11-14T22:13:20.124Z'", true);
        row("received_at > '2023-11-14T22:13Z'", false); // that minute has not gone by
        row("received_at >= '2023-11-14T22:13Z'", true);
        row("received_at BETWEEN '2023-11-13' AND '2023-11-15'", true); // in every zone
        row("received_at IN ('2023-11-14T22:13Z', '2023-11-14T22:14Z')", true);
        row("received_at <> '2023-11-14T22:13Z' OR received_at IS NULL", false);
        row("(missing = 'x') IS NOT TRUE", true);
        row("missing = 'x' OR NOT missing = 'x'", false); // unknown
        row("$.order.qty > 5 AND redelivered = 'true'", true);
        row("$.order.qty = 12", true);
        row("$.order.qty > 12", false);
        row("$.id = 23958446825181076828", true);
        row("$.id = 23958446825181076829", false);
        row("$.open = TRUE", true);
        row("$.note = 'naïve \"x\"'", true); // escapes are decoded
        row("$.tags[1] = 'b'", true);
        row("$.tags IS NOT NULL", true);
        row("$.nothing IS NULL AND $.none IS NULL", true);
        row("$.dup = 1", true);
        row("$.dup = 2", false);
    }
    void conditions()
    {
        QFETCH(QString, text);
        QFETCH(bool, expected);
        const Message message("/queue/orders",
            "{\"order\":{\"qty\":12},\"id\":23958446825181076828,\"open\":true,"
            "\"note\":\"na\\u00efve "
            "\\\"x\\\"\",\"tags\":[\"a\",\"b\"],\"nothing\":null,\"dup\":1,\"dup\":2}",
            "redelivered:true\npriority:4\ncontent-type:application/json\n"
            "tricky:a\\cb\\\\c\ntwice:first\ntwice:second\n");
        QCOMPARE(wants(condition(text.toUtf8().constData()), message), expected);
    }

    void versionDecidesEscapes()
    {
        Message message("/queue/a", "{}", "odd:a\\cb\n");
        QVERIFY(wants(condition("odd = 'a:b'"), message));
        message.row.version = Version::V10; // which has no escapes
        QVERIFY(wants(condition("odd = 'a\\cb'"), message));
    }

    void bodiesThatAreNoJsonHaveNoPlaces()
    {
        for (const char* body : {"", "hello", "{\"a\":1,", "<a>1</a>"}) {
            QVERIFY(!wants(condition("$.a = 1"), Message("/q", body)));
            QVERIFY(wants(condition("$.a IS NULL"), Message("/q", body)));
        }
    }

    void otherCharsetsAreDecoded()
    {
        const Message message(
            "/q", "{\"a\":\"gr\xfc\xdf\"}", "content-type:application/json;charset=iso-8859-1\n");
        QVERIFY(wants(condition("$.a = 'grüß'"), message));
        QVERIFY(!wants(condition("$.a = 'grün'"), message));
    }

    void answersAreOfTheMessage()
    {
        MessageJudge judge(condition("$.a = 1 AND kind = 'x'"));
        const Message yes("/q", "{\"a\":1}", "kind:x\n");
        const Message no("/q", "{\"a\":2}", "kind:x\n");
        const Message neither("/q", "{\"a\":1}", "kind:y\n");
        for (int i = 0; i < 3; ++i) {
            QVERIFY(judge.isWanted(yes.bytes, yes.row, false));
            QVERIFY(!judge.isWanted(no.bytes, no.row, false));
            QVERIFY(!judge.isWanted(neither.bytes, neither.row, false));
        }
    }

    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* text, bool expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << expected;
        };
        row("orders", true); // in a header
        row("ORDERS", true);
        row("hello", true);
        row("HELLO wörld", true);
        row("WÖRLD", false); // only A to Z
        row("world", false);
        row("d!", true); // at the end
        row("MESSAGE\ndestination", true); // at the beginning
        row("hello wörld!x", false);
        row("x", false);
        row("!", true);
    }
    void texts()
    {
        QFETCH(QString, text);
        QFETCH(bool, expected);
        const Message message("/queue/orders", "Hello wörld!");
        QCOMPARE(wants(MessageFilter::ofText(text.toStdString()), message), expected);
    }

    void textsWithRepetitions()
    {
        // What a search that steps too far would miss.
        for (const char* text : {"aab", "abab", "aaaa", "b", "bab"}) {
            const std::string needle(text);
            for (unsigned bits = 0; bits < 4096; ++bits) {
                std::string hay;
                for (unsigned i = 0; i < 12; ++i)
                    hay += (bits >> i & 1U) != 0 ? 'a' : 'b';
                QCOMPARE(TextSearch(needle).isIn(hay), hay.find(needle) != std::string::npos);
            }
        }
    }

    void rangesAreJudgedWithinTheirEnd()
    {
        const SegmentPtr segment = SegmentPool::create(4096, 1)->take();
        for (int i = 0; i < 5; ++i) {
            const Message message("/q", "{\"n\":" + std::to_string(i) + "}");
            QVERIFY(segment->append(message.bytes, message.row));
        }
        MessageJudge judge(condition("$.n >= 1"));
        std::vector<std::uint64_t> wanted;
        judge.judge({{segment, 0, 4}, 100}, wanted);
        QCOMPARE(wanted, (std::vector<std::uint64_t>{101, 102, 103}));
        judge.judge({{segment, 4, 1}, 104}, wanted);
        QCOMPARE(wanted.back(), std::uint64_t(104));
        judge.judge({{segment, 4, 0}, 104}, wanted);
        QCOMPARE(wanted.size(), std::size_t(4));
    }

    void emptyWantsAll()
    {
        QVERIFY(MessageFilter().isEmpty());
        QVERIFY(MessageFilter::ofText({}).isEmpty());
        QVERIFY(wants(MessageFilter(), Message("/q")));
        QVERIFY(condition("a = 1") == condition("a=1"));
        QVERIFY(!(condition("a = 1") == MessageFilter::ofText("a = 1")));
    }
};

QTEST_APPLESS_MAIN(tst_MessageFilter)
#include "tst_messagefilter.moc"

#include <stomp/messages/messagesort.h>
#include <support/messages.h>

#include <QTest>

#include <numeric>
#include <random>

using Stomp::MessageField;
using Stomp::MessageSort;
using Stomp::SortKey;
using Testing::Message;

namespace {

constexpr std::uint64_t first = 5000;

SortKey byField(const char* field)
{
    return {SortKey::Kind::Field, MessageField::parse(field).field, {}};
}

QList<int> sorted(const std::vector<Message>& messages, const SortKey& key, bool descending = false)
{
    MessageSort sort(key, descending, first);
    for (std::size_t i = 0; i < messages.size(); ++i)
        sort.add(messages[i].bytes, messages[i].row, first + i, false);
    const auto order = sort.finish([](double) { return true; });
    return {order.begin(), order.end()};
}

std::vector<Message> bodies(const std::vector<std::string>& values)
{
    std::vector<Message> messages;
    for (const std::string& value : values)
        messages.emplace_back("/queue/a", value.empty() ? "{}" : "{\"a\":" + value + "}");
    return messages;
}

} // namespace

/** The order of messages by any key. */
class TestMessageSort : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersTextsAndTheRest()
    {
        const auto messages = bodies({"\"b\"", "", "null", "10", "true", "9", "\"10\"", "false",
            "{}", "\"\"", "9", "", "\"bc\"", "[1]"});
        QCOMPARE(sorted(messages, byField("$.a")),
            (QList<int>{5, 10, 3, 9, 6, 0, 12, 7, 4, 8, 13, 2, 1, 11}));
        QCOMPARE(sorted(messages, byField("$.a"), true),
            (QList<int>{8, 13, 4, 7, 12, 0, 6, 9, 3, 5, 10, 2, 1, 11}));
    }

    void numbersAreExact()
    {
        QCOMPARE(sorted(bodies({"18446744073709551616", "18446744073709551615", "1e400", "1e401",
                            "-0", "0", "-1e-400", "1e-400", "-1e400", "1.0", "1",
                            "23958446825181076829", "23958446825181076828"}),
                     byField("$.a")),
            (QList<int>{8, 6, 4, 5, 7, 9, 10, 1, 0, 12, 11, 2, 3}));
    }

    void textsAreComparedWhole()
    {
        QCOMPARE(sorted(bodies({R"("abcdefghi")", R"("abcdefgh")", R"("abcdefgh\u0000")",
                            R"("abcdefgha")", R"("\u00e9")", R"("z")", R"("ab")", R"("ab\u0000")"}),
                     byField("$.a")),
            (QList<int>{6, 7, 1, 2, 3, 0, 5, 4}));
    }

    void headersThatAreNumbersAreSortedAsSuch()
    {
        std::vector<Message> messages;
        for (const char* header : {"n:10\n", "n:9\n", "", "n:x\\cy\n", "n:-1.5\n", "n:x\n", "n:\n"})
            messages.emplace_back("/queue/a", "{}", header);
        QCOMPARE(sorted(messages, byField("n")), (QList<int>{4, 1, 0, 6, 5, 3, 2}));
        messages.emplace_back("/queue/0", "{}");
        QCOMPARE(sorted(messages, byField("destination")).first(), 7);
    }

    void whatIsKnownOfEveryMessage()
    {
        std::vector<Message> messages{Message("/queue/a", "bbb"), Message("/queue/a", ""),
            Message("/queue/a", "ccccc"), Message("/queue/a", "aaaa")};
        messages[0].row.receivedUs = -5;
        messages[1].row.receivedUs = 3;
        messages[2].row.receivedUs = -6;
        messages[3].row.receivedUs = 2;
        for (Message& message : messages)
            message.row.length = static_cast<std::uint32_t>(message.bytes.size());
        QCOMPARE(sorted(messages, {SortKey::Kind::Received, {}, {}}), (QList<int>{2, 0, 3, 1}));
        QCOMPARE(sorted(messages, {SortKey::Kind::BodySize, {}, {}}), (QList<int>{1, 0, 3, 2}));
        QCOMPARE(
            sorted(messages, {SortKey::Kind::BodySize, {}, {}}, true), (QList<int>{2, 3, 0, 1}));
        QCOMPARE(sorted(messages, {SortKey::Kind::Body, {}, {}}), (QList<int>{3, 0, 2, 1}));
        const auto words = [](std::string_view frame, const Stomp::MessageRow&, std::uint64_t) {
            return std::string_view(frame.ends_with('a') ? "z" : "y");
        };
        QCOMPARE(sorted(messages, {SortKey::Kind::Words, {}, words}), (QList<int>{0, 1, 2, 3}));
        const auto some = [](std::string_view, const Stomp::MessageRow&, std::uint64_t serial) {
            return serial == first + 2 ? std::string_view("x") : std::string_view();
        };
        QCOMPARE(
            sorted(messages, {SortKey::Kind::Words, {}, some}, true), (QList<int>{2, 0, 1, 3}));
    }

    void numbersThatAreToldMayBeAbsent()
    {
        const std::vector<Message> messages(5, Message("/queue/a"));
        SortKey key;
        key.kind = SortKey::Kind::Number;
        key.number = [](std::string_view, const Stomp::MessageRow&,
                         std::uint64_t serial) -> std::optional<std::uint64_t> {
            constexpr std::uint64_t high = std::uint64_t(1) << 63U; // beyond a double's digits
            switch (serial - first) {
            case 0:
                return high + 1;
            case 1:
                return std::nullopt;
            case 2:
                return high;
            default:
                return 9;
            }
        };
        QCOMPARE(sorted(messages, key), (QList<int>{3, 4, 2, 0, 1}));
        QCOMPARE(sorted(messages, key, true), (QList<int>{0, 2, 3, 4, 1}));
    }

    void manyAreSortedStablyInPieces()
    {
        std::mt19937 random(7);
        std::vector<Message> messages;
        std::vector<int> values;
        for (int i = 0; i < 300'000; ++i) {
            values.push_back(int(random() % 1000));
            messages.emplace_back("/q", "{\"a\":" + std::to_string(values.back()) + "}");
        }
        for (const bool descending : {false, true}) {
            std::vector<int> expected(values.size());
            std::iota(expected.begin(), expected.end(), 0);
            std::stable_sort(expected.begin(), expected.end(), [&](int a, int b) {
                const int left = values[std::size_t(a)];
                const int right = values[std::size_t(b)];
                return descending ? left > right : left < right;
            });
            QVERIFY(sorted(messages, byField("$.a"), descending)
                == QList<int>(expected.begin(), expected.end()));
        }
    }

    void itStops()
    {
        const auto messages = bodies({"2", "1"});
        MessageSort sort(byField("$.a"), false, 0);
        for (std::size_t i = 0; i < messages.size(); ++i)
            sort.add(messages[i].bytes, messages[i].row, i, false);
        QVERIFY(sort.finish([](double) { return false; }).empty());
    }
};

QTEST_GUILESS_MAIN(TestMessageSort)
#include "tst_messagesort.moc"

#include <stomp/messages/messagecsv.h>
#include <support/messages.h>

#include <QTest>

using namespace Stomp;
using Kind = CsvColumn::Kind;
using Testing::Message;

namespace {

std::string csvOf(std::vector<CsvColumn> columns, const std::vector<Message>& messages,
    std::map<std::string, std::uint64_t>* masked = nullptr)
{
    MessageCsv csv(std::move(columns), {{1, "my broker, the first"}});
    std::string out;
    csv.begin(out);
    for (const Message& message : messages)
        csv.append(message.bytes, message.row, out);
    if (masked)
        *masked = csv.masked().counts();
    return out;
}

} // namespace

class TestMessageCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheColumns();
    void keepsNumbersAndDisarmsFormulas();
    void readsHeaders();
    void readsPlacesOfTheBody();
    void saysTheType();
    void masksSecrets();
};

void TestMessageCsv::writesTheColumns()
{
    Message other("/topic/b", "");
    other.row.connection = 7;
    const std::string csv =
        csvOf({{Kind::Received, "Time"}, {Kind::Connection, "Connection"},
                  {Kind::Destination, "To"}, {Kind::Size, "Size"}, {Kind::Body, "Body"}},
            {Message("/queue/a", "{\"a\":\"b\"}"), other});
    QCOMPARE(csv,
        std::string("Time,Connection,To,Size,Body\r\n"
                    "2023-11-14T22:13:20.123Z,\"my broker, the first\",/queue/a,9,"
                    "\"{\"\"a\"\":\"\"b\"\"}\"\r\n"
                    "2023-11-14T22:13:20.123Z,7,/topic/b,0,\r\n"));
}

void TestMessageCsv::keepsNumbersAndDisarmsFormulas()
{
    const std::vector<std::pair<std::string, std::string>> bodies{
        {"18446744073709551615", "18446744073709551615"},
        {"23958446825181076828", "23958446825181076828"}, {"1.0", "1.0"}, {"-1e400", "-1e400"},
        {"-0", "-0"}, {"=1+2", "'=1+2"}, {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
        {"@SUM(A1)", "'@SUM(A1)"}, {"+a", "'+a"}, {"\t=1", "'\t=1"}, {"a\nb", "\"a\nb\""},
        {"\xFF", "\uFFFD"}};
    std::vector<Message> messages;
    std::string expected = "Body\r\n";
    for (const auto& [body, cell] : bodies) {
        messages.emplace_back("/queue/a", body);
        expected += cell + "\r\n";
    }
    QCOMPARE(csvOf({{Kind::Body, "Body"}}, messages), expected);
}

void TestMessageCsv::readsHeaders()
{
    QCOMPARE(csvOf({{Kind::Field, "p", MessageField::ofHeader("price")}},
                 {Message("/queue/a", "", "price:1\\c2\nprice:3\n"), Message("/queue/a", "")}),
        std::string("p\r\n1:2\r\n\r\n"));
}

void TestMessageCsv::readsPlacesOfTheBody()
{
    const auto place = [](const char* path) {
        return CsvColumn{Kind::Field, path, MessageField::parse(path).field};
    };
    QCOMPARE(
        csvOf({place("$.a"), {Kind::Field, "h", MessageField::ofHeader("h")}, place("$.b.c")},
            {Message("/queue/a", R"({"a":18446744073709551615,"b":{"c":"=x,\u0041"}})", "h:1\n"),
                Message("/queue/a", R"({"a":1.0,"b":{"c":-1e400}})"),
                Message("/queue/a", "no JSON", "h:2\n")}),
        std::string("$.a,h,$.b.c\r\n18446744073709551615,1,\"'=x,A\"\r\n1.0,,-1e400\r\n,2,\r\n"));
}

void TestMessageCsv::saysTheType()
{
    QCOMPARE(csvOf({{Kind::Type, "Type"}},
                 {Message("/queue/a", "{}"), Message("/queue/a", "x"), Message("/queue/a", "")}),
        std::string("Type\r\nJSON\r\ntext\r\nempty\r\n"));
}

void TestMessageCsv::masksSecrets()
{
    std::map<std::string, std::uint64_t> masked;
    QCOMPARE(csvOf({{Kind::Field, "p", MessageField::ofHeader("passcode")}},
                 {Message("/queue/a", "", "passcode:secret\n")}, &masked),
        std::string("p\r\n***\r\n"));
    QCOMPARE(masked, (std::map<std::string, std::uint64_t>{{"passcode", 1}}));
}

QTEST_APPLESS_MAIN(TestMessageCsv)
#include "tst_messagecsv.moc"

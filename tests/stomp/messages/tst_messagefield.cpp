#include <stomp/messages/messagefield.h>
#include <support/messages.h>

#include <QTest>

using Stomp::FieldReader;
using Stomp::FieldValue;
using Stomp::MessageField;
using Testing::Message;

namespace {

std::string read(const std::string& field, const Message& message)
{
    FieldReader reader({MessageField::parse(field).field});
    reader.open(message.bytes, message.row, false);
    const FieldValue value = reader.value(0);
    return std::to_string(int(value.kind)) + ' ' + std::string(value.text);
}

} // namespace

/** Fields as they are typed, and what they read out of messages. */
class TestMessageField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysReadBackAsTheSame_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("title");
        const auto row = [](const char* typed, const char* key, const char* title) {
            QTest::newRow(typed) << QByteArray(typed) << QByteArray(key) << QByteArray(title);
        };
        row("priority", "\"priority\"", "priority");
        row(" content-type ", "\"content-type\"", "content-type");
        row("\"content-type\"", "\"content-type\"", "content-type");
        row("\"a \"\"b\"\"\"", "\"a \"\"b\"\"\"", "a \"b\"");
        row("\"$\"", "\"$\"", "$");
        row("$", "$", "$");
        row("$.order.qty", "$.order.qty", "$.order.qty");
        row("$.items[0]['odd name']", "$.items[0]['odd name']", "$.items[0]['odd name']");
        row("$[\"a\"]", "$.a", "$.a");
    }
    void keysReadBackAsTheSame()
    {
        QFETCH(const QByteArray, typed);
        QFETCH(const QByteArray, key);
        QFETCH(const QByteArray, title);
        const auto field = MessageField::parse(typed.toStdString());
        QCOMPARE(field.mistake, std::string());
        QCOMPARE(QByteArray::fromStdString(field.field.key()), key);
        QCOMPARE(QByteArray::fromStdString(field.field.title()), title);
        QCOMPARE(MessageField::parse(field.field.key()).field, field.field);
    }

    void mistakesAreToldWithTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<int>("at");
        QTest::newRow("nothing") << QByteArray("  ") << 0;
        QTest::newRow("two points") << QByteArray(" $.a..b") << 5;
        QTest::newRow("more behind a path") << QByteArray("$.a = 5") << 3;
        QTest::newRow("no closing quote") << QByteArray("\"a") << 0;
        QTest::newRow("more behind a name") << QByteArray("\"a\" b") << 3;
        QTest::newRow("no name") << QByteArray("\"\"") << 0;
    }
    void mistakesAreToldWithTheirPlace()
    {
        QFETCH(const QByteArray, typed);
        QFETCH(const int, at);
        const auto field = MessageField::parse(typed.toStdString());
        QVERIFY(!field.mistake.empty());
        QCOMPARE(int(field.at), at);
    }

    void valuesKeepTheirDigits_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("text");
        using Kind = FieldValue::Kind;
        const auto row = [](const char* json, Kind kind, const char* text) {
            QTest::newRow(json) << QByteArray(json) << int(kind) << QByteArray(text);
        };
        for (const char* number :
            {"18446744073709551615", "23958446825181076828", "1.0", "1e400", "-0", "-0.0E+5"})
            row(number, Kind::Number, number);
        row("null", Kind::Null, "null");
        row("true", Kind::Boolean, "true");
        row("false", Kind::Boolean, "false");
        row("\"plain\"", Kind::Text, "plain");
        row("\"\"", Kind::Text, "");
        row(R"("a\nb\u00e9")", Kind::Text, "a\nb\xc3\xa9");
        row("{\"b\":1}", Kind::Object, "{}");
        row("[1]", Kind::Array, "[]");
    }
    void valuesKeepTheirDigits()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const int, kind);
        QFETCH(const QByteArray, text);
        const Message message("/queue/a", "{\"a\":" + json.toStdString() + ",\"a\":7}");
        QCOMPARE(
            QByteArray::fromStdString(read("$.a", message)), QByteArray::number(kind) + ' ' + text);
    }

    void whatIsNotThereIsAbsent()
    {
        QCOMPARE(read("$.b", Message("/queue/a", "{\"a\":1}")), std::string("0 "));
        QCOMPARE(read("$.a", Message("/queue/a", "{\"a\":1")), std::string("0 "));
        QCOMPARE(read("$.a", Message("/queue/a", "")), std::string("0 "));
        QCOMPARE(read("nothing", Message("/queue/a")), std::string("0 "));
    }

    void headersAreDecodedAndTheFirstCounts()
    {
        const Message message("/queue/a", "{}", "x\\cy:1\\n2\nk:first\nk:second\nempty:\n");
        QCOMPARE(read("x:y", message), std::string("4 1\n2"));
        QCOMPARE(read("k", message), std::string("4 first"));
        QCOMPARE(read("empty", message), std::string("4 "));
    }

    void anotherCharsetIsDecoded()
    {
        const Message message(
            "/queue/a", "{\"a\":\"\xe9\"}", "content-type:application/json;charset=iso-8859-1\n");
        QCOMPARE(read("$.a", message), std::string("4 \xc3\xa9"));
    }

    void oneReaderReadsManyMessagesAndFields()
    {
        FieldReader reader({MessageField::parse("$.a").field,
            MessageField::parse("destination").field, MessageField::parse("$.b").field});
        const Message first("/queue/1", R"({"a":"\t1","b":2})");
        const Message second("/queue/2", "{\"b\":3}");
        reader.open(first.bytes, first.row, false);
        QCOMPARE(reader.value(0).text, std::string_view("\t1"));
        QCOMPARE(reader.value(2).text, std::string_view("2"));
        QCOMPARE(reader.value(1).text, std::string_view("/queue/1"));
        QCOMPARE(reader.value(0).text, std::string_view("\t1"));
        reader.open(second.bytes, second.row, false);
        QCOMPARE(int(reader.value(0).kind), int(FieldValue::Kind::Absent));
        QCOMPARE(reader.value(2).text, std::string_view("3"));
        QCOMPARE(reader.value(1).text, std::string_view("/queue/2"));
    }
};

QTEST_GUILESS_MAIN(TestMessageField)
#include "tst_messagefield.moc"

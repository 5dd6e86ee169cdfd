#include <stomp/messages/messageline.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using namespace Qt::StringLiterals;

namespace {

struct Message
{
    std::vector<Header> headers;
    std::string body;

    /** withBytes: also the frame as it was on the wire, as a parser hands it over. */
    std::string json(bool withBytes, std::int64_t receivedUs = 0) const
    {
        std::vector<HeaderView> views;
        std::string bytes = "MESSAGE\n";
        for (const Header& header : headers) {
            views.push_back({header.name, header.value});
            bytes += header.name + ":" + header.value + "\n";
        }
        bytes += "\n" + body;
        FrameView view;
        view.command = "MESSAGE";
        view.headers = views;
        view.body = body;
        if (withBytes)
            view.bytes = bytes;
        std::string out;
        MessageLine("stomp://127.0.0.1:61613").appendJson(view, receivedUs, out);
        return out;
    }
};

std::string plain(std::string_view body)
{
    std::string out;
    MessageLine::appendPlain(body, out);
    return out;
}

/** What bash's printf '%b' makes of a line: the promise that the escaping is unambiguous. */
std::string unescapedPlain(std::string_view line)
{
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '\\') {
            out.push_back(line[i]);
            continue;
        }
        switch (line[++i]) {
        case 'n':
            out.push_back('\n');
            break;
        case 'r':
            out.push_back('\r');
            break;
        case 't':
            out.push_back('\t');
            break;
        case '\\':
            out.push_back('\\');
            break;
        case 'x':
            out.push_back(
                static_cast<char>(std::stoi(std::string(line.substr(i + 1, 2)), nullptr, 16)));
            i += 2;
            break;
        default:
            return "unknown escape";
        }
    }
    return out;
}

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::string everyByte()
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte)
        all.push_back(static_cast<char>(byte));
    return all;
}

} // namespace

class TestMessageLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void plainForm_data();
    void plainForm();
    void plainFormCanBeReadBack_data();
    void plainFormCanBeReadBack();
    void jsonLineIsAsDesigned();
    void jsonKeepsBodies_data();
    void jsonKeepsBodies();
    void jsonKeepsHeaders();
    void jsonKeepsHeadersThatAreNotUtf8();
    void jsonWithoutSubscription();
    void timesFollowTheMessages();
    void isoTimes_data();
    void isoTimes();
};

void TestMessageLine::plainForm_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("line");

    QTest::newRow("empty") << ""_ba
                           << "\n"_ba;
    QTest::newRow("json") << "{\"a\": [1, \"x\"]}"_ba
                          << "{\"a\": [1, \"x\"]}\n"_ba;
    QTest::newRow("unicode") << "Grüße, 世界 \xF0\x9F\x91\x8D"_ba
                             << "Grüße, 世界 \xF0\x9F\x91\x8D\n"_ba;
    QTest::newRow("line ends") << "a\nb\r\nc\n"_ba
                               << "a\\nb\\r\\nc\\n\n"_ba;
    QTest::newRow("tab") << "a\tb"_ba
                         << "a\\tb\n"_ba;
    QTest::newRow("backslash") << "C:\\new"_ba
                               << "C:\\\\new\n"_ba;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << "a\\x00b\n"_ba;
    QTest::newRow("escape sequence") << "\x1B[31mred"_ba
                                     << "\\x1b[31mred\n"_ba;
    QTest::newRow("delete") << "\x7F"_ba
                            << "\\x7f\n"_ba;
    QTest::newRow("C1 control, in UTF-8") << "\xC2\x9B"
                                             "31m"_ba
                                          << "\\xc2\\x9b31m\n"_ba;
    QTest::newRow("no-break space, above C1") << "\xC2\xA0"_ba
                                              << "\xC2\xA0\n"_ba;
    QTest::newRow("not UTF-8") << "ok\xFFok"_ba
                               << "ok\\xffok\n"_ba;
    QTest::newRow("cut short") << "\xE4\xB8"_ba
                               << "\\xe4\\xb8\n"_ba;
    QTest::newRow("bad, then good") << "\xC3\xC3\xBC"_ba
                                    << "\\xc3\xC3\xBC\n"_ba;
}

void TestMessageLine::plainForm()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, line);
    QCOMPARE(bytes(plain(body.toStdString())), line);
}

void TestMessageLine::plainFormCanBeReadBack_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("every byte") << bytes(everyByte());
    QTest::newRow("looks escaped") << "\\n \\x41 \\\\ \\"_ba;
    QTest::newRow("mixed") << "\\\n\\\\\n\xC2\x80\xC2\xC2 ü\xC3"_ba;
}

void TestMessageLine::plainFormCanBeReadBack()
{
    QFETCH(QByteArray, body);
    const std::string line = plain(body.toStdString());
    QCOMPARE(std::count(line.begin(), line.end(), '\n'), 1);
    QCOMPARE(bytes(unescapedPlain(std::string_view(line).substr(0, line.size() - 1))), body);
}

void TestMessageLine::jsonLineIsAsDesigned()
{
    const Message message{
        {{"subscription", "1"}, {"destination", "/queue/orders"}, {"x", "y"}}, "{\"n\":1}"};
    QCOMPARE(bytes(message.json(true, 1'769'904'000'123'456)),
        "{\"version\":1,\"received\":\"2026-02-01T00:00:00.123Z\","
        "\"connection\":\"stomp://127.0.0.1:61613\",\"subscription\":\"1\","
        "\"destination\":\"/queue/orders\",\"headers\":[[\"subscription\",\"1\"],"
        "[\"destination\",\"/queue/orders\"],[\"x\",\"y\"]],\"body\":\"{\\\"n\\\":1}\"}\n"_ba);
}

void TestMessageLine::jsonKeepsBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("asText");

    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("json") << "{\"a\":\"\\u00fc\\n\", \"b\":18446744073709551615}"_ba << true;
    QTest::newRow("unicode") << "Grüße, 世界 \xF0\x9F\x91\x8D \xE2\x80\xA8"_ba << true;
    QTest::newRow("controls") << bytes(everyByte().substr(0, 128)) << true;
    QTest::newRow("NUL at the end") << QByteArray("x\0", 2) << true;
    QTest::newRow("every byte") << bytes(everyByte()) << false;
    QTest::newRow("surrogate") << "\xED\xA0\x80"_ba << false;
    QTest::newRow("one bad byte at the end") << "abc\xC3"_ba << false;
}

void TestMessageLine::jsonKeepsBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, asText);
    for (const bool withBytes : {true, false}) {
        const std::string line = Message{{{"a", "b"}}, body.toStdString()}.json(withBytes);
        QCOMPARE(std::count(line.begin(), line.end(), '\n'), 1);
        QJsonParseError error;
        const QJsonObject object = QJsonDocument::fromJson(bytes(line), &error).object();
        QCOMPARE(error.errorString(), u"no error occurred"_s);
        QCOMPARE(object.contains(u"body"_s), asText);
        QCOMPARE(object.contains(u"bodyBase64"_s), !asText);
        const QByteArray read = asText
            ? object.value(u"body"_s).toString().toUtf8()
            : QByteArray::fromBase64(object.value(u"bodyBase64"_s).toString().toLatin1());
        QCOMPARE(read, body);
    }
}

void TestMessageLine::jsonKeepsHeaders()
{
    const std::vector<Header> headers{{"destination", "/topic/a"}, {"b", "1"}, {"a", "2"},
        {"b", "3"}, {"", ""}, {"quote\"", "back\\slash\nline\rend\ttab"}, {"ü", "世界"},
        {"a", " padded "}};
    for (const bool withBytes : {true, false}) {
        const std::string line = Message{headers, "x"}.json(withBytes);
        const QJsonArray pairs =
            QJsonDocument::fromJson(bytes(line)).object().value(u"headers"_s).toArray();
        std::vector<Header> read;
        for (const QJsonValue& pair : pairs) {
            QCOMPARE(pair.toArray().size(), 2);
            read.push_back({pair[0].toString().toStdString(), pair[1].toString().toStdString()});
        }
        QCOMPARE(read, headers);
    }
}

void TestMessageLine::jsonKeepsHeadersThatAreNotUtf8()
{
    const std::string line =
        Message{{{"destination", "/queue/\xFF"}, {"\xC3", "ok"}, {"\xFE", "\xFDz"}, {"fine", "ü"}},
            "text"}
            .json(true);
    const QJsonObject object = QJsonDocument::fromJson(bytes(line)).object();
    QCOMPARE(object.value(u"destination"_s).toString(), u"/queue/\uFFFD"_s);
    QCOMPARE(object.value(u"body"_s).toString(), u"text"_s);
    const QJsonArray pairs = object.value(u"headers"_s).toArray();
    QCOMPARE(pairs.size(), 4);
    const auto exact = [&](int index, const QString& key) {
        return QByteArray::fromBase64(pairs[index][2][key].toString().toLatin1());
    };
    QCOMPARE(pairs[0][1].toString(), u"/queue/\uFFFD"_s);
    QCOMPARE(exact(0, u"valueBase64"_s), "/queue/\xFF"_ba);
    QVERIFY(pairs[0][2][u"nameBase64"_s].isUndefined());
    QCOMPARE(exact(1, u"nameBase64"_s), "\xC3"_ba);
    QVERIFY(pairs[1][2][u"valueBase64"_s].isUndefined());
    QCOMPARE(exact(2, u"nameBase64"_s), "\xFE"_ba);
    QCOMPARE(exact(2, u"valueBase64"_s), "\xFDz"_ba);
    QCOMPARE(pairs[3].toArray().size(), 2);
}

void TestMessageLine::jsonWithoutSubscription()
{
    const std::string line = Message{{{"destination", "/queue/a"}}, ""}.json(true);
    const QJsonObject object = QJsonDocument::fromJson(bytes(line)).object();
    QVERIFY(object.contains(u"subscription"_s));
    QVERIFY(object.value(u"subscription"_s).isNull());
}

void TestMessageLine::timesFollowTheMessages()
{
    MessageLine line("c");
    FrameView view;
    const auto time = [&](std::int64_t us) {
        std::string out;
        line.appendJson(view, us, out);
        return QJsonDocument::fromJson(bytes(out)).object().value(u"received"_s).toString();
    };
    QCOMPARE(time(1'000), u"1970-01-01T00:00:00.001Z"_s);
    QCOMPARE(time(1'999), u"1970-01-01T00:00:00.001Z"_s);
    QCOMPARE(time(2'000), u"1970-01-01T00:00:00.002Z"_s);
    QCOMPARE(time(0), u"1970-01-01T00:00:00.000Z"_s);
}

void TestMessageLine::isoTimes_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("epoch") << qint64{0} << "1970-01-01T00:00:00.000Z"_ba;
    QTest::newRow("end of a year") << qint64{1'767'225'599'999} << "2025-12-31T23:59:59.999Z"_ba;
    QTest::newRow("leap day") << qint64{951'827'696'007} << "2000-02-29T12:34:56.007Z"_ba;
    QTest::newRow("before the epoch") << qint64{-1} << "1969-12-31T23:59:59.999Z"_ba;
}

void TestMessageLine::isoTimes()
{
    QFETCH(qint64, ms);
    QFETCH(QByteArray, text);
    QCOMPARE(bytes(isoTime(ms)), text);
}

QTEST_APPLESS_MAIN(TestMessageLine)
#include "tst_messageline.moc"

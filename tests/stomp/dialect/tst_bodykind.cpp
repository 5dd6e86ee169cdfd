#include <stomp/dialect/bodykind.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

/** stomp-facts 5.1. */
class TestBodyKind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void kindOfBody_data()
    {
        QTest::addColumn<std::string>("body");
        QTest::addColumn<bool>("isText");
        const auto row = [](const char* name, std::string body, bool isText) {
            QTest::newRow(name) << std::move(body) << isText;
        };
        row("empty", "", true);
        row("JSON", R"({"a": 1})", true);
        row("umlauts, euro, emoji", "\xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80", true);
        row("first and last of each length",
            "\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf\xf0\x90\x80\x80"
            "\xf4\x8f\xbf\xbf",
            true);
        row("NUL", std::string("a\0b", 3), false);
        row("Latin-1", "caf\xe9", false);
        row("cut off", "\xe2\x82", false);
        row("cut off at the lead", "abc\xf0", false);
        row("continuation alone", "\x80", false);
        row("overlong", "\xc0\xaf", false);
        row("overlong of three", "\xe0\x9f\xbf", false);
        row("overlong of four", "\xf0\x8f\xbf\xbf", false);
        row("surrogate", "\xed\xa0\x80", false);
        row("too large", "\xf4\x90\x80\x80", false);
        row("lead instead of continuation", "\xe2\x82\xc3\xa4", false);
        row("no UTF-8 byte", "\xff", false);
    }

    void kindOfBody()
    {
        QFETCH(std::string, body);
        QFETCH(bool, isText);
        QCOMPARE(Stomp::kindOfBody(body) == BodyKind::Text, isText);
    }

    void contentLength_data()
    {
        QTest::addColumn<int>("dialect");
        QTest::addColumn<int>("kind");
        QTest::addColumn<std::string>("body");
        QTest::addColumn<bool>("written");
        const std::string text = "text";
        const std::string binary = "\xff";
        const std::string nul(1, '\0');
        for (const Dialect dialect : {Dialect::Generic, Dialect::Practice, Dialect::ActiveMq,
                 Dialect::Artemis, Dialect::RabbitMq, Dialect::Spring}) {
            const bool jms = dialect == Dialect::ActiveMq || dialect == Dialect::Artemis;
            const auto row = [&](const char* name, BodyKind kind, const std::string& body,
                                 bool written) {
                QTest::addRow("%s, %s", toString(dialect).data(), name)
                    << int(dialect) << int(kind) << body << written;
            };
            row("auto, text", BodyKind::Auto, text, !jms);
            row("auto, empty", BodyKind::Auto, "", !jms);
            row("auto, binary", BodyKind::Auto, binary, true);
            row("auto, NUL", BodyKind::Auto, nul, true);
            row("text", BodyKind::Text, text, false);
            row("text that is none", BodyKind::Text, binary, false);
            row("text with NUL", BodyKind::Text, nul, true);
            row("bytes", BodyKind::Bytes, text, true);
        }
    }

    void contentLength()
    {
        QFETCH(int, dialect);
        QFETCH(int, kind);
        QFETCH(std::string, body);
        QFETCH(bool, written);
        const ContentLength expected = written ? ContentLength::Write : ContentLength::Omit;
        QVERIFY(contentLengthFor(Dialect(dialect), BodyKind(kind), body) == expected);
    }
};

QTEST_APPLESS_MAIN(TestBodyKind)
#include "tst_bodykind.moc"

#include "publishfixture.h"

#include <ui/widgets/theme.h>

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Ui;
using namespace Testing;

/** The body: checked as JSON, laid out, and kept byte for byte. */
class TestPublishBody : public QObject, private PublishFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { setUp(); }
    void cleanup() { m_panel.reset(); }
    void errorIsPointedAt();
    void jsonCheckFollowsTheType();
    void jsonIsLaidOut();
    void bodiesKeepTheirBytes_data();
    void bodiesKeepTheirBytes();
    void keptBodyIsReplaced();
    void largeKeptBodyIsCheckedOnAWorker();
};

void TestPublishBody::errorIsPointedAt()
{
    type(QStringLiteral("/queue/a"), QStringLiteral("{\n \"\u00e4\": 1,\n \"b\" 2\n}"));
    auto* const line = find<QLabel>("check");
    QCOMPARE(line->text(), QStringLiteral("Checking\u2026"));
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Bad);
    QVERIFY2(
        line->text().contains(QStringLiteral("at line 3, column 6")), qUtf8Printable(line->text()));
    QCOMPARE(editor()->extraSelections().size(), 1);
    QCOMPARE(editor()->extraSelections().constFirst().cursor.selectedText(), QStringLiteral("2"));
    editor()->moveCursor(QTextCursor::Start);
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_F8);
    QCOMPARE(editor()->textCursor().blockNumber(), 2);
    QCOMPARE(editor()->textCursor().positionInBlock(), 5);
    editor()->moveCursor(QTextCursor::Start);
    Q_EMIT line->linkActivated(QStringLiteral("error"));
    QCOMPARE(editor()->textCursor().positionInBlock(), 5);
    QTest::keyClicks(editor(), QStringLiteral(":"));
    QVERIFY(editor()->extraSelections().isEmpty());
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Good);
    QCOMPARE(line->text(), QStringLiteral("Valid JSON"));
}

void TestPublishBody::jsonCheckFollowsTheType()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    type(QStringLiteral("/queue/a"), QStringLiteral("no JSON"));
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Bad);
    auto* const contentType = find<QComboBox>("contentType");
    contentType->setEditText(QStringLiteral("text/plain"));
    QCOMPARE(m_panel->body()->check(), PublishBody::Check::Off);
    QVERIFY(find<QLabel>("check")->text().isEmpty());
    contentType->setEditText(QStringLiteral("application/vnd.x+json"));
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Bad);
    contentType->setEditText(QString());
    click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(
        requestOf(asked).frame.headers, (std::vector<Stomp::Header>{{"destination", "/queue/a"}}));
}

void TestPublishBody::jsonIsLaidOut()
{
    editor()->setPlainText(QStringLiteral("{\"z\":1.0,\"a\":[]}"));
    m_panel->body()->layOut(false);
    QCOMPARE(m_panel->body()->body(), std::string("{\n  \"z\": 1.0,\n  \"a\": []\n}"));
    m_panel->body()->layOut(true);
    QCOMPARE(m_panel->body()->body(), std::string("{\"z\":1.0,\"a\":[]}"));
    editor()->undo();
    QCOMPARE(m_panel->body()->body(), std::string("{\n  \"z\": 1.0,\n  \"a\": []\n}"));
    editor()->setPlainText(QStringLiteral("{ x"));
    m_panel->body()->layOut(true);
    QCOMPARE(m_panel->body()->body(), std::string("{ x"));
    editor()->clear();
    QCOMPARE(find<QLabel>("check")->text(), QStringLiteral("No body"));
}

void TestPublishBody::bodiesKeepTheirBytes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isKept");
    const auto row = [](const char* name, const QByteArray& body, bool isKept) {
        QTest::newRow(name) << body << isKept;
    };
    row("empty", "", false);
    row("LF", "a\nb\n", false);
    row("CR LF", "a\r\nb\r\n", false);
    row("tabs and spaces", "\t a \n\n", false);
    row("Unicode", "\xC3\xA4\xF0\x9F\x98\x80\xEF\xBF\xBD", false);
    row("no-break space",
        "a\xC2\xA0"
        "b",
        false);
    row("byte order mark", "\xEF\xBB\xBF{}", false);
    row("control characters", "a\x01\x1b\x7f", false);
    row("mixed line ends", "a\nb\r\nc", true);
    row("CR alone", "a\rb", true);
    row("line separator",
        "a\xE2\x80\xA8"
        "b",
        true);
    row("NUL", QByteArray("a\0b", 3), true);
    row("bad UTF-8", "a\xFF", true);
    row("long", QByteArray(2'000'000, 'x'), true);
}

void TestPublishBody::bodiesKeepTheirBytes()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isKept);
    m_panel->body()->setBody(body.toStdString());
    QCOMPARE(m_panel->body()->isKept(), isKept);
    QVERIFY(QByteArray::fromStdString(m_panel->body()->body()) == body);
    QCOMPARE(find<QLabel>("kept")->isVisible(), isKept);
    if (!isKept) {
        editor()->moveCursor(QTextCursor::End);
        QTest::keyClicks(editor(), QStringLiteral("x"));
        QCOMPARE(QByteArray::fromStdString(m_panel->body()->body()), body + "x");
    }
}

void TestPublishBody::keptBodyIsReplaced()
{
    m_panel->body()->setBody(std::string("\0", 1));
    QVERIFY(find<QLabel>("kept")->text().startsWith(QStringLiteral("Binary body of 1 byte")));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("body"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\xFF\xFE");
    file.close();
    const auto buttons = m_panel->body()->findChildren<QPushButton*>();
    for (QPushButton* const button : buttons) {
        if (button->text().startsWith(QStringLiteral("Replace")))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    auto* const dialog = m_panel->body()->findChild<QFileDialog*>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_COMPARE(m_panel->body()->body(), std::string("\xFF\xFE"));
    QTest::mouseClick(find<QPushButton>("writeText"), Qt::LeftButton);
    QVERIFY(!m_panel->body()->isKept());
    QVERIFY(m_panel->body()->body().empty());
}

void TestPublishBody::largeKeptBodyIsCheckedOnAWorker()
{
    m_panel->setDestination(QStringLiteral("/queue/a"));
    m_panel->body()->setBody("[" + std::string(5'000'000, ' ') + "1,]");
    QVERIFY(m_panel->body()->isKept());
    QCOMPARE(m_panel->body()->check(), PublishBody::Check::Waiting);
    QVERIFY(!find<QPushButton>("send")->isEnabled());
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Bad);
    QVERIFY(find<QPushButton>("send")->isEnabled());
    QVERIFY(find<QLabel>("check")->text().contains(QStringLiteral("column 5,000,003"))
        || find<QLabel>("check")->text().contains(QStringLiteral("column 5000003")));
}

QTEST_MAIN(TestPublishBody)
#include "tst_publishbody.moc"

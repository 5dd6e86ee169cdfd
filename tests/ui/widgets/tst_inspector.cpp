#include "inspectorfixture.h"

#include <ui/models/headermodel.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/inspectorframe.h>
#include <ui/widgets/inspectorheaders.h>
#include <ui/widgets/inspectorpayload.h>
#include <ui/widgets/inspectortext.h>
#include <ui/widgets/inspectortextpane.h>
#include <ui/widgets/theme.h>

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Ui;
using namespace Testing;

/** The whole of it: summary, headers, frame, copies, and when messages come and go. */
class TestInspector : public QObject, private InspectorFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { setUp(); }
    void cleanup() { m_inspector.reset(); }
    void emptyState();
    void summary();
    void headers();
    void frame();
    void newMessageDropsTheFormer();
    void bodyIsSaved();
    void bodyIsCopied();
    void goneMessageStaysOnShow();
};

void TestInspector::emptyState()
{
    auto* const empty = find<QLabel>("empty");
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->text(), QStringLiteral("Select a message to see it here."));
    m_inspector->show(messageOf("{}"));
    QVERIFY(!empty->isVisible());
    m_inspector->clear();
    QVERIFY(empty->isVisible());
    m_inspector->show(MessageView());
    QVERIFY(empty->isVisible());
}

void TestInspector::summary()
{
    m_inspector->show(messageOf(R"({"a":1})", json));
    const QString facts = find<ElidedLabel>("facts")->text();
    QVERIFY2(facts.contains(QStringLiteral(":20.123")), qUtf8Printable(facts));
    QVERIFY2(facts.contains(QStringLiteral("7 bytes")), qUtf8Printable(facts));
    QVERIFY2(facts.contains(QStringLiteral("JSON (application/json)")), qUtf8Printable(facts));
    QVERIFY(!find<QLabel>("oddity"));
    QVERIFY(!find<QLabel>("pairing")->isVisible());
    MessageView reply = messageOf("1");
    reply.pairing = QStringLiteral("Reply to your request to /queue/a");
    m_inspector->show(reply);
    QVERIFY(find<QLabel>("pairing")->isVisible());
    QCOMPARE(find<QLabel>("pairing")->text(), reply.pairing);
}

void TestInspector::headers()
{
    m_inspector->show(messageOf("x", "passcode:hunter2\nfoo:a\\nb\nfoo:2\n"));
    auto* const tabs = find<QTabWidget>();
    QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
    auto* const headers = find<InspectorHeaders>();
    QVERIFY(headers->isVisible());
    QCOMPARE(headers->model()->rowCount(), 6);
    headers->selectRow(1);
    QVERIFY(find<QLabel>("headerNote")->text().contains(QLatin1StringView("tried live")));
    headers->selectRow(4);
    QVERIFY(find<QLabel>("headerNote")->text().contains(QLatin1StringView("sender's own")));
    headers->setFocus();
    QTest::keyClick(headers, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a\nb"));
    headers->selectRow(3);
    QTest::keyClick(headers, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(
        QGuiApplication::clipboard()->text(), QStringLiteral("passcode:") + HeaderModel::mask());
}

void TestInspector::frame()
{
    const QByteArray head = "MESSAGE\r\npasscode:hunter2\r\nfoo:a\\cb\n\n";
    m_inspector->show(MessageView::copyOf(
        head + QByteArray("x\0y\xFF", 4), static_cast<std::uint32_t>(head.size())));
    const bool pictures = find<InspectorFrame>()->symbols() == FrameText::Symbols::Pictures;
    const QString cr = pictures ? QStringLiteral("\u240d") : QStringLiteral("<CR>");
    const QString nul = pictures ? QStringLiteral("\u2400") : QStringLiteral("<NUL>");
    QCOMPARE(find<QPlainTextEdit>("frame")->toPlainText(),
        QStringLiteral("MESSAGE%1\u21b5\npasscode:%3%1\u21b5\nfoo:a\\cb\u21b5\n\u21b5\nx%2y<ff>%2")
            .arg(cr, nul, HeaderModel::mask()));
}

void TestInspector::newMessageDropsTheFormer()
{
    QSignalSpy shown(m_inspector.get(), &Inspector::shown);
    m_inspector->show(messageOf(largeJson(5'000'000), json));
    m_inspector->show(messageOf("small"));
    QCOMPARE(shown.count(), 1);
    QVERIFY(!m_inspector->isReading());
    m_inspector->show(messageOf(largeJson(1'000'000), json));
    m_inspector->show(messageOf("[" + largeJson(2'000'000) + "]", json));
    QTRY_COMPARE(shown.count(), 2);
    QVERIFY(find<ElidedLabel>("facts")->text().contains(QStringLiteral("2.0 MB")));
    m_inspector->show(messageOf(largeJson(5'000'000), json));
    m_inspector.reset();
}

void TestInspector::bodyIsSaved()
{
    const QTemporaryDir folder;
    const QByteArray body("{\0}\r\n\xFF", 6);
    m_inspector->show(messageOf(body));
    const auto buttons = m_inspector->findChildren<QToolButton*>();
    QToolButton* save = nullptr;
    for (QToolButton* const button : buttons)
        save = button->accessibleName().startsWith(QStringLiteral("Save")) ? button : save;
    QVERIFY(save);
    QTest::mouseClick(save, Qt::LeftButton);
    auto* const dialog = m_inspector->findChild<QFileDialog*>();
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().constFirst().endsWith(QStringLiteral("message.bin")));
    const QString path = folder.filePath(QStringLiteral("body"));
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), body);
}

void TestInspector::bodyIsCopied()
{
    m_inspector->show(messageOf("\xE4", "content-type:text/plain;charset=iso-8859-1\n"));
    m_inspector->payload()->copyBody();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("\u00e4"));
}

void TestInspector::goneMessageStaysOnShow()
{
    MessageView message = messageOf(R"({"a":"kept"})");
    const std::weak_ptr<const void> watch = message.owner;
    m_inspector->show(message);
    message = {};
    QVERIFY(!watch.expired());
    clickPage(InspectorPayload::Page::Raw);
    QCOMPARE(pane("raw")->text()->toPlainText(), QStringLiteral(R"({"a":"kept"})"));
    m_inspector->clear();
    QTRY_VERIFY(watch.expired());
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"

#include "inspectorfixture.h"

#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/inspectorhex.h>
#include <ui/widgets/inspectorpayload.h>
#include <ui/widgets/inspectortext.h>
#include <ui/widgets/inspectortextpane.h>
#include <ui/widgets/theme.h>

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace Ui;
using namespace Testing;

namespace {
constexpr int longestReading = 30'000; // ms
} // namespace

/** Bodies of megabytes: read on a worker, shown in part, searched whole. */
class TestInspectorLarge : public QObject, private InspectorFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { setUp(); }
    void cleanup() { m_inspector.reset(); }
    void largeBodyIsReadOnAWorker();
    void largeBodyShownWhole();
    void moreLinesThanAreShown();
    void errorFarInALargeBody();
};

void TestInspectorLarge::largeBodyIsReadOnAWorker()
{
    const QByteArray body = largeJson(20'000'000);
    QSignalSpy shown(m_inspector.get(), &Inspector::shown);
    m_inspector->show(messageOf(body, json));
    // Returned before the body was read; what needs no reading is there already.
    QVERIFY(m_inspector->isReading());
    QCOMPARE(shown.count(), 0);
    QVERIFY(find<ElidedLabel>("facts")->text().contains(QStringLiteral("20.0 MB")));
    QVERIFY(find<ElidedLabel>("facts")->text().endsWith(QStringLiteral("reading\u2026")));
    clickPage(InspectorPayload::Page::Hex);
    QVERIFY(find<InspectorHex>()->model()->rowCount() > 1'000'000);
    QTRY_COMPARE_WITH_TIMEOUT(shown.count(), 1, longestReading);
    clickPage(InspectorPayload::Page::Tree);
    QVERIFY(find<ElidedLabel>("facts")->text().contains(QStringLiteral("JSON")));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Tree);
    clickPage(InspectorPayload::Page::Text);
    QTRY_VERIFY_WITH_TIMEOUT(!pane("text")->text()->isFilling(), longestReading);
    auto* const note = pane("text")->findChild<QLabel*>(QStringLiteral("note"));
    QTRY_COMPARE(note->text(), QStringLiteral("Showing 256 kB of 20.0 MB"));
    QVERIFY(pane("text")->text()->toPlainText().startsWith(
        QStringLiteral("[\n  {\n    \"id\": 23958446825181076828,\n")));
    clickPage(InspectorPayload::Page::Raw);
    QVERIFY(pane("raw")->text()->toPlainText().size() < 300'000);
}

void TestInspectorLarge::largeBodyShownWhole()
{
    const QByteArray body = largeJson(1'000'000);
    QSignalSpy shown(m_inspector.get(), &Inspector::shown);
    m_inspector->show(messageOf(body, json));
    QTRY_COMPARE_WITH_TIMEOUT(shown.count(), 1, longestReading);
    clickPage(InspectorPayload::Page::Raw);
    QTest::mouseClick(pane("raw")->findChild<QWidget*>(QStringLiteral("showAll")), Qt::LeftButton);
    InspectorText* const raw = pane("raw")->text();
    QVERIFY(raw->isFilling());
    QTRY_VERIFY_WITH_TIMEOUT(!raw->isFilling(), longestReading);
    raw->selectAll();
    raw->copy();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), body);
    clickPage(InspectorPayload::Page::Text);
    QTest::mouseClick(pane("text")->findChild<QWidget*>(QStringLiteral("showAll")), Qt::LeftButton);
    InspectorText* const text = pane("text")->text();
    QTRY_VERIFY_WITH_TIMEOUT(
        text->source().size() > static_cast<std::size_t>(body.size()) && !text->isFilling(),
        longestReading);
    QVERIFY(text->toPlainText().endsWith(QStringLiteral("  null\n]")));
    QVERIFY(!pane("text")->findChild<QLabel*>(QStringLiteral("note"))->isVisible());
}

void TestInspectorLarge::moreLinesThanAreShown()
{
    const auto most = static_cast<int>(PayloadAnalysis::mostLines);
    QByteArray body = "[";
    for (int i = 0; i < most; ++i)
        body += "1,";
    QSignalSpy shown(m_inspector.get(), &Inspector::shown);
    m_inspector->show(messageOf(body + "2]", json));
    QTRY_COMPARE_WITH_TIMEOUT(shown.count(), 1, longestReading);
    clickPage(InspectorPayload::Page::Text);
    auto* const all = pane("text")->findChild<QWidget*>(QStringLiteral("showAll"));
    QTest::mouseClick(all, Qt::LeftButton);
    auto* const note = pane("text")->findChild<QLabel*>(QStringLiteral("note"));
    QTRY_VERIFY_WITH_TIMEOUT(
        note->text().endsWith(QStringLiteral("200,000 lines as text")), longestReading);
    QCOMPARE(pane("text")->text()->document()->blockCount(), most + 1);
    QVERIFY(!all->isVisible());
}

void TestInspectorLarge::errorFarInALargeBody()
{
    QByteArray body = largeJson(5'000'000);
    body.chop(5);
    const auto place = static_cast<std::size_t>(body.size()) - 1;
    body += "]";
    QSignalSpy shown(m_inspector.get(), &Inspector::shown);
    m_inspector->show(messageOf(body, json));
    QTRY_COMPARE_WITH_TIMEOUT(shown.count(), 1, longestReading);
    auto* const oddity = find<QLabel>("oddity");
    QVERIFY2(oddity->text().contains(QStringLiteral("remove it or add a value")),
        qUtf8Printable(oddity->text()));
    Q_EMIT oddity->linkActivated(QStringLiteral("text:%1").arg(place));
    InspectorText* const raw = pane("raw")->text();
    QTRY_VERIFY_WITH_TIMEOUT(!raw->isFilling(), longestReading);
    QTRY_COMPARE(raw->extraSelections().size(), 1);
    QCOMPARE(raw->extraSelections().constFirst().cursor.selectedText(), QStringLiteral(","));
    QVERIFY(raw->source().size() < 300'000);
    QVERIFY(pane("raw")
                ->findChild<QLabel*>(QStringLiteral("note"))
                ->text()
                .contains(QStringLiteral("from byte")));
}

QTEST_MAIN(TestInspectorLarge)
#include "tst_inspectorlarge.moc"

#include "inspectorfixture.h"

#include <ui/models/jsontreeroles.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/inspectorhex.h>
#include <ui/widgets/inspectorsearch.h>
#include <ui/widgets/inspectortext.h>
#include <ui/widgets/inspectortree.h>
#include <ui/widgets/theme.h>

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace Ui;
using namespace Testing;

namespace {

// python3: gzip.compress(b'{"order":23958446825181076828}', mtime=0)
const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000203ab56ca2f4a492d52b23232b634b5303131"
                                            "b3303235b430343007322c6a01ae425cd41e000000");

} // namespace

/** A text that is looked for in the body on show, and bodies that must be laid out or unpacked
 * first. */
class TestInspectorSearch : public QObject, private InspectorFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { setUp(); }
    void cleanup() { m_inspector.reset(); }
    void findsInTheTree();
    void findsFarDownALongArray();
    void findsInText();
    void findsInHex();
    void saysWhenThereIsNothing();
    void goesOnWithTheNextMessage();
    void xmlIsLaidOut();
    void xmlThatIsNone();
    void gzipIsUnpacked();
    void gzipThatIsDamaged();

private:
    void open()
    {
        QTest::keyClick(m_inspector->payload(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(search()->isVisible());
        QTRY_VERIFY(needle()->hasFocus());
    }
    void type(const QString& text)
    {
        needle()->setText(text);
        QTRY_VERIFY(!search()->isSearching());
    }
    [[nodiscard]] InspectorSearch* search() const { return find<InspectorSearch>(); }
    [[nodiscard]] QLineEdit* needle() const { return find<QLineEdit>("needle"); }
    [[nodiscard]] QString hits() const { return find<QLabel>("hits")->text(); }
    [[nodiscard]] QString currentPath() const
    {
        return find<InspectorTree>()->currentIndex().data(JsonPathRole).toString();
    }
};

void TestInspectorSearch::findsInTheTree()
{
    m_inspector->show(
        messageOf(R"({"a":{"b":["x",{"Paid":1}]},"c":"not paid, \u00e4","d":[[["paid"]]]})", json));
    open();
    type(QStringLiteral("paid"));
    QCOMPARE(hits(), QStringLiteral("1 of 3"));
    QCOMPARE(currentPath(), QStringLiteral("$.a.b[1].Paid"));
    QTest::keyClick(needle(), Qt::Key_Return);
    QCOMPARE(currentPath(), QStringLiteral("$.c"));
    QTest::keyClick(needle(), Qt::Key_F3);
    QCOMPARE(currentPath(), QStringLiteral("$.d[0][0][0]"));
    QCOMPARE(hits(), QStringLiteral("3 of 3"));
    QTest::keyClick(needle(), Qt::Key_Return); // around the end
    QCOMPARE(currentPath(), QStringLiteral("$.a.b[1].Paid"));
    QTest::keyClick(needle(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(currentPath(), QStringLiteral("$.d[0][0][0]"));
    type(QStringLiteral("\u00e4"));
    QCOMPARE(currentPath(), QStringLiteral("$.c"));
    QTest::keyClick(needle(), Qt::Key_Escape);
    QVERIFY(!search()->isVisible());
    QTRY_VERIFY(find<InspectorTree>()->hasFocus());
}

void TestInspectorSearch::findsFarDownALongArray()
{
    QByteArray body = "[";
    for (int i = 0; i < 20'000; ++i)
        body += "[" + QByteArray::number(i) + "],";
    m_inspector->show(messageOf(body + "0]", json));
    open();
    type(QStringLiteral("19999"));
    QTRY_COMPARE(currentPath(), QStringLiteral("$[19999][0]"));
}

void TestInspectorSearch::findsInText()
{
    m_inspector->show(messageOf(R"({"a":"one","b":"One"})", json));
    clickPage(InspectorPayload::Page::Raw);
    open();
    type(QStringLiteral("one"));
    QCOMPARE(hits(), QStringLiteral("1 of 2"));
    InspectorText* const raw = pane("raw")->text();
    QCOMPARE(raw->extraSelections().constFirst().cursor.selectedText(), QStringLiteral("one"));
    search()->next();
    QCOMPARE(raw->extraSelections().constFirst().cursor.selectedText(), QStringLiteral("One"));
    type(QStringLiteral("\"a\": "));
    QCOMPARE(hits(), QStringLiteral("not found"));
    clickPage(InspectorPayload::Page::Text); // where it is laid out
    QTRY_COMPARE(hits(), QStringLiteral("1 of 1"));
}

void TestInspectorSearch::findsInHex()
{
    m_inspector->show(messageOf(QByteArray(100, '\0') + "here", {}));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Hex);
    open();
    type(QStringLiteral("HERE"));
    QCOMPARE(hits(), QStringLiteral("1 of 1"));
    auto* const hex = find<InspectorHex>();
    QVERIFY(
        hex->currentIndex().siblingAtColumn(2).data().toString().contains(QStringLiteral("here")));
}

void TestInspectorSearch::saysWhenThereIsNothing()
{
    m_inspector->show(messageOf("[1]", json));
    open();
    QCOMPARE(hits(), QString());
    type(QStringLiteral("2"));
    QCOMPARE(hits(), QStringLiteral("not found"));
    search()->next();
    QCOMPARE(currentPath(), QStringLiteral("$"));
    m_inspector->clear();
    QCOMPARE(hits(), QStringLiteral("not found"));
}

void TestInspectorSearch::goesOnWithTheNextMessage()
{
    m_inspector->show(messageOf("[1,2]", json));
    open();
    type(QStringLiteral("2"));
    QCOMPARE(currentPath(), QStringLiteral("$[1]"));
    m_inspector->show(messageOf("[2,2]", json));
    QTRY_COMPARE(hits(), QStringLiteral("1 of 2"));
    QCOMPARE(currentPath(), QStringLiteral("$[0]"));
}

void TestInspectorSearch::xmlIsLaidOut()
{
    m_inspector->show(messageOf("<a><b x='1'/></a>", "content-type:application/xml\n"));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Text);
    QCOMPARE(pane("text")->text()->toPlainText(), QStringLiteral("<a>\n  <b x='1'/>\n</a>"));
    QCOMPARE(pane("raw")->text()->toPlainText(), QStringLiteral("<a><b x='1'/></a>"));
    QCOMPARE(find<QLabel>("oddity"), nullptr);
}

void TestInspectorSearch::xmlThatIsNone()
{
    m_inspector->show(messageOf("<a><b></a>", "content-type:text/xml\n"));
    QCOMPARE(pane("text")->text()->toPlainText(), QStringLiteral("<a><b></a>"));
    QVERIFY(find<QLabel>("oddity")->text().startsWith(
        QStringLiteral("content-type says XML, but: &lt;/a&gt; closes &lt;b&gt; at line 1")));
    Q_EMIT find<QLabel>("oddity")->linkActivated(QStringLiteral("text:6"));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Raw);
}

void TestInspectorSearch::gzipIsUnpacked()
{
    m_inspector->show(messageOf(gzip, json + "content-encoding:gzip\n"));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Tree);
    QVERIFY(find<ElidedLabel>("facts")->text().contains(
        QStringLiteral("unpacked 30 bytes of %1 bytes gzip").arg(gzip.size())));
    clickPage(InspectorPayload::Page::Raw);
    QCOMPARE(
        pane("raw")->text()->toPlainText(), QStringLiteral("{\"order\":23958446825181076828}"));
    auto* const hex = find<InspectorHex>(); // as it came
    QVERIFY(hex->model()->index(0, 1).data().toString().startsWith(QStringLiteral("1f 8b 08")));
    QCOMPARE(find<QLabel>("oddity"), nullptr);
}

void TestInspectorSearch::gzipThatIsDamaged()
{
    m_inspector->show(messageOf(gzip.chopped(4), "content-encoding:gzip\n"));
    QVERIFY2(find<QLabel>("oddity")->text().startsWith(QStringLiteral("unpacked, but: it ends")),
        qUtf8Printable(find<QLabel>("oddity")->text()));
    m_inspector->show(messageOf("[1]", "content-encoding:br\n"));
    QVERIFY(find<QLabel>("oddity")->text().contains(QStringLiteral("br is not read here")));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Tree);
}

QTEST_MAIN(TestInspectorSearch)
#include "tst_inspectorsearch.moc"

#include "inspectorfixture.h"

#include <ui/models/hexmodel.h>
#include <ui/models/jsontreeroles.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/inspectorhex.h>
#include <ui/widgets/inspectorpayload.h>
#include <ui/widgets/inspectortext.h>
#include <ui/widgets/inspectortextpane.h>
#include <ui/widgets/inspectortree.h>
#include <ui/widgets/theme.h>

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>

using namespace Ui;
using namespace Testing;

/** The pages of the payload: which one opens, what it shows, and what it copies. */
class TestInspectorPages : public QObject, private InspectorFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { setUp(); }
    void cleanup() { m_inspector.reset(); }
    void jsonOpensAsTree();
    void pagesByMouse();
    void chosenPageIsKept();
    void kindsOpenWhatSuits_data();
    void kindsOpenWhatSuits();
    void textKeepsDigitsAndOrder();
    void brokenJsonLeadsToItsPlace();
    void badUtf8LeadsToHex();
    void hexFitsItsWidth();
    void treeCopies();
    void treeByKeyboard();
};

void TestInspectorPages::jsonOpensAsTree()
{
    m_inspector->show(messageOf(R"({"z":1.0,"a":[1,2],"z":"x"})"));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Tree);
    auto* const tree = find<InspectorTree>();
    const QModelIndex top = tree->model()->index(0, 0);
    QVERIFY(tree->isExpanded(top));
    QCOMPARE(tree->model()->rowCount(top), 3);
    QCOMPARE(
        tree->model()->index(2, JsonValueColumn, top).data().toString(), QStringLiteral("\"x\""));
    QVERIFY(tree->isExpanded(tree->model()->index(1, 0, top)));
}

void TestInspectorPages::pagesByMouse()
{
    m_inspector->show(messageOf("{\"a\":1}"));
    for (const auto page : {InspectorPayload::Page::Text, InspectorPayload::Page::Raw,
             InspectorPayload::Page::Hex, InspectorPayload::Page::Tree}) {
        clickPage(page);
        QCOMPARE(m_inspector->payload()->page(), page);
    }
    QCOMPARE(pane("text")->text()->toPlainText(), QStringLiteral("{\n  \"a\": 1\n}"));
    QCOMPARE(pane("raw")->text()->toPlainText(), QStringLiteral("{\"a\":1}"));
    auto* const hex = find<InspectorHex>();
    QCOMPARE(hex->model()->index(0, 1).data().toString(), QStringLiteral("7b 22 61 22 3a 31 7d"));
}

void TestInspectorPages::chosenPageIsKept()
{
    m_inspector->show(messageOf("{}"));
    clickPage(InspectorPayload::Page::Raw);
    m_inspector->show(messageOf("[1]"));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Raw);
    clickPage(InspectorPayload::Page::Tree);
    m_inspector->show(messageOf("text"));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Text);
    m_inspector->show(messageOf("[1]"));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Tree);
}

void TestInspectorPages::kindsOpenWhatSuits_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("page");
    QTest::addColumn<QString>("fact");
    const auto row = [](const char* name, const QByteArray& body, const QByteArray& type,
                         InspectorPayload::Page page, const char* fact) {
        QTest::newRow(name) << body << type << static_cast<int>(page) << QString::fromLatin1(fact);
    };
    using enum InspectorPayload::Page;
    row("JSON", "[]", "application/json", Tree, "2 bytes \xB7 JSON (application/json)");
    row("XML", "<a/>", "", Text, "4 bytes \xB7 XML");
    row("text", "hello", "text/plain", Text, "5 bytes \xB7 text (text/plain)");
    row("binary", QByteArray("\0\1", 2), "", Hex, "2 bytes \xB7 binary");
    row("empty", "", "", Text, "0 bytes \xB7 no body");
    row("unknown charset", "x", "text/plain;charset=x-none", Hex, "1 byte \xB7 binary");
}

void TestInspectorPages::kindsOpenWhatSuits()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(int, page);
    QFETCH(QString, fact);
    if (fact.startsWith(QStringLiteral("4 bytes")))
        body = "<?xml version='1.0'?>", fact = QStringLiteral("21 bytes \u00b7 XML");
    m_inspector->show(
        messageOf(body, type.isEmpty() ? QByteArray() : "content-type:" + type + "\n"));
    QCOMPARE(static_cast<int>(m_inspector->payload()->page()), page);
    const QString facts = find<ElidedLabel>("facts")->text();
    QVERIFY2(facts.contains(fact), qUtf8Printable(facts));
}

void TestInspectorPages::textKeepsDigitsAndOrder()
{
    m_inspector->show(messageOf(R"({"z":18446744073709551615,"a":1.0,"z":"\/\u0041"})", json));
    QCOMPARE(pane("text")->text()->toPlainText(),
        QStringLiteral(
            "{\n  \"z\": 18446744073709551615,\n  \"a\": 1.0,\n  \"z\": \"\\/\\u0041\"\n}"));
}

void TestInspectorPages::brokenJsonLeadsToItsPlace()
{
    m_inspector->show(messageOf("{\r\n \"\xC3\xA4\": 1,\r\n \"b\" 2\r\n}", json));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Text);
    auto* const oddity = find<QLabel>("oddity");
    QVERIFY(oddity->text().startsWith(
                QStringLiteral("content-type says JSON, but: expected &#39;:&#39; after the key, "
                               "but found &#39;2&#39; at line 3, column 6"))
        || oddity->text().startsWith(
            QStringLiteral("content-type says JSON, but: expected ':' after the key, but found '2' "
                           "at line 3, column 6")));
    // By keyboard: the link takes the focus and Return follows it.
    oddity->setFocus();
    QTest::keyClick(oddity, Qt::Key_Tab);
    oddity->setFocus(Qt::TabFocusReason);
    QTest::keyClick(oddity, Qt::Key_Return);
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Raw);
    const QTextCursor cursor = pane("raw")->text()->textCursor();
    QCOMPARE(cursor.blockNumber(), 2);
    QCOMPARE(cursor.positionInBlock(), 5);
    QCOMPARE(pane("raw")->text()->extraSelections().size(), 1);
}

void TestInspectorPages::badUtf8LeadsToHex()
{
    m_inspector->show(messageOf(QByteArray(40, 'a') + "\xFF", "content-type:text/plain\n"));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Hex);
    auto* const oddity = find<QLabel>("oddity");
    QVERIFY(oddity->text().startsWith(QStringLiteral("not valid utf-8 from byte 40 on")));
    Q_EMIT oddity->linkActivated(QStringLiteral("byte:40"));
    auto* const hex = find<InspectorHex>();
    const auto* const bytes = qobject_cast<HexModel*>(hex->model());
    QCOMPARE(hex->currentIndex().row(), 40 / static_cast<int>(bytes->lineBytes()));
}

void TestInspectorPages::hexFitsItsWidth()
{
    m_inspector->show(messageOf(QByteArray(100, 'a') + "\xFF", "content-type:text/plain\n"));
    auto* const hex = find<InspectorHex>();
    hex->goTo(100);
    m_inspector->resize(1000, 640);
    QTRY_COMPARE(hex->model()->rowCount(), 7);
    QCOMPARE(hex->currentIndex().row(), 6);
    m_inspector->resize(360, 640);
    QTRY_COMPARE(hex->model()->rowCount(), 13);
    QCOMPARE(hex->currentIndex().row(), 12);
    hex->setFocus();
    QTest::keyClick(hex, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(
        QStringLiteral("00000060  61 61 61 61 ff ")));
}

void TestInspectorPages::treeCopies()
{
    m_inspector->show(messageOf(R"({"a":[0,{"x y":"\u00e4\/"}]})"));
    auto* const tree = find<InspectorTree>();
    const QModelIndex top = tree->model()->index(0, 0);
    const QModelIndex list = tree->model()->index(0, 0, top);
    const QModelIndex object = tree->model()->index(1, 0, list);
    tree->expand(object);
    tree->setCurrentIndex(tree->model()->index(0, 0, object));
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("\u00e4/"));
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral(R"("\u00e4\/")"));
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("$.a[1][\"x y\"]"));
}

void TestInspectorPages::treeByKeyboard()
{
    m_inspector->show(messageOf(R"({"a":{"b":{"c":1}}})"));
    auto* const tree = find<InspectorTree>();
    tree->setFocus();
    QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("$"));
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(tree, Qt::Key_Right);
    QCOMPARE(tree->currentIndex().data(JsonPathRole).toString(), QStringLiteral("$.a.b.c"));
}

QTEST_MAIN(TestInspectorPages)
#include "tst_inspectorpages.moc"

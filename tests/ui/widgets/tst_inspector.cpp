#include <ui/models/headermodel.h>
#include <ui/models/hexmodel.h>
#include <ui/models/jsontreeroles.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/inspector.h>
#include <ui/widgets/inspectorframe.h>
#include <ui/widgets/inspectorheaders.h>
#include <ui/widgets/inspectorhex.h>
#include <ui/widgets/inspectorpayload.h>
#include <ui/widgets/inspectortext.h>
#include <ui/widgets/inspectortextpane.h>
#include <ui/widgets/inspectortree.h>
#include <ui/widgets/theme.h>

#include <support/widgetwarnings.h>

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Ui;

namespace {

MessageView messageOf(const QByteArray& body, const QByteArray& moreHeaders = {},
    const QByteArray& destination = "/queue/orders")
{
    const QByteArray head = "MESSAGE\ndestination:" + destination
        + "\nmessage-id:7\nsubscription:0\n" + moreHeaders + "\n";
    MessageView view = MessageView::copyOf(head + body, static_cast<std::uint32_t>(head.size()));
    view.dialect = Stomp::Dialect::Practice;
    view.receivedUs = 1'700'000'000'123'000;
    view.connection = QStringLiteral("Practice broker");
    view.subscription = QStringLiteral("/queue/orders, auto");
    return view;
}

const QByteArray json = "content-type:application/json\n";

QByteArray largeJson(qsizetype size)
{
    QByteArray body = "[";
    while (body.size() < size)
        body += R"({"id":23958446825181076828,"text":"some \u00e4 text","list":[1.0,1e400]},)";
    return body + "null]";
}

} // namespace

class TestInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void emptyState();
    void summary();
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
    void headers();
    void frame();
    void largeBodyIsReadOnAWorker();
    void largeBodyShownWhole();
    void moreLinesThanAreShown();
    void errorFarInALargeBody();
    void newMessageDropsTheFormer();
    void bodyIsSaved();
    void bodyIsCopied();
    void goneMessageStaysOnShow();

private:
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name = nullptr) const
    {
        return m_inspector->findChild<Widget*>(name ? QString::fromLatin1(name) : QString());
    }
    void clickPage(InspectorPayload::Page page);
    [[nodiscard]] InspectorTextPane* pane(const char* name) const
    {
        return find<InspectorTextPane>(name);
    }

    std::unique_ptr<Inspector> m_inspector;
};

void TestInspector::initTestCase()
{
    Theme::apply(*qApp, ThemeChoice::Light);
}

void TestInspector::init()
{
    Testing::failOnAnyWarning();
    m_inspector = std::make_unique<Inspector>();
    m_inspector->resize(480, 640);
    m_inspector->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
}

void TestInspector::cleanup()
{
    m_inspector.reset();
}

void TestInspector::clickPage(InspectorPayload::Page page)
{
    static const QStringList names{QStringLiteral("Tree"), QStringLiteral("Text"),
        QStringLiteral("Raw"), QStringLiteral("Hex")};
    const auto buttons = m_inspector->findChildren<QToolButton*>();
    for (QToolButton* const button : buttons) {
        if (button->text() == names[static_cast<int>(page)])
            QTest::mouseClick(button, Qt::LeftButton);
    }
}

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
}

void TestInspector::jsonOpensAsTree()
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

void TestInspector::pagesByMouse()
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

void TestInspector::chosenPageIsKept()
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

void TestInspector::kindsOpenWhatSuits_data()
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
    row("unknown charset", "x", "text/plain;charset=koi8-r", Hex, "1 byte \xB7 binary");
}

void TestInspector::kindsOpenWhatSuits()
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

void TestInspector::textKeepsDigitsAndOrder()
{
    m_inspector->show(messageOf(R"({"z":18446744073709551615,"a":1.0,"z":"\/\u0041"})", json));
    QCOMPARE(pane("text")->text()->toPlainText(),
        QStringLiteral(
            "{\n  \"z\": 18446744073709551615,\n  \"a\": 1.0,\n  \"z\": \"\\/\\u0041\"\n}"));
}

void TestInspector::brokenJsonLeadsToItsPlace()
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

void TestInspector::badUtf8LeadsToHex()
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

void TestInspector::hexFitsItsWidth()
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

void TestInspector::treeCopies()
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

void TestInspector::treeByKeyboard()
{
    m_inspector->show(messageOf(R"({"a":{"b":{"c":1}}})"));
    auto* const tree = find<InspectorTree>();
    tree->setFocus();
    QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("$"));
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(tree, Qt::Key_Right);
    QCOMPARE(tree->currentIndex().data(JsonPathRole).toString(), QStringLiteral("$.a.b.c"));
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

void TestInspector::largeBodyIsReadOnAWorker()
{
    const QByteArray body = largeJson(20'000'000);
    QSignalSpy shown(m_inspector.get(), &Inspector::shown);
    m_inspector->show(messageOf(body, json));
    // Returned before the body was read; what needs no reading is there already.
    QVERIFY(m_inspector->isReading());
    QCOMPARE(shown.count(), 0);
    QVERIFY(find<ElidedLabel>("facts")->text().contains(QStringLiteral("20.0 MB")));
    QVERIFY(find<ElidedLabel>("facts")->text().endsWith(QStringLiteral("reading\u2026")));
    QVERIFY(find<InspectorHex>()->model()->rowCount() > 1'000'000);
    QTRY_COMPARE(shown.count(), 1);
    QVERIFY(find<ElidedLabel>("facts")->text().contains(QStringLiteral("JSON")));
    QCOMPARE(m_inspector->payload()->page(), InspectorPayload::Page::Tree);
    clickPage(InspectorPayload::Page::Text);
    QTRY_VERIFY(!pane("text")->text()->isFilling());
    auto* const note = pane("text")->findChild<QLabel*>(QStringLiteral("note"));
    QTRY_COMPARE(note->text(), QStringLiteral("Showing 256 kB of 20.0 MB"));
    QVERIFY(pane("text")->text()->toPlainText().startsWith(
        QStringLiteral("[\n  {\n    \"id\": 23958446825181076828,\n")));
    clickPage(InspectorPayload::Page::Raw);
    QVERIFY(pane("raw")->text()->toPlainText().size() < 300'000);
}

void TestInspector::largeBodyShownWhole()
{
    const QByteArray body = largeJson(1'000'000);
    QSignalSpy shown(m_inspector.get(), &Inspector::shown);
    m_inspector->show(messageOf(body, json));
    QTRY_COMPARE(shown.count(), 1);
    clickPage(InspectorPayload::Page::Raw);
    QTest::mouseClick(pane("raw")->findChild<QWidget*>(QStringLiteral("showAll")), Qt::LeftButton);
    InspectorText* const raw = pane("raw")->text();
    QVERIFY(raw->isFilling());
    QTRY_VERIFY(!raw->isFilling());
    raw->selectAll();
    raw->copy();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), body);
    clickPage(InspectorPayload::Page::Text);
    QTest::mouseClick(pane("text")->findChild<QWidget*>(QStringLiteral("showAll")), Qt::LeftButton);
    InspectorText* const text = pane("text")->text();
    QTRY_VERIFY(
        text->source().size() > static_cast<std::size_t>(body.size()) && !text->isFilling());
    QVERIFY(text->toPlainText().endsWith(QStringLiteral("  null\n]")));
    QVERIFY(!pane("text")->findChild<QLabel*>(QStringLiteral("note"))->isVisible());
}

void TestInspector::moreLinesThanAreShown()
{
    const auto most = static_cast<int>(PayloadAnalysis::mostLines);
    QByteArray body = "[";
    for (int i = 0; i < most; ++i)
        body += "1,";
    QSignalSpy shown(m_inspector.get(), &Inspector::shown);
    m_inspector->show(messageOf(body + "2]", json));
    QTRY_COMPARE(shown.count(), 1);
    clickPage(InspectorPayload::Page::Text);
    auto* const all = pane("text")->findChild<QWidget*>(QStringLiteral("showAll"));
    QTest::mouseClick(all, Qt::LeftButton);
    auto* const note = pane("text")->findChild<QLabel*>(QStringLiteral("note"));
    QTRY_VERIFY_WITH_TIMEOUT(note->text().endsWith(QStringLiteral("200,000 lines as text")), 30000);
    QCOMPARE(pane("text")->text()->document()->blockCount(), most + 1);
    QVERIFY(!all->isVisible());
}

void TestInspector::errorFarInALargeBody()
{
    QByteArray body = largeJson(5'000'000);
    body.chop(5);
    const auto place = static_cast<std::size_t>(body.size()) - 1;
    body += "]";
    QSignalSpy shown(m_inspector.get(), &Inspector::shown);
    m_inspector->show(messageOf(body, json));
    QTRY_COMPARE(shown.count(), 1);
    auto* const oddity = find<QLabel>("oddity");
    QVERIFY2(oddity->text().contains(QStringLiteral("remove it or add a value")),
        qUtf8Printable(oddity->text()));
    Q_EMIT oddity->linkActivated(QStringLiteral("text:%1").arg(place));
    InspectorText* const raw = pane("raw")->text();
    QTRY_VERIFY(!raw->isFilling());
    QTRY_COMPARE(raw->extraSelections().size(), 1);
    QCOMPARE(raw->extraSelections().constFirst().cursor.selectedText(), QStringLiteral(","));
    QVERIFY(raw->source().size() < 300'000);
    QVERIFY(pane("raw")
                ->findChild<QLabel*>(QStringLiteral("note"))
                ->text()
                .contains(QStringLiteral("from byte")));
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

#include <stomp/payload/xmllayout.h>

#include <QTest>

using namespace Stomp;

class TestXmlLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laysOut_data();
    void laysOut();
    void refuses_data();
    void refuses();
    void entitiesStayNames();
    void isCutAtTheBound();
    void deepDocument();
    void laidOutAgainIsTheSame_data() { laysOut_data(); }
    void laidOutAgainIsTheSame();
};

void TestXmlLayout::laysOut_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("laid");
    const auto row = [](const char* name, const char* document, const char* laid) {
        QTest::newRow(name) << QByteArray(document) << QByteArray(laid);
    };
    row("one element", "<a/>", "<a/>");
    row("nothing in it", "<a></a>", "<a></a>");
    row("white space in it", "<a> \n </a>", "<a></a>");
    row("elements", "<a><b/><c x='1'><d>text</d></c></a>",
        "<a>\n  <b/>\n  <c x='1'>\n    <d>text</d>\n  </c>\n</a>");
    row("text stays", "<a> <b> x  y </b> </a>", "<a>\n  <b> x  y </b>\n</a>");
    row("mixed content stays", "<p>one <b>two</b>\n  <i><u/> </i></p>",
        "<p>one <b>two</b>\n  <i><u/> </i></p>");
    row("behind mixed content", "<a><p>x<b/></p><q/></a>", "<a>\n  <p>x<b/></p>\n  <q/>\n</a>");
    row("declaration, comment, instruction",
        "<?xml version='1.0'?><!-- <a> --><a><?do it?><b/></a>",
        "<?xml version='1.0'?>\n<!-- <a> -->\n<a>\n  <?do it?>\n  <b/>\n</a>");
    row("CDATA is text", "<a><b><![CDATA[<x>]]></b></a>", "<a>\n  <b><![CDATA[<x>]]></b>\n</a>");
    row("'>' in an attribute", "<a><b t='x>y'/></a>", "<a>\n  <b t='x>y'/>\n</a>");
    row("preserved", "<a><b xml:space=\"preserve\"> <c/> </b></a>",
        "<a>\n  <b xml:space=\"preserve\"> <c/> </b>\n</a>");
    row("document type", "<!DOCTYPE a [<!-- ] > --><!ELEMENT a ANY>]><a><b/></a>",
        "<!DOCTYPE a [<!-- ] > --><!ELEMENT a ANY>]>\n<a>\n  <b/>\n</a>");
    row("mark and blanks around", "\xEF\xBB\xBF\n<a>\n<b/></a>\n", "<a>\n  <b/>\n</a>");
}

void TestXmlLayout::laysOut()
{
    QFETCH(QByteArray, document);
    const XmlLayoutResult result = layoutXml(document.toStdString());
    QCOMPARE(result.error, std::string());
    QVERIFY(!result.cut);
    QVERIFY(!result.hasEntities);
    QTEST(QByteArray::fromStdString(result.text), "laid");
}

void TestXmlLayout::laidOutAgainIsTheSame()
{
    QFETCH(QByteArray, laid);
    QCOMPARE(QByteArray::fromStdString(layoutXml(laid.toStdString()).text), laid);
}

void TestXmlLayout::refuses_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char* name, const char* document, const char* error) {
        QTest::newRow(name) << QByteArray(document) << QByteArray(error);
    };
    row("closed by another", "<a>\n <b></a>", "</a> closes <b> at line 2, column 5");
    row("closes nothing", "<a/></a>", "</a> closes nothing at line 1, column 5");
    row("not closed", "<a><b/>", "<a> is not closed at line 1, column 1");
    row("cut in a tag", "<a><b x='>", "'<' without its '>' at line 1, column 4");
    row("text behind", "<a/>x", "text outside of the document's element at line 1, column 5");
    row("no element", "<?xml version='1.0'?>", "no element at line 1, column 1");
    row("empty", "", "no element at line 1, column 1");
}

void TestXmlLayout::refuses()
{
    QFETCH(QByteArray, document);
    const XmlLayoutResult result = layoutXml(document.toStdString());
    QTEST(QByteArray::fromStdString(result.error), "error");
    QCOMPARE(result.text, std::string());
}

void TestXmlLayout::entitiesStayNames()
{
    const std::string bomb =
        "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]><lolz>&lol2;</lolz>";
    const XmlLayoutResult result = layoutXml(bomb);
    QVERIFY(result.hasEntities);
    QVERIFY(result.text.ends_with("\n<lolz>&lol2;</lolz>"));
    QCOMPARE(result.text.size(), bomb.size() + 1);
}

void TestXmlLayout::isCutAtTheBound()
{
    const std::string whole = layoutXml("<a><b>\xC3\xA4</b></a>").text;
    for (std::size_t most = 0; most < whole.size(); ++most) {
        const XmlLayoutResult result = layoutXml("<a><b>\xC3\xA4</b></a>", most);
        QVERIFY(result.cut);
        QVERIFY(result.text.size() <= most);
        QVERIFY(whole.starts_with(result.text));
    }
    QVERIFY(!layoutXml("<a><b>\xC3\xA4</b></a>", whole.size()).cut);
}

void TestXmlLayout::deepDocument()
{
    std::string document;
    for (int i = 0; i < 100'000; ++i)
        document += "<a>";
    for (int i = 0; i < 100'000; ++i)
        document += "</a>";
    const XmlLayoutResult result = layoutXml(document);
    QCOMPARE(result.error, std::string());
    QVERIFY(result.text.size() < 200'000 * (2 * 64 + 5));
}

QTEST_APPLESS_MAIN(TestXmlLayout)
#include "tst_xmllayout.moc"

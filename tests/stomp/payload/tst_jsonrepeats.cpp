#include <stomp/payload/jsonrepeats.h>

#include <QTest>

using namespace Stomp;

namespace {

/** As "2:1/3": the member, its number, of how many. */
QString repeatsIn(const std::string& object)
{
    const JsonTree tree(object);
    std::vector<JsonNode> members;
    JsonTree::Cursor cursor;
    tree.list(tree.root(), cursor, tree.root().childCount, members);
    QStringList all;
    for (const JsonRepeat& repeat : repeatedMembers(members))
        all << QStringLiteral("%1:%2/%3").arg(repeat.member).arg(repeat.number).arg(repeat.of);
    return all.join(u' ');
}

} // namespace

class TestJsonRepeats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void finds_data()
    {
        QTest::addColumn<QByteArray>("object");
        QTest::addColumn<QString>("repeats");
        QTest::newRow("empty") << QByteArray("{}") << QString();
        QTest::newRow("none") << QByteArray(R"({"a":1,"A":2,"":3,"aa":4})") << QString();
        QTest::newRow("two") << QByteArray(R"({"a":1,"b":2,"a":3})")
                             << QStringLiteral("0:1/2 2:2/2");
        QTest::newRow("two names") << QByteArray(R"({"b":0,"a":1,"b":2,"a":3,"c":4,"b":5})")
                                   << QStringLiteral("0:1/3 1:1/2 2:2/3 3:2/2 5:3/3");
        QTest::newRow("of other objects")
            << QByteArray(R"({"a":{"a":1,"b":2},"b":{"a":3}})") << QString();
        QTest::newRow("empty names")
            << QByteArray(R"({"":1,"":1})") << QStringLiteral("0:1/2 1:2/2");
        QTest::newRow("written otherwise")
            << QByteArray(R"({"a/b":1,"\u0061\/b":2})") << QStringLiteral("0:1/2 1:2/2");
        QTest::newRow("halves of pairs")
            << QByteArray(R"({"\ud800":1,"\udc00":2,"\ud800":3})") << QStringLiteral("0:1/2 2:2/2");
    }
    void finds()
    {
        QFETCH(QByteArray, object);
        QTEST(repeatsIn(object.toStdString()), "repeats");
    }
};

QTEST_APPLESS_MAIN(TestJsonRepeats)
#include "tst_jsonrepeats.moc"

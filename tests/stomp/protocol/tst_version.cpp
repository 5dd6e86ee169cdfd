#include <stomp/protocol/version.h>

#include <support/printing.h>

using namespace Stomp;

using Versions = std::vector<Version>;

/** Names, lists and negotiation; stomp-facts 2.2. */
class TestVersion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void names()
    {
        for (const Version version : {Version::V10, Version::V11, Version::V12})
            QVERIFY(versionFromString(toString(version)) == version);
        QCOMPARE(toString(Version::V10), "1.0");
        QCOMPARE(toString(Version::V11), "1.1");
        QCOMPARE(toString(Version::V12), "1.2");
        for (const char* wrong : {"", "1", "1.3", "2.0", " 1.1", "1.10"})
            QVERIFY(!versionFromString(wrong));
    }

    void lists_data()
    {
        QTest::addColumn<std::string>("list");
        QTest::addColumn<std::string>("expected");
        QTest::newRow("as it should be")
            << std::string("1.0,1.1,1.2") << std::string("1.0,1.1,1.2");
        QTest::newRow("one") << std::string("1.1") << std::string("1.1");
        QTest::newRow("descending") << std::string("1.2,1.1,1.0") << std::string("1.0,1.1,1.2");
        QTest::newRow("spaces") << std::string(" 1.1 ,\t1.2 ") << std::string("1.1,1.2");
        QTest::newRow("unknown ones") << std::string("1.1,2.0,,x,1.3") << std::string("1.1");
        QTest::newRow("twice") << std::string("1.1,1.1") << std::string("1.1");
        QTest::newRow("empty") << std::string() << std::string();
        QTest::newRow("nothing known") << std::string("2.0") << std::string();
    }

    void lists()
    {
        QFETCH(std::string, list);
        QFETCH(std::string, expected);
        QCOMPARE(formatVersionList(parseVersionList(list)), expected);
    }

    void formattingRemovesRepetitions()
    {
        QCOMPARE(formatVersionList({Version::V12, Version::V10, Version::V12}), "1.0,1.2");
    }

    void negotiation()
    {
        const Versions all{Version::V10, Version::V11, Version::V12};
        QVERIFY(highestCommon(all, all) == Version::V12);
        QVERIFY(highestCommon({Version::V11, Version::V10}, all) == Version::V11);
        QVERIFY(highestCommon(all, {Version::V10}) == Version::V10);
        QVERIFY(!highestCommon({Version::V12}, {Version::V10, Version::V11}));
        QVERIFY(!highestCommon({}, all));
    }
};

QTEST_APPLESS_MAIN(TestVersion)
#include "tst_version.moc"

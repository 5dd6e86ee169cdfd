#include <stomp/broker/brokerskin.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

/** The table of skins, and that the console takes each for what it looks like; stomp-facts 3.1. */
class TestBrokerSkin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void names()
    {
        QCOMPARE(allSkins().size(), std::size_t(5));
        for (const BrokerSkin& skin : allSkins()) {
            QCOMPARE(&skinOf(skin.kind), &skin);
            QVERIFY(skinFromString(skin.name) == skin.kind);
        }
        QVERIFY(!skinFromString("RabbitMQ"));
        QVERIFY(!skinFromString(""));
    }
    void theConsoleKnowsThem()
    {
        for (const BrokerSkin& skin : allSkins()) {
            if (!skin.server.empty())
                QVERIFY(detectDialect(skin.server) == skin.dialect);
            Greeting greeting;
            greeting.practice = skin.name;
            if (!skin.isPlain())
                QVERIFY(detectDialect(greeting) == skin.dialect);
        }
    }
};

QTEST_APPLESS_MAIN(TestBrokerSkin)
#include "tst_brokerskin.moc"

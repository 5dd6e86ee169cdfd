#include "dialogue.h"

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::Dialogue;

/** What users may read and write, by patterns; stomp-facts 4.12. */
class TestAccessRights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void reading_data()
    {
        QTest::addColumn<QString>("destination");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("name") << QStringLiteral("/queue/a") << true;
        QTest::newRow("other name") << QStringLiteral("/queue/b") << false;
        QTest::newRow("other kind") << QStringLiteral("/topic/a") << false;
        QTest::newRow("below") << QStringLiteral("/topic/p.x.y") << true;
        QTest::newRow("pattern below") << QStringLiteral("/topic/p.*") << true;
        QTest::newRow("wide pattern below") << QStringLiteral("/topic/p.>") << true;
        QTest::newRow("pattern beyond") << QStringLiteral("/topic/>") << false;
        QTest::newRow("one level") << QStringLiteral("/topic/q.x") << true;
        QTest::newRow("one level, wide pattern") << QStringLiteral("/topic/q.>") << false;
        QTest::newRow("two levels") << QStringLiteral("/topic/q.x.y") << false;
        QTest::newRow("own temporary") << QStringLiteral("/temp-queue/r") << true;
    }
    void reading()
    {
        QFETCH(QString, destination);
        QFETCH(bool, allowed);
        Dialogue dialogue(options());
        QCOMPARE(dialogue.run(QStringLiteral("A connect 1.2 login:ann passcode:1\n"
                                             "A > SUBSCRIBE id:1 destination:%1 receipt:r\n"
                                             "A < %2 receipt-id:r")
                                  .arg(destination,
                                      allowed ? QStringLiteral("RECEIPT")
                                              : QStringLiteral("ERROR message:User\\sann\\sis\\s"
                                                               "not\\sauthorized\\sto\\sread\\s"
                                                               "from\\s")
                                              + destination)),
            QString());
    }

    void writing()
    {
        Dialogue dialogue(options());
        QCOMPARE(dialogue.run(QStringLiteral(R"(
            A connect 1.2 login:ann passcode:1
            A > SEND destination:/queue/out receipt:1 | x
            A < RECEIPT
            A > SEND destination:/queue/a receipt:2 | x
            A < ERROR receipt-id:2 message:User\sann\sis\snot\sauthorized\sto\swrite\sto\s/queue/a
            A closed
            B connect 1.2 login:bob passcode:2
            B > SEND destination:/queue/a receipt:3 | x
            B < RECEIPT
            count /queue/a in 1)")),
            QString());
    }

private:
    static BrokerOptions options()
    {
        using List = std::vector<std::string>;
        BrokerOptions options;
        options.users = {
            {"ann", "1", List{"/queue/a", "/topic/p.>", "/topic/q.*"}, List{"/queue/out"}},
            {"bob", "2"}};
        return options;
    }
};

QTEST_APPLESS_MAIN(TestAccessRights)
#include "tst_accessrights.moc"

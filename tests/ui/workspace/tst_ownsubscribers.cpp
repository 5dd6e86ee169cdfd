#include "workspacefixture.h"

#include <ui/workspace/ownsubscribers.h>

#include <support/practicefixture.h>

#include <QRegularExpression>
#include <QTest>

#include <tuple>

using namespace Testing;
using namespace Ui;
using namespace Qt::StringLiterals;

class TestOwnSubscribers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    /** Who takes messages at the same destination of the same broker, whatever that is called. */
    void names()
    {
        Stomp::PracticeOptions options;
        options.broker.wear(Stomp::BrokerSkin::Kind::RabbitMq);
        ThreadedPracticeFixture broker(options);
        ThreadedPracticeFixture other(options);
        Workspace workspace;
        const auto open = [&](const QString& name, const ConnectionProfile& where) {
            ConnectionProfile profile = where;
            profile.name = name;
            profile.dialect = Stomp::Dialect::RabbitMq;
            Connection* connection = workspace.createConnection(profile);
            workspace.adopt(connection);
            workspace.open(connection, {});
            return connection;
        };
        const auto listen = [](Connection* at, SubscriptionWish to) {
            const Stomp::SubscriptionKey key = at->subscribe(to);
            QTRY_VERIFY(at->subscription(key)->state == Stomp::SubscriptionState::Confirmed);
        };
        const ConnectionProfile here = local(broker.port());
        ConnectionProfile byName = here;
        byName.host = u"localhost"_s;
        ConnectionProfile elsewhereThere = here;
        elsewhereThere.vhost = u"other"_s;
        Connection* at = open(u"at"_s, here);
        Connection* same = open(u"same"_s, byName);
        Connection* elsewhere = open(u"elsewhere"_s, local(other.port()));
        Connection* otherHost = open(u"other host"_s, elsewhereThere);
        for (Connection* one : {at, same, elsewhere, otherHost})
            QTRY_VERIFY(one->isConnected());

        const auto found = [&] {
            return ownSubscribers(workspace.connections(), *at, u"/queue/orders"_s);
        };
        listen(elsewhere, wish("/queue/orders"));
        listen(otherHost, wish("/queue/orders"));
        listen(same, wish("/queue/mails"));
        listen(same, wish("/topic/orders"));
        QCOMPARE(found(), QStringList());
        listen(at, wish("/queue/orders"));
        QCOMPARE(found(), QStringList{u"at"_s});
        listen(same, wish("/amq/queue/orders")); // another name of it
        QCOMPARE(found(), (QStringList{u"at"_s, u"same"_s}));
        same->close();
        QTRY_VERIFY(!same->isConnected());
        QCOMPARE(found(), QStringList{u"at"_s});
    }

    void whoBrowsesTakesNothing()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        SubscriptionWish look = wish("/queue/orders");
        look.headers = {{"browser", "true"}};
        std::ignore = desk.connection->subscribe(look);
        QCOMPARE(ownSubscribers(desk.workspace.connections(), *desk.connection, u"/queue/orders"_s),
            QStringList());
        std::ignore = desk.connection->subscribe(wish("/queue/orders"));
        QCOMPARE(ownSubscribers(desk.workspace.connections(), *desk.connection, u"/queue/orders"_s),
            QStringList{desk.connection->name()});
    }
};

QTEST_GUILESS_MAIN(TestOwnSubscribers)
#include "tst_ownsubscribers.moc"

#include "windowfixture.h"

#include <support/widgetwarnings.h>

using namespace Ui;
using Testing::WindowFixture;

class TestWindowMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }

    /** Whatever was wished when: from the command line and after a loss it is before there is a
     * session. */
    void theEmptyTableSaysWhatIsMissing()
    {
        WindowFixture desk;
        const auto says = [&desk](const char* headline) {
            return desk.table()->accessibleDescription().startsWith(QLatin1StringView(headline));
        };
        QVERIFY(says("Not connected"));
        Connection* const one =
            desk.workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
        SubscriptionWish wish;
        wish.destination = QStringLiteral("/topic/quiet");
        const Stomp::SubscriptionKey key = one->subscribe(wish);
        desk.workspace.adopt(one);
        QVERIFY(says("Not connected"));
        desk.workspace.open(one, {});
        QTRY_VERIFY(one->subscription(key)->state == Stomp::SubscriptionState::Confirmed);
        QTRY_VERIFY(says("Waiting for messages"));
        one->unsubscribe(key);
        QTRY_VERIFY(says("Nothing subscribed"));
        desk.workspace.remove(one);
        QTRY_VERIFY(says("Not connected"));
    }
};

QTEST_MAIN(TestWindowMessages)
#include "tst_windowmessages.moc"

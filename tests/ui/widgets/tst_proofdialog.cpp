#include "windowfixture.h"

#include <ui/widgets/proofdialog.h>
#include <ui/widgets/prooflanes.h>

#include <support/practicefixture.h>
#include <support/widgetwarnings.h>

#include <QClipboard>
#include <QLabel>
#include <QTreeView>

#include <tuple>

using namespace Testing;
using namespace Ui;
using namespace Qt::StringLiterals;

namespace {

/** A dialog over a connection to a practice broker on another thread. */
class Stage
{
public:
    explicit Stage(
        Stomp::BrokerSkin::Kind skin = Stomp::BrokerSkin::Kind::Plain, bool isProduction = false)
        : broker(optionsFor(skin))
    {
        ConnectionProfile profile =
            ConnectionProfile::forUrl(Stomp::BrokerUrl::parse(broker.url().toStdString()).url);
        profile.production = isProduction;
        connection = workspace.createConnection(profile);
        workspace.adopt(connection);
        workspace.open(connection, {});
    }
    /** The same broker under another name of this machine. */
    [[nodiscard]] Connection* connectAgain(const QString& name)
    {
        ConnectionProfile profile = connection->profile();
        profile.name = name;
        profile.host = u"localhost"_s;
        Connection* another = workspace.createConnection(profile);
        workspace.adopt(another);
        workspace.open(another, {});
        return another;
    }
    void open(const QString& destination)
    {
        QTRY_VERIFY(connection->isConnected());
        dialog = std::make_unique<ProofDialog>(workspace, *connection, destination);
        dialog->show();
    }
    template <typename Widget>
    [[nodiscard]] Widget* find(const QString& name) const
    {
        return dialog->findChild<Widget*>(name);
    }
    [[nodiscard]] QString text(const QString& name) const { return find<QLabel>(name)->text(); }
    [[nodiscard]] bool hasVerdict() const
    {
        return dialog->look().verdict != ProofLook::Verdict::None;
    }

    ThreadedPracticeFixture broker;
    Workspace workspace;
    Connection* connection = nullptr;
    std::unique_ptr<ProofDialog> dialog;

private:
    static Stomp::PracticeOptions optionsFor(Stomp::BrokerSkin::Kind skin)
    {
        Stomp::PracticeOptions options;
        options.broker.wear(skin);
        return options;
    }
};

} // namespace

class TestProofDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    /** As a user goes: the chosen destination, the shortcut, Start. */
    void fromTheWindow()
    {
        WindowFixture fixture;
        fixture.connectTo(Preset::Practice);
        QTRY_VERIFY(fixture.connection() && fixture.connection()->isConnected());
        fixture.subscribeTo(u"/topic/news"_s);
        auto* tree = fixture.find<QTreeView>("destinations");
        QTRY_VERIFY(tree->model()->rowCount(tree->model()->index(0, 0)) > 0);
        const QModelIndex topic = tree->model()->index(0, 0, tree->model()->index(0, 0));
        tree->setCurrentIndex(topic);
        fixture.key(fixture.window.get(), Qt::Key_Q, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = qobject_cast<ProofDialog*>(fixture.dialog("proofDialog"));
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit*>(u"proofDestination"_s)->text(), u"/topic/news"_s);
        auto* start = dialog->findChild<QPushButton*>(u"proofStart"_s);
        fixture.click(start);
        QVERIFY(!start->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(dialog->look().verdict, ProofLook::Verdict::Topic, 30'000);
        const QString verdict = dialog->findChild<QLabel*>(u"proofVerdict"_s)->text();
        QVERIFY2(verdict.contains(
                     u"copies, it behaves as a topic. The 3 sent to nobody were not kept"_s),
            qPrintable(verdict));
        QVERIFY(start->isEnabled());
        // The window's own subscription was there all the time: it has all thirteen, too.
        QTRY_COMPARE(fixture.rows(), 13);
        fixture.click(dialog->findChild<QPushButton*>(u"proofCopy"_s));
        QVERIFY(QApplication::clipboard()->text().contains(
            u"A: subscribed, confirmed; received 1 2 3 4 5 6 7 8 9 10"_s));
    }

    void queue()
    {
        Stage stage;
        stage.open(u"/queue/q"_s);
        QVERIFY2(stage.text(u"proofWarning"_s)
                     .contains(u"sends 13 small numbered messages to /queue/q"_s),
            qPrintable(stage.text(u"proofWarning"_s)));
        stage.find<QPushButton>(u"proofStart"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(stage.hasVerdict(), 30'000);
        const ProofLook& look = stage.dialog->look();
        QCOMPARE(look.verdict, ProofLook::Verdict::Queue);
        QCOMPARE(look.kept, std::optional(true));
        QCOMPARE(look.lanes.size(), 3);
        QCOMPARE(look.lanes[0].received.size() + look.lanes[1].received.size(), 10);
        QCOMPARE(look.lanes[2].received, (QList<int>{11, 12, 13}));
        // A screen reader hears what the drawing shows.
        const QString described = stage.find<ProofLanes>(u"proofLanes"_s)->accessibleDescription();
        QVERIFY2(described.contains(u"Late: subscribed, confirmed; received 11, 12, 13"_s),
            qPrintable(described));
    }

    /** Another connection of this very console takes a share: said before, and in the verdict. */
    void ownSubscription()
    {
        Stage stage;
        stage.open(u"/queue/q"_s);
        const QString before = stage.text(u"proofWarning"_s);
        QVERIFY2(!before.contains(u"itself"_s), qPrintable(before));
        Connection* rival = stage.connectAgain(u"orders"_s);
        QTRY_VERIFY(rival->isConnected());
        SubscriptionWish wish;
        wish.destination = u"/queue/other"_s;
        std::ignore = rival->subscribe(wish);
        wish.destination = u"/queue/q"_s;
        const Stomp::SubscriptionKey key = rival->subscribe(wish);
        QTRY_VERIFY(rival->subscription(key)->state == Stomp::SubscriptionState::Confirmed);
        const QString warning = stage.text(u"proofWarning"_s);
        QVERIFY2(warning.startsWith(before)
                && warning.contains(u"This console is itself subscribed to /queue/q, on orders."_s),
            qPrintable(warning));
        stage.find<QPushButton>(u"proofStart"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(stage.hasVerdict(), 30'000);
        const QString said = stage.text(u"proofDetails"_s);
        QVERIFY2(said.contains(u"This console was itself subscribed there, on orders: "_s)
                && said.contains(u" to 13 may have gone to that subscription"_s),
            qPrintable(said));
        QTRY_VERIFY(stage.find<ProofLanes>(u"proofLanes"_s)->height()
            >= stage.find<ProofLanes>(u"proofLanes"_s)
                   ->heightForWidth(stage.find<ProofLanes>(u"proofLanes"_s)
                                        ->width())); // all lanes are to be seen
        stage.find<QPushButton>(u"proofCopy"_s)->click();
        QVERIFY(QApplication::clipboard()->text().contains(u"itself subscribed there"_s));

        // Without it the verdict is clear, and nothing is said of it.
        rival->unsubscribe(key);
        QTRY_COMPARE(stage.text(u"proofWarning"_s), before);
        stage.find<QPushButton>(u"proofStart"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(stage.hasVerdict() && stage.dialog->look().kept == true, 30'000);
        QVERIFY(!stage.text(u"proofDetails"_s).contains(u"itself"_s));
    }

    void aNameThatLies()
    {
        Stage stage(Stomp::BrokerSkin::Kind::Spring);
        stage.open(u"/queue/q"_s);
        stage.find<QPushButton>(u"proofStart"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(stage.hasVerdict(), 60'000);
        QCOMPARE(stage.dialog->look().verdict, ProofLook::Verdict::Topic);
        QCOMPARE(stage.dialog->look().kept, std::optional(false));
        QVERIFY(stage.text(u"proofDetails"_s).contains(u"Its name says queue"_s));
    }

    void brokerDiesAndComesBack()
    {
        Stage stage;
        stage.open(u"/queue/q"_s);
        auto* start = stage.find<QPushButton>(u"proofStart"_s);
        start->click();
        QTRY_VERIFY(stage.dialog->look().sent >= 10);
        stage.broker.stop();
        QTRY_COMPARE_WITH_TIMEOUT(
            stage.dialog->look().verdict, ProofLook::Verdict::Inconclusive, 30'000);
        QVERIFY2(stage.text(u"proofVerdict"_s).startsWith(u"Inconclusive, because "_s),
            qPrintable(stage.text(u"proofVerdict"_s)));
        QVERIFY(!stage.text(u"proofDetails"_s).isEmpty());
        QTRY_VERIFY(!start->isEnabled()); // the connection is lost as well
        QVERIFY(stage.text(u"proofWarning"_s).contains(u"no connection"_s));
        QVERIFY(stage.broker.startAgain());
        stage.connection->reconnectNow();
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), 30'000);
        start->click();
        QTRY_COMPARE_WITH_TIMEOUT(stage.dialog->look().verdict, ProofLook::Verdict::Queue, 30'000);
    }

    void stopped()
    {
        Stage stage;
        stage.open(u"/queue/q"_s);
        stage.find<QPushButton>(u"proofStart"_s)->click();
        QTRY_VERIFY(stage.dialog->look().sent > 0);
        stage.find<QPushButton>(u"proofStop"_s)->click();
        QTRY_COMPARE(stage.dialog->look().verdict, ProofLook::Verdict::Inconclusive);
        QVERIFY(stage.text(u"proofVerdict"_s).contains(u"it was stopped"_s));
    }

    void lockedProduction()
    {
        Stage stage(Stomp::BrokerSkin::Kind::Plain, true);
        stage.open(u"/queue/q"_s);
        auto* start = stage.find<QPushButton>(u"proofStart"_s);
        QVERIFY(!start->isEnabled());
        QVERIFY(stage.text(u"proofWarning"_s).contains(u"production"_s));
        stage.connection->productionLock().unlock(std::chrono::minutes(1));
        QVERIFY(start->isEnabled());
        stage.connection->productionLock().lock();
        QVERIFY(!start->isEnabled());
    }

    /** Closed in the middle: its connections end, and the window goes on. */
    void closedInTheMiddle()
    {
        Stage stage;
        stage.open(u"/queue/q"_s);
        stage.find<QPushButton>(u"proofStart"_s)->click();
        QTRY_VERIFY(stage.dialog->look().sent > 0);
        stage.dialog.reset();
        QTRY_COMPARE(stage.broker.snapshot().sessions, std::size_t(1)); // the window's own
    }
};

QTEST_MAIN(TestProofDialog)
#include "tst_proofdialog.moc"

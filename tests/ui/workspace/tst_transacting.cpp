#include "workspacefixture.h"

#include <ui/workspace/transacting.h>

#include <QRegularExpression>
#include <QTest>

#include <optional>

using namespace Ui;
using namespace Testing;
using Stomp::AckMode;
using Stomp::AckState;

namespace {

/** Two connections to the practice broker in a skin: one with the transaction, and one that sees
 * what comes of it. */
struct Stage
{
    explicit Stage(const QString& skin)
    {
        workspace.practiceBroker().setSkin(skin);
        own = open();
        witness = open();
        QObject::connect(&transacting, &Transacting::finished, &transacting,
            [this](const Transacting::Outcome& told) { outcome = told; });
    }
    Connection* open()
    {
        Connection* const made =
            workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
        workspace.adopt(made);
        transacting.watch(made);
        workspace.open(made, {});
        return made;
    }
    /** Confirmed. */
    [[nodiscard]] static bool subscribe(Connection* from, const char* destination, AckMode mode)
    {
        const auto key = from->subscribe(wish(destination, mode, false));
        return QTest::qWaitFor(
            [from, key] {
                return from->subscription(key)->state == Stomp::SubscriptionState::Confirmed;
            },
            20'000);
    }
    /** Two messages wait on the connection, and a transaction is open on it. */
    [[nodiscard]] bool prepare()
    {
        const auto isUp = [this] {
            return own->isConnected() && witness->isConnected();
        };
        if (!QTest::qWaitFor(isUp, 20'000) || !subscribe(own, "/queue/a", AckMode::ClientIndividual)
            || !subscribe(witness, "/queue/b", AckMode::Auto))
            return false;
        own->publish(request("/queue/a", "1", 2));
        if (!QTest::qWaitFor([this] { return rows() == 2; }, 20'000) || !transacting.canBegin(*own))
            return false;
        transacting.begin(own);
        return QTest::qWaitFor([this] { return transacting.canEnd(*own); }, 20'000)
            && !transacting.canBegin(*own);
    }
    /** An ACK and three messages, which have been confirmed as parts of it. */
    [[nodiscard]] bool fill()
    {
        own->publish(request("/queue/b", "in it", 3));
        if (transacting.canEnd(*own) // it would be torn apart
            || !workspace.acknowledging().settle({table().serialAt(0)}, true).isEmpty())
            return false;
        const auto isIn = [this] {
            const Transacting::Content now = content();
            return now.sent == 3 && now.settled == 1 && transacting.canEnd(*own);
        };
        return QTest::qWaitFor(isIn, 20'000);
    }
    [[nodiscard]] Transacting::Content content() { return transacting.content(own->number()); }
    [[nodiscard]] MessageTableModel& table() { return workspace.pump().model(); }
    [[nodiscard]] int rows() { return table().messageCount(); }
    [[nodiscard]] QString state(int row)
    {
        return table().index(row, int(MessageColumn::State)).data().toString();
    }
    [[nodiscard]] std::string body(int row) { return std::string(table().messageAt(row).body()); }

    Workspace workspace;
    Transacting transacting{workspace.acknowledging()};
    Connection* own = nullptr;
    Connection* witness = nullptr;
    std::optional<Transacting::Outcome> outcome;
};

} // namespace

/** What is in a transaction counts at its COMMIT, and not at all after ABORT. */
class TestTransacting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void ends_data()
    {
        QTest::addColumn<QString>("skin");
        QTest::addColumn<bool>("commits");
        for (const char* skin : {"plain", "activemq", "rabbitmq"}) {
            QTest::addRow("%s, commit", skin) << QString::fromLatin1(skin) << true;
            QTest::addRow("%s, abort", skin) << QString::fromLatin1(skin) << false;
        }
    }

    void ends()
    {
        QFETCH(const QString, skin);
        QFETCH(const bool, commits);
        Stage stage(skin);
        QVERIFY(stage.prepare());
        QVERIFY(stage.fill());
        // Nothing of it has happened: what is sent now overtakes it.
        stage.witness->publish(request("/queue/b", "beside it", 1));
        QTRY_COMPARE(stage.rows(), 3);
        QCOMPARE(stage.body(2), std::string("beside it"));
        QVERIFY(stage.table().ackStateAt(0) == AckState::AckedInTransaction);
        QCOMPARE(stage.state(0), QStringLiteral("acked in transaction"));
        QCOMPARE(stage.state(1), QStringLiteral("waiting"));
        // And what is in it is not acknowledged twice.
        QCOMPARE(stage.workspace.acknowledging().upTo(stage.table().serialAt(0)), QList<quint64>());

        const auto step = commits ? TransactionStep::Commit : TransactionStep::Abort;
        stage.transacting.end(stage.own, step);
        QTRY_VERIFY(stage.outcome);
        QCOMPARE(stage.outcome->failure, QString());
        QVERIFY(stage.outcome->step == step);
        QCOMPARE(stage.outcome->content.sent, quint64(3));
        QCOMPARE(stage.outcome->content.settled, quint64(1));
        QVERIFY(stage.content().state == Transacting::State::None);
        QVERIFY(!stage.own->isInTransaction());
        if (commits) {
            QTRY_COMPARE(stage.rows(), 6);
            QTRY_COMPARE(stage.state(0), QStringLiteral("acked"));
            QCOMPARE(stage.body(5), std::string("in it"));
        } else {
            stage.witness->publish(request("/queue/b", "after it", 1));
            QTRY_COMPARE(stage.rows(), 4);
            QCOMPARE(stage.body(3), std::string("after it"));
            // It waits as before, and can be acknowledged.
            QCOMPARE(stage.state(0), QStringLiteral("waiting"));
            QCOMPARE(stage.workspace.acknowledging().settle({stage.table().serialAt(0)}, true),
                QString());
            QTRY_VERIFY(stage.table().ackStateAt(0) == AckState::Acked);
        }
        // Outside of it nothing waits for a COMMIT.
        const int before = stage.rows();
        stage.own->publish(request("/queue/b", "later", 1));
        QTRY_COMPARE(stage.rows(), before + 1);
        QVERIFY(stage.transacting.canBegin(*stage.own));
    }

    // A quick user: Send, and Commit before the message has left.
    void endsWhenWhatWasGivenIsSent()
    {
        Stage stage(QStringLiteral("plain"));
        QVERIFY(stage.prepare());
        stage.own->publish(request("/queue/b", "in it", 3));
        QVERIFY(!stage.transacting.canEnd(*stage.own));
        stage.transacting.end(stage.own, TransactionStep::Commit);
        QTRY_VERIFY(stage.outcome.has_value());
        QCOMPARE(stage.outcome->step, TransactionStep::Commit);
        QCOMPARE(stage.outcome->failure, QString());
        QCOMPARE(stage.outcome->content.sent, quint64(3));
        QTRY_COMPARE(stage.rows(), 5); // two of its own, three that the witness has now
    }

    void goesWithItsConnection()
    {
        Stage stage(QStringLiteral("plain"));
        QVERIFY(stage.prepare());
        QVERIFY(stage.fill());
        stage.own->abort();
        QTRY_VERIFY(stage.outcome);
        QVERIFY(stage.outcome->isLost);
        QCOMPARE(stage.outcome->content.sent, quint64(3));
        QTRY_COMPARE(stage.state(0), QStringLiteral("returned"));
        stage.witness->publish(request("/queue/b", "after it", 1));
        QTRY_COMPARE(stage.rows(), 3);
        QCOMPARE(stage.body(2), std::string("after it"));
        QVERIFY(!stage.transacting.canBegin(*stage.own));
        stage.workspace.reopen(stage.own);
        QTRY_VERIFY(stage.transacting.canBegin(*stage.own));
        QTRY_COMPARE(stage.rows(), 5); // both come again
        QVERIFY(stage.content().state == Transacting::State::None);
    }
};

QTEST_GUILESS_MAIN(TestTransacting)
#include "tst_transacting.moc"

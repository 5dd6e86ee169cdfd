#include <ui/workspace/quietreasons.h>

#include <QTest>

using namespace Ui;
using Link = QuietEvidence::Link;
using Weight = QuietReason::Weight;
using Stomp::AckMode;
using Stomp::DestinationKind;
using Stomp::Dialect;
using Stomp::SubscriptionState;

namespace {

using Change = std::function<void(QuietEvidence&)>;

/** A quiet queue on which all that can be seen is in order. */
QuietEvidence inOrder()
{
    QuietEvidence e;
    e.nowMs = 1'000'000'000;
    e.subscribedMs = e.nowMs - 300'000;
    e.lastMessageMs = e.nowMs - 200'000;
    e.messages = 7;
    e.lastHeardMs = e.nowMs - 3000;
    e.heartBeatEvery = 10'000;
    e.destination = QStringLiteral("/queue/a");
    e.kind = DestinationKind::Queue;
    e.dialect = Dialect::ActiveMq;
    return e;
}

QString shown(const QuietReason& reason)
{
    return reason.what + u' ' + reason.evidence + u' ' + reason.advice;
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestQuietReasons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void strongest_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("weight");
        QTest::addColumn<QString>("words"); //!< all of them, in the first reason
        const auto row = [](const char* name, Weight weight, const char* words, Change change) {
            QTest::newRow(name) << std::move(change) << int(weight) << QString::fromLatin1(words);
        };
        row("nothing to see", Weight::CannotTell, "Another consumer", [](QuietEvidence&) {});
        row("lost", Weight::Certain, "was lost|host unreachable|Ctrl+R", [](QuietEvidence& e) {
            e.link = Link::Lost;
            e.linkProblem = QStringLiteral("host unreachable");
        });
        row("being tried again", Weight::Certain, "tried again|keeps its messages",
            [](QuietEvidence& e) { e.link = Link::Retrying; });
        row("tried again, a topic", Weight::Certain, "tried again|does not come later",
            [](QuietEvidence& e) {
                e.link = Link::Retrying;
                e.kind = DestinationKind::Topic;
            });
        row("closed", Weight::Certain, "is closed", [](QuietEvidence& e) { e.link = Link::Ended; });
        row("ended by ERROR", Weight::Certain, "ended the subscription with an ERROR|queue deleted",
            [](QuietEvidence& e) {
                e.state = SubscriptionState::Refused;
                e.stateReason = QStringLiteral("queue deleted");
            });
        row("refused", Weight::Certain, "refused the subscription", [](QuietEvidence& e) {
            e.state = SubscriptionState::Refused;
            e.messages = 0;
        });
        row("not confirmed yet", Weight::Likely, "not confirmed|5 min 0 s ago",
            [](QuietEvidence& e) { e.state = SubscriptionState::Requested; });
        row("confirmed by nobody", Weight::Possible, "never confirmed|Spring confirms none",
            [](QuietEvidence& e) {
                e.dialect = Dialect::Spring;
                e.state = SubscriptionState::Assumed;
            });
        row("reading paused", Weight::Certain, "stopped reading",
            [](QuietEvidence& e) { e.readingPaused = true; });
        row("table paused", Weight::Certain, "table is paused|1,234 messages|Space",
            [](QuietEvidence& e) {
                e.tablePaused = true;
                e.heldByPause = 1234;
            });
        row("a selector", Weight::Likely, "match the selector|a = 1", [](QuietEvidence& e) {
            e.headers.push_back({"selector", "a = 1"});
        });
        row("a selector that is not read", Weight::Possible, "does not read|a = 1",
            [](QuietEvidence& e) {
                e.dialect = Dialect::RabbitMq;
                e.headers.push_back({"selector", "a = 1"});
            });
        row("the broker is silent", Weight::Likely, "silent altogether|45 s ago|every 10 s",
            [](QuietEvidence& e) {
                e.peerSilent = true;
                e.lastHeardMs = e.nowMs - 45'000;
            });
        row("no heart-beats", Weight::Possible, "no heart-beats were agreed|3 s ago",
            [](QuietEvidence& e) { e.heartBeatEvery = 0; });
        row("credit used up, the default", Weight::Certain, "used up|1,000|default|Ctrl+K",
            [](QuietEvidence& e) {
                e.ack = AckMode::Client;
                e.unacknowledged = 1000;
            });
        row("credit used up, as asked", Weight::Certain, "used up|hold 10 unack|of 10 that",
            [](QuietEvidence& e) {
                e.ack = AckMode::ClientIndividual;
                e.headers.push_back({"activemq.prefetchSize", "10"});
                e.unacknowledged = 10;
            });
        row("credit in bytes on Artemis", Weight::Certain, "used up|12,000 bytes|10,240 bytes",
            [](QuietEvidence& e) {
                e.dialect = Dialect::Artemis;
                e.ack = AckMode::Client;
                e.unacknowledged = 3;
                e.unacknowledgedBytes = 12'000;
            });
        row("Classic's header means bytes on Artemis", Weight::Certain, "used up|10 bytes",
            [](QuietEvidence& e) {
                e.dialect = Dialect::Artemis;
                e.ack = AckMode::Client;
                e.headers.push_back({"activemq.prefetchSize", "10"});
                e.unacknowledged = 1;
                e.unacknowledgedBytes = 400;
            });
        row("one at a time on Artemis", Weight::Certain, "one message at a time|1 unack",
            [](QuietEvidence& e) {
                e.dialect = Dialect::Artemis;
                e.ack = AckMode::Client;
                e.headers.push_back({"consumer-window-size", "0"});
                e.unacknowledged = 1;
            });
        row("credit nearly used up", Weight::Likely, "nearly used up", [](QuietEvidence& e) {
            e.ack = AckMode::Client;
            e.unacknowledged = 850;
        });
        row("RabbitMQ without a bound", Weight::Possible, "hold 5,000|RabbitMQ sets no bound",
            [](QuietEvidence& e) {
                e.dialect = Dialect::RabbitMq;
                e.ack = AckMode::Client;
                e.unacknowledged = 5000;
            });
        row("prefetch 0 on Classic", Weight::Certain, "prefetch is 0|sends nothing",
            [](QuietEvidence& e) {
                e.headers.push_back({"activemq.prefetchSize", "0"});
            });
        row("browsing", Weight::Likely, "only browses", [](QuietEvidence& e) {
            e.headers.push_back({"browser", "true"});
        });
        row("a topic, too late", Weight::Possible, "a topic keeps nothing|5 min",
            [](QuietEvidence& e) { e.kind = DestinationKind::Topic; });
        row("Artemis' routing", Weight::Possible, "routing type",
            [](QuietEvidence& e) { e.dialect = Dialect::Artemis; });
    }

    void strongest()
    {
        QFETCH(const Change, change);
        QFETCH(const int, weight);
        QFETCH(const QString, words);
        QuietEvidence evidence = inOrder();
        change(evidence);
        const QList<QuietReason> reasons = quietReasons(evidence);
        QVERIFY(!reasons.isEmpty());
        const QString first = shown(reasons.constFirst());
        QCOMPARE(int(reasons.constFirst().weight), weight);
        for (const QString& word : words.split(u'|'))
            QVERIFY2(first.contains(word), qPrintable(first));
        QVERIFY(std::is_sorted(reasons.cbegin(), reasons.cend(),
            [](const QuietReason& a, const QuietReason& b) { return a.weight < b.weight; }));
    }

    /** What cannot be known is said in every case, and never above what can. */
    void whatCannotBeKnownIsSaid()
    {
        const QList<QuietReason> queue = quietReasons(inOrder());
        QCOMPARE(std::count_if(queue.cbegin(), queue.cend(),
                     [](const QuietReason& r) { return r.weight == Weight::CannotTell; }),
            2);
        QuietEvidence e = inOrder();
        e.kind = DestinationKind::Topic;
        const QList<QuietReason> topic = quietReasons(e);
        for (const QuietReason& reason : topic)
            QVERIFY(!reason.what.contains(QStringLiteral("Another consumer")));
    }

    void whatIsInOrderIsSaidLast()
    {
        QuietEvidence e = inOrder();
        e.ack = AckMode::Client;
        e.unacknowledged = 3;
        const QList<QuietReason> reasons = quietReasons(e);
        QStringList ruledOut;
        for (const QuietReason& reason : reasons) {
            if (reason.weight == Weight::RuledOut)
                ruledOut << reason.what;
        }
        QCOMPARE(ruledOut.size(), 3); // confirmed, credit left, alive
        QVERIFY(reasons.constLast().weight == Weight::RuledOut);
    }

    void credit()
    {
        QuietEvidence e = inOrder();
        QCOMPARE(creditLimit(e).amount, quint64(0)); // auto
        e.ack = AckMode::Client;
        QCOMPARE(creditLimit(e).amount, quint64(1000));
        QVERIFY(creditLimit(e).isDefault);
        e.kind = DestinationKind::Topic;
        QCOMPARE(creditLimit(e).amount, quint64(32'767));
        e.headers.push_back({"prefetch-count", "5"}); // not this broker's
        QCOMPARE(creditLimit(e).amount, quint64(32'767));
        e.dialect = Dialect::RabbitMq;
        QCOMPARE(creditLimit(e).amount, quint64(5));
        QVERIFY(!creditLimit(e).isDefault);
        e.dialect = Dialect::Artemis;
        QVERIFY(creditLimit(e).inBytes);
    }
};

QTEST_APPLESS_MAIN(TestQuietReasons)
#include "tst_quietreasons.moc"

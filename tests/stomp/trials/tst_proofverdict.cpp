#include <stomp/trials/proofverdict.h>
#include <stomp/trials/proofwording.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using namespace Qt::StringLiterals;
using Kind = ProofVerdict::Kind;

namespace {

ProofLane lane(std::initializer_list<std::uint32_t> numbers)
{
    ProofLane lane;
    lane.subscription = ProofLane::Subscription::Confirmed;
    for (const std::uint32_t number : numbers)
        lane.arrivals.push_back({number, false});
    return lane;
}

ProofEvidence evidence(const ProofLane& a, const ProofLane& b, const ProofLane& late)
{
    ProofEvidence all;
    all.destination = "/queue/x";
    all.dialect = Dialect::Practice;
    all.sent = all.taken = 13;
    all.a = a;
    all.b = b;
    all.late = late;
    return all;
}

const ProofLane everything = lane({1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
const ProofLane odd = lane({1, 3, 5, 7, 9});
const ProofLane even = lane({2, 4, 6, 8, 10});
const ProofLane unattended = lane({11, 12, 13});
const ProofLane nothing = lane({});

} // namespace

Q_DECLARE_METATYPE(Stomp::ProofEvidence)

class TestProofVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void judges_data()
    {
        QTest::addColumn<ProofEvidence>("evidence");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("doubt");
        QTest::addColumn<int>("kept"); // -1: cannot be told
        QTest::addColumn<int>("leftBehind"); // how many
        const auto row = [](const char* name, const ProofEvidence& all, Kind kind, ProofDoubt doubt,
                             int kept, int leftBehind) {
            QTest::newRow(name) << all << int(kind) << int(doubt) << kept << leftBehind;
        };
        const auto sure = ProofDoubt::None;
        row("queue", evidence(odd, even, unattended), Kind::Queue, sure, 1, 0);
        row("topic", evidence(everything, everything, nothing), Kind::Topic, sure, 0, 0);
        row("one consumer is served", evidence(everything, nothing, unattended), Kind::Queue, sure,
            1, 0);
        row("a topic that keeps", evidence(everything, everything, unattended), Kind::Topic, sure,
            1, 0);
        row("a queue that does not keep", evidence(odd, even, nothing), Kind::Queue, sure, 0, 3);
        row("a rival takes a share", evidence(lane({1, 4}), lane({2, 5, 8}), nothing), Kind::Queue,
            sure, -1, 8);
        row("a rival leaves one", evidence(lane({1, 4}), lane({2, 5, 8}), lane({12})), Kind::Queue,
            sure, -1, 7);
        row("five each, but the same five",
            evidence(lane({1, 2, 3, 4, 5}), lane({1, 2, 3, 4, 5}), nothing), Kind::Inconclusive,
            ProofDoubt::SomeMissing, -1, 8);
        row("some copied, some not", evidence(everything, odd, nothing), Kind::Inconclusive,
            ProofDoubt::Mixed, -1, 3);
        row("nothing", evidence(nothing, nothing, nothing), Kind::Inconclusive,
            ProofDoubt::NothingArrived, -1, 13);
        row("only one, and some missing", evidence(odd, nothing, nothing), Kind::Inconclusive,
            ProofDoubt::SomeMissing, -1, 8);

        ProofLane twice = everything;
        twice.arrivals.push_back({4, false});
        row("twice", evidence(twice, everything, nothing), Kind::Inconclusive, ProofDoubt::Repeated,
            -1, 3);
        twice.arrivals.back().redelivered = true;
        row("twice, but redelivered", evidence(twice, everything, nothing), Kind::Topic, sure, 0,
            0);
        ProofLane moved = even;
        moved.arrivals.push_back({3, true});
        row("one moved on to the other", evidence(odd, moved, unattended), Kind::Queue, sure, 1, 0);

        ProofLane unsure = nothing;
        unsure.subscription = ProofLane::Subscription::Assumed;
        row("the other may not have subscribed", evidence(everything, unsure, unattended),
            Kind::Inconclusive, ProofDoubt::NotConfirmed, 1, 0);
        row("the late one may not have subscribed", evidence(everything, everything, unsure),
            Kind::Topic, sure, -1, 3);
        ProofEvidence probed = evidence(everything, everything, unsure);
        probed.probe = probed.sent = 14;
        row("nor does a probe come", probed, Kind::Topic, sure, -1, 4);
        probed.late.arrivals.push_back({14, false});
        row("a probe shows that it had", probed, Kind::Topic, sure, 0, 0);

        ProofEvidence ended = evidence(odd, lane({2}), nothing);
        ended.end = ProofEnd::NotConnected;
        ended.sent = ended.taken = 10;
        row("the end of the broker", ended, Kind::Inconclusive, ProofDoubt::Incomplete, -1, 4);
        ProofEvidence refused = evidence(nothing, nothing, nothing);
        refused.end = ProofEnd::Refused;
        refused.sent = 0;
        row("nothing was sent", refused, Kind::Inconclusive, ProofDoubt::Incomplete, -1, 0);
        ProofEvidence held = evidence(odd, even, unattended);
        held.b.unacknowledged = 2;
        row("not acknowledged", held, Kind::Queue, sure, 1, 2);
    }

    void judges()
    {
        QFETCH(ProofEvidence, evidence);
        const ProofVerdict verdict = judge(evidence);
        QTEST(int(verdict.kind), "kind");
        QTEST(int(verdict.doubt), "doubt");
        QTEST(verdict.kept ? int(*verdict.kept) : -1, "kept");
        QTEST(int(verdict.leftBehind.size()), "leftBehind");
        // Whatever it is, it is said in words.
        const QString text = verdictText(evidence, verdict);
        QVERIFY2(text.endsWith(u'.') && !text.contains(u'%'), qPrintable(text));
        QCOMPARE(text.startsWith(u"Inconclusive, because "_s), verdict.kind == Kind::Inconclusive);
    }

    void numbers_data()
    {
        QTest::addColumn<QList<int>>("numbers");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << QList<int>{} << u""_s;
        QTest::newRow("one") << QList<int>{4} << u"4"_s;
        QTest::newRow("two") << QList<int>{4, 5} << u"4 and 5"_s;
        QTest::newRow("range") << QList<int>{4, 5, 6} << u"4 to 6"_s;
        QTest::newRow("all sorts") << QList<int>{1, 2, 3, 5, 8, 9} << u"1 to 3, 5, 8 and 9"_s;
    }
    void numbers()
    {
        QFETCH(QList<int>, numbers);
        QTEST(numbersText(ProofNumbers(numbers.begin(), numbers.end())), "text");
    }

    /** Only what is missing can have gone there. */
    void namesOwnSubscribers()
    {
        ProofEvidence all = evidence(odd, lane({2, 4, 6}), nothing);
        QCOMPARE(ownShareText(all, judge(all)), QString());
        all.ownSubscribers = {"orders", "mails"};
        QCOMPARE(ownShareText(all, judge(all)),
            u"This console was itself subscribed there, on orders and mails: 8 and 10 to 13 may "
            "have gone to that subscription. Without it the verdict would be clear."_s);
        all = evidence(everything, everything, nothing); // copies, and none for who is not there
        all.ownSubscribers = {"orders"};
        QCOMPARE(ownShareText(all, judge(all)), QString());
        QCOMPARE(ownSubscribersWarning(u"/queue/x"_s, {}), QString());
        QVERIFY(ownSubscribersWarning(u"/queue/x"_s, {"orders"})
                    .startsWith(u"This console is itself subscribed to /queue/x, on orders."_s));
    }

    void saysWhatIsOdd_data()
    {
        QTest::addColumn<QString>("destination");
        QTest::addColumn<bool>("copies");
        QTest::addColumn<bool>("keeps");
        QTest::addColumn<QString>("word"); // of the sentence; none when nothing is odd
        QTest::newRow("queue") << u"/queue/x"_s << false << true << QString();
        QTest::newRow("topic") << u"/topic/x"_s << true << false << QString();
        QTest::newRow("queue that copies") << u"/queue/x"_s << true << false << u"says queue"_s;
        QTest::newRow("topic that shares") << u"/topic/x"_s << false << true << u"says topic"_s;
        QTest::newRow("topic that keeps") << u"/topic/x"_s << true << true << u"unusual"_s;
        QTest::newRow("queue that forgets") << u"/queue/x"_s << false << false << u"unusual"_s;
    }
    void saysWhatIsOdd()
    {
        QFETCH(QString, destination);
        QFETCH(bool, copies);
        QFETCH(bool, keeps);
        QFETCH(QString, word);
        ProofEvidence all = evidence(
            copies ? everything : odd, copies ? everything : even, keeps ? unattended : nothing);
        all.destination = destination.toStdString();
        const QString text = oddText(all, judge(all));
        QCOMPARE(text.isEmpty(), word.isEmpty());
        QVERIFY2(text.contains(word), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestProofVerdict)
#include "tst_proofverdict.moc"
